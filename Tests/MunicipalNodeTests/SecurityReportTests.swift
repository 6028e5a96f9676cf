import CommandOutcome
import Foundation
import Identifiers
import Keys
import SQLiteStore
import Store
import TestSupport
import Testing
import Texts

@testable import MunicipalNode

@Suite("The state of information security") struct SecurityReportTests {
    private func control(
        _ code: SecurityControl.Code, in installation: Installation
    ) async throws -> SecurityControl {
        let reply = try await installation.ask(SecurityReport(tenant: nil))
        return try #require(reply.controls.first { $0.code == code })
    }

    @Test("M-021 each safeguard has a state, a reason, and what to do where it is not in order")
    func controls() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let reply = try await installation.ask(SecurityReport(tenant: nil))
        #expect(reply.controls.map(\.code) == SecurityControl.Code.allCases)
        #expect(reply.controls.allSatisfy { !$0.reason.contains("{") && !$0.reason.contains("–") })
        #expect(reply.controls.allSatisfy { $0.isInOrder == ($0.remedy == nil) })
        #expect(!reply.ok)
        let open = reply.controls.filter { !$0.isInOrder }.map(\.code)
        #expect(open.contains(.revocation) && open.contains(.review))
        #expect(!open.contains(.certificates) && !open.contains(.sealed) && !open.contains(.lines))
    }

    @Test("M-091 a certificate that is missing, or ends within 30 days, is not in order", arguments: [nil, 29, 31])
    func certificates(days: Double?) async throws {
        let installation = try Installation()
        try await installation.addTenant()
        if let days {
            for purpose in [KeyRecord.Purpose.signing, .encryption] {
                try await installation.importCertificate(
                    installation.identity(purpose.ofCertificate, days: days), activate: true)
            }
        }
        #expect(try await control(.certificates, in: installation).isInOrder == (days == 31))
    }

    @Test("T-050 a partner's exception is not in order while it lasts, and named with its end")
    func exceptions() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        #expect(try await control(.exceptions, in: installation).isInOrder)
        var partner = ManualPartner(her: Installation.partner, reason: "Gammelt system")
        partner.exceptions = ["read-sha1": Installation.now + 86_400, "read-3des": Installation.now - 1]
        let record = partner
        try await installation.store.tenant(Installation.tenant, as: "test").write { try $0.put(record) }
        let control = try await control(.exceptions, in: installation)
        #expect(!control.isInOrder)
        #expect(control.reason.contains("\(Installation.partner): read-sha1"))
        #expect(!control.reason.contains("read-3des"))
    }

    @Test("N-05 a record system's token without an end is not in order, and one with an end is")
    func tokens() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let store = try await installation.store.tenant(Installation.tenant, as: "test")
        let good = APIToken(
            id: "0a0b0c0d", recordSystem: "Prøve", hash: [1], createdAt: Installation.now,
            expiresAt: Installation.now + 86_400)
        try await store.write { try $0.put(good) }
        #expect(try await control(.tokens, in: installation).isInOrder)
        let endless = APIToken(id: "0a0b0c0e", recordSystem: "Prøve", hash: [2], createdAt: Installation.now)
        try await store.write { try $0.put(endless) }
        let control = try await control(.tokens, in: installation)
        #expect(!control.isInOrder && control.reason.contains("0a0b0c0e") && !control.reason.contains("0a0b0c0d"))
    }

    @Test("M-098 metrics in clear to other machines are a line that is not in order; on this machine they are")
    func lines() async throws {
        for (host, plain, isGood) in [("127.0.0.1", false, true), ("0.0.0.0", true, false)] {
            let installation = try Installation(more: "metrics: {host: \(host), port: 9464, plainHTTP: \(plain)}\n")
            try await installation.addCompleteTenant()
            let control = try await control(.lines, in: installation)
            #expect(control.isInOrder == isGood, "\(host)")
            #expect(control.reason.contains("0.0.0.0:9464") == !isGood)
        }
    }

    @Test("M-097 M-098 M-099 M-100 M-101 M-102 M-103 M-104 the guide's eight questions are answered in three languages")
    func questions() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        for language in Language.allCases {
            let reply = try await installation.administration.perform(
                SecurityReport(tenant: nil), by: "uid:1000", in: language)
            #expect(reply.questions.map(\.question) == RiskQuestion.allCases)
            for answer in reply.questions {
                #expect(answer.words.hasSuffix("?"))
                #expect(!answer.answer.contains("{") && !answer.answer.contains("–"), "\(answer.question)")
            }
        }
        let reply = try await installation.ask(SecurityReport(tenant: nil))
        func evidence(_ question: RiskQuestion) -> String {
            reply.questions.first { $0.question == question }?.evidence.joined(separator: "\n") ?? ""
        }
        #expect(evidence(.protection).contains("127.0.0.1:25"))
        #expect(evidence(.neighbours) == Installation.organisation.name)
        #expect(evidence(.keys).contains(installation.configuration.masterKeyFile))
        #expect(evidence(.keys).contains(installation.master.identifier))
        #expect(evidence(.zones).contains("127.0.0.1"))
    }

    @Test("M-100 where several share, it says that one master key opens all; where one is alone, it does not")
    func sharedKey() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        func answer() async throws -> String {
            let reply = try await installation.administration.perform(
                SecurityReport(tenant: Installation.tenant), by: "uid:1000", in: .en)
            return try #require(reply.questions.first { $0.question == .separation }?.answer)
        }
        #expect(try await !answer().contains("master key"))
        let other = SyntheticOrganisations.southMunicipality
        try await installation.ask(
            TenantAdd(
                id: try #require(TenantID("sor")), displayName: other.name, organisationNumber: other.number,
                controller: "Kommunedirektøren"))
        #expect(try await answer().contains("all 2 are wrapped by the same master key"))
    }

    @Test("N-17 the inventory has every field that NSM asks for, and no key")
    func inventory() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let reply = try await installation.ask(SecurityReport(tenant: nil))
        #expect(reply.inventory.count == 6)
        for use in reply.inventory {
            #expect(!use.algorithm.isEmpty && !use.location.isEmpty && !use.product.isEmpty && !use.lifetime.isEmpty)
        }
        #expect(reply.inventory.first?.keyLength == "RSA 2048 bit")
        let text = String(decoding: try JSONEncoder().encode(reply), as: UTF8.self)
        #expect(!text.contains("0707070707"))
        #expect(!text.contains("PRIVATE KEY"))
    }

    @Test("M-021 no tenant goes to production before a named person has signed, lately, what is so now")
    func signing() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        installation.register.put(try installation.registeredSelf())
        let promote = TenantPromote(tenant: nil, stage: .production)
        #expect(await installation.refusal(promote)?.details.count == 1)
        // Signing dry is not signing.
        let mark = try await installation.ask(SecurityReport(tenant: nil)).mark
        _ = try await installation.ask(SecuritySign(tenant: nil, person: "Kari Prøvesen", seen: mark), dryRun: true)
        #expect(await installation.refusal(promote)?.details.first?.contains("security sign") == true)
        let stale = await installation.refusal(SecuritySign(tenant: nil, person: "Kari Prøvesen", seen: "00000000"))
        #expect(stale?.code == "report-changed")
        let review = try await installation.ask(SecuritySign(tenant: nil, person: "Kari Prøvesen", seen: mark))
        #expect(review.actor == "uid:1000" && review.open[.revocation] == [])
        #expect(try await control(.review, in: installation).isInOrder)
        // Something more comes out of order: the signature does not cover it.
        let endless = APIToken(id: "0a0b0c0e", recordSystem: "Prøve", hash: [2], createdAt: Installation.now)
        let store = try await installation.store.tenant(Installation.tenant, as: "test")
        try await store.write { try $0.put(endless) }
        #expect(await installation.refusal(promote)?.details.count == 1)
        try await store.write { try $0.delete(APIToken.self, id: endless.id) }
        #expect(try await installation.ask(promote).tenant.stage == .production)
        let records = try await installation.ask(AuditShow(tenant: nil)).records
        #expect(records.filter { $0.action == "security.sign" }.map { $0.detail["person"] } == ["Kari Prøvesen"])
    }

    @Test("M-021 a signature lasts 30 days, and covers what was seen, by each thing")
    func covering() throws {
        let review = SecurityReview(
            person: "Kari Prøvesen", at: Installation.now, actor: "uid:1000", open: [.lines: ["a"]])
        #expect(review.covers([]) && SecurityReview.lifetime == 30 * 86_400)
        func control(_ code: SecurityControl.Code, _ items: [String] = []) -> SecurityControl {
            SecurityControl(code: code, isInOrder: false, name: "", reason: "", remedy: "", items: items)
        }
        #expect(review.covers([control(.lines, ["a"]), control(.review)]))
        #expect(!review.covers([control(.lines, ["a"]), control(.tokens)]))
        #expect(!review.covers([control(.lines, ["a", "b"])]), "one more of what was seen was not seen")
        let (seen, more) = ([control(.lines, ["a"])], [control(.lines, ["a", "b"])])
        #expect(seen.mark != more.mark && seen.mark == (seen + [control(.review)]).mark)
    }

    @Test("T-105 a name that is none, or holds an identity number, signs nothing", arguments: ["", "01810112345"])
    func name(person: String) async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let refusal = await installation.refusal(SecuritySign(tenant: nil, person: person, seen: ""))
        #expect(refusal?.code == "person-unusable")
        #expect(refusal?.description.contains("01810112345") != true)
    }

    @Test("N-42 every text of the report is there in three languages, with the same values")
    func texts() {
        let phrases =
            SecurityControlText.allCases.map(\.phrase) + SecurityControl.Code.allCases.map(SecurityControlText.name)
            + RiskText.allCases.map(\.phrase) + RiskQuestion.allCases.map(RiskText.question)
            + SecurityLine.Use.allCases.map(RiskText.use) + SecurityLine.Protection.allCases.map(RiskText.protection)
            + InventoryText.allCases.map(\.phrase)
        func values(_ text: String) -> Set<Substring> { Set(text.matches(of: /\{[a-z]+\}/).map(\.output)) }
        for phrase in phrases {
            #expect(!phrase.nb.isEmpty && !phrase.nn.isEmpty && !phrase.en.isEmpty)
            #expect(values(phrase.nb) == values(phrase.nn) && values(phrase.nb) == values(phrase.en), "\(phrase.en)")
        }
    }
}
