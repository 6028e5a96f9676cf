import Certificates
import CommandOutcome
import Foundation
import Glibc
import Identifiers
import Keys
import SQLiteStore
import Store
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("Doctor")
struct DoctorTests {
    @Test("U-47 an installation in order: every line ok, exit 0")
    func allWell() async throws {
        let ground = try Ground()
        let report = await ground.doctor().examine()
        let wrong = report.findings.filter { $0.verdict != .ok && $0.code != "schema-pack" && $0.code != "disk-space" }
        #expect(wrong.isEmpty, "\(wrong)")
        #expect(report.findings.map(\.number) == Array(1...report.findings.count))
        #expect(report.requests.isEmpty)
    }

    @Test("U-47 exit 0, 1 and 2")
    func exits() {
        func report(_ verdicts: DoctorVerdict...) -> DoctorReport {
            DoctorReport(verdicts.map { DoctorFinding("x", "X", $0, "s") })
        }
        #expect(report().exit == .done)
        #expect(report(.ok).exit == .done)
        #expect(report(.ok, .warning).exit == .negative)
        #expect(report(.warning, .error, .ok).exit == .errors)
    }

    @Test("lists that are fetched are ok only when the server has them; when it does not run the way there is tried")
    func fetchedLists() async throws {
        let ground = try Ground(crlHosts: ["crl.kommune.test"])
        try FileManager.default.removeItem(atPath: ground.directory.path("crl/issuing.crl"))
        func verdict() async -> DoctorVerdict? { await RevocationCheck().examine(ground.ground()).first?.verdict }
        #expect(await verdict() == .error, "the host is not known")
        ground.network.known["crl.kommune.test"] = ["10.0.0.9"]
        #expect(await verdict() == .warning, "there is none yet")
        ground.revocation = RevocationStatus(lists: 0, nextUpdate: nil, failed: ["http://crl.kommune.test/a.crl"])
        #expect(await verdict() == .error, "the server could not fetch it")
        ground.revocation = RevocationStatus(lists: 1, nextUpdate: Date() - 60, failed: [])
        #expect(await verdict() == .error, "it is out of date")
        ground.revocation = RevocationStatus(lists: 1, nextUpdate: Date() + 3600, failed: [])
        #expect(await verdict() == .ok)
    }

    @Test("U-47 a first run says what to do in order, in few lines, and names no user that is not there")
    func firstRun() async throws {
        let ground = try Ground(facts: nil)
        for name in ["data", "crl", "agreements", "trust", "master.key", "pw"] {
            try FileManager.default.removeItem(atPath: ground.directory.path(name))
        }
        let findings = await ground.doctor().examine().findings
        #expect(findings.first?.code == "first-steps")
        #expect(findings.first?.remedy?.contains(ground.directory.path("data")) == true)
        #expect(findings.first?.remedy?.contains(ground.directory.path("agreements")) == true)
        #expect(findings.filter { $0.code.hasPrefix("mail-") == false }.count == 5)
        #expect(findings.first { $0.code == "master-key" }?.remedy?.hasPrefix("`budstikke config master-key`") == true)
        #expect(findings.allSatisfy { ($0.remedy ?? "").contains("-o budstikke") == false })
    }

    @Test(
        "M-091 certificates are warned of at 60, 30, 14, 7, 3 and 1 days",
        arguments: [
            (61, DoctorVerdict.ok), (60, .warning), (30, .warning), (8, .warning), (7, .error), (1, .error),
            (0, .error),
            (-1, .error),
        ])
    func expiry(days: Int, verdict: DoctorVerdict) async throws {
        let installation = try Installation()
        try await installation.addTenant()
        // An expired one cannot be imported, so it is made to expire afterwards.
        let identity = try installation.identity(.signing, days: Double(max(days, 1)) + 0.5)
        try await installation.importCertificate(identity)
        let later = Installation.now + Double(max(days, 1) - days) * 86_400
        let record = try await installation.store.tenant(Installation.tenant, as: "t").read {
            try $0.records(KeyRecord.self)
        }
        var facts = TenantFacts(tenant: Installation.tenant, stage: .test, readable: true)
        facts.certificates = record.map { CertificateSummary($0, among: record, now: later) }
        let ground = try Ground(facts: [facts])
        let found = await TenantCheck().examine(ground.ground())
        #expect(found.first?.verdict == verdict, "\(found)")
    }

