import CommandOutcome
import Doctor
import Foundation
import TestSupport
import Testing

@testable import TrusteeNode

@Suite("The trustee's doctor")
struct DoctorTests {
    private func report(_ installation: Installation, _ configuration: TrusteeConfiguration) async -> DoctorReport {
        await TrusteeDoctor(configuration, now: Installation.now).examine(calls: false) {
            () async throws(AdministrationError) in
            try await installation.ask(DoctorQuestion(), configuration)
        }
    }

    private func codes(_ report: DoctorReport, _ verdict: DoctorVerdict) -> [String] {
        report.findings.filter { $0.verdict == verdict }.map(\.code)
    }

    @Test("it is content with a whole installation but for its missing lists")
    func whole() async throws {
        let installation = try Installation()
        let whole = await report(installation, try await installation.prepared())
        #expect(codes(whole, .warning) == ["revocation"])
        #expect(codes(whole, .error) == [])
        #expect(whole.exit == .negative)
    }

    @Test("each thing that is missing is named, with what to do about it")
    func missing() async throws {
        var installation = try Installation()
        installation.usesTLS = true
        let configuration = try installation.configuration()
        _ = try await TrusteeSetup.begin(configuration, by: Installation.kari, now: Installation.now)
        try installation.scratch.write([], to: "server.pem")
        let empty = await report(installation, configuration)
        #expect(
            codes(empty, .error) == [
                "send-module", "status", "client", "municipalities", "key-trustee", "key-register",
            ])
        #expect(empty.findings.filter { $0.code.hasPrefix("key-") }.allSatisfy { $0.remedy?.contains("keys") == true })
        for file in ["signing.key", "master-key", "trust/root.pem"] {
            try FileManager.default.removeItem(atPath: installation.scratch.path(file))
        }
        let broken = await report(installation, configuration)
        #expect(
            codes(broken, .error) == [
                "master-key", "trust-store", "signing", "send-module", "status", "client", "data",
            ])
        #expect(broken.exit == .errors)
    }

    @Test("a municipality without a PIN and a request that waits are told of")
    func state() async throws {
        let installation = try Installation()
        let configuration = try await installation.prepared()
        let list = "number;name;organisation;districts\n9902;Sørvågen;\(Installation.register.number);\n"
        try await installation.ask(MunicipalityImport(Array(list.utf8), dryRun: false), configuration)
        try await installation.ask(RekeyRequest(reason: "a new year"), configuration)
        let report = await report(installation, configuration)
        #expect(codes(report, .warning) == ["revocation", "municipalities"])
        #expect(report.findings.first { $0.code == "requests" }?.remedy?.contains("mapping list") == true)
    }

    @Test("the register is called: one that answers anything is there, one that does not is a warning")
    func register() async throws {
        var installation = try Installation()
        let silent = try installation.configuration()
        let down = await TrusteeDoctor(silent, now: Installation.now).examine()
        #expect(down.findings.last?.code == "register")
        #expect(down.findings.last?.verdict == .warning)
        let register = FakeRegister()
        try await register.serving { port in
            installation.registerPort = port
            let up = await TrusteeDoctor(try installation.configuration(), now: Installation.now).examine()
            #expect(up.findings.last?.verdict == .ok)
        }
    }
}