    @Test("work that is stuck, folders and needs are told for each tenant; an unreadable one hides no other")
    func tenants() async throws {
        var stuck = TenantFacts(tenant: TenantID("nord")!, stage: .test, readable: true)
        stuck.parked = ["process": 2]
        stuck.held = ["register-unavailable": 5]
        stuck.folderRemarks = ["journal": ["`out` is not there."]]
        stuck.missing = ["No record system."]
        let damaged = TenantFacts(tenant: TenantID("sor")!, stage: .test, readable: false)
        let ground = try Ground(facts: [stuck, damaged])
        let found = await TenantCheck().examine(ground.ground())
        #expect(found.map(\.verdict) == [.warning, .warning, .error, .warning, .error])
        #expect(found.last?.sentence == "sor: its store cannot be read.")
    }

    @Test("the clock: behind what is stored, or away from another clock")
    func clock() async throws {
        var facts = TenantFacts(tenant: TenantID("nord")!, stage: .test, readable: true)
        facts.newestMessage = Date() + 7200 + 30
        let behind = try Ground(facts: [facts])
        let finding = await ClockCheck().examine(behind.ground()).first
        #expect(finding?.verdict == .error)
        #expect(finding?.sentence.contains("2 hours") == true)
        #expect(finding?.request != nil)
        let ground = try Ground(crlHosts: ["crl.example"])
        ground.network.clock = Date() - 600
        #expect(await ClockCheck().examine(ground.ground()).first?.sentence.contains("ahead of") == true)
        ground.network.clock = Date()
        #expect(await ClockCheck().examine(ground.ground()).first?.verdict == .ok)
    }

    @Test("M-095 files that others may read are errors, each with its command")
    func modes() async throws {
        let ground = try Ground()
        chmod(ground.directory.path("data"), 0o755)
        chmod(ground.directory.path("master.key"), 0o644)
        chmod(ground.directory.path("pw"), 0o640)
        let findings = await ground.doctor().examine().findings
        for (code, remedy) in [
            ("data-directory", "chmod 0700"), ("master-key", "chmod 0400"), ("secret-files", "chmod 0400"),
        ] {
            let finding = findings.first { $0.code == code }
            #expect(finding?.verdict == .error)
            #expect(finding?.remedy?.contains(remedy) == true)
        }
    }

    @Test("a register that cannot be used is told with its line")
    func register() async throws {
        let ground = try Ground()
        try ground.directory.write(Array("schemaVersion: 1\nparties:\n  - {her: x}\n".utf8), to: "register.yaml")
        let finding = await RegisterCheck().examine(ground.ground()).first
        #expect(finding?.verdict == .error)
        #expect(finding?.sentence.contains("line 3") == true)
    }

    @Test(
        "disk space",
        arguments: [
            (UInt64(400_000_000), DoctorVerdict.error), (4_000_000_000, .warning), (9_000_000_000, .warning),
            (50_000_000_000, .ok),
        ])
    func disk(free: UInt64, verdict: DoctorVerdict) {
        #expect(DiskSpaceCheck().finding(free: free, of: 100_000_000_000).verdict == verdict)
    }

    @Test("U-47 a check that hangs is given up, and the others are told all the same")
    func hanging() async throws {
        let ground = try Ground()
        let doctor = Doctor(
            ground: ground.ground(), checks: [HangingCheck(), DataDirectoryCheck()], limit: .milliseconds(50))
        let report = await doctor.examine()
        #expect(report.findings.map(\.verdict) == [.warning, .ok])
    }

    @Test("without facts the reason comes first, and what can be seen from outside is still told")
    func noFacts() async throws {
        let ground = try Ground(facts: nil)
        let report = await ground.doctor().examine()
        #expect(report.findings.first?.sentence.contains("the key is gone") == true)
        #expect(report.exit == .errors)
        #expect(report.findings.contains { $0.code == "mailbox" })
    }

    private struct HangingCheck: DoctorCheck {
        let code = "hanging"
        let title = "Hanging"
        func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
            await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
            return []
        }
    }
}
