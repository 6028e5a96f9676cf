import AddressRegister
import Certificates
import CommandOutcome
import EbXML
import Foundation
import Identifiers
import SQLiteStore
import Store
import TestSupport
import Testing
import Texts

@testable import MunicipalNode

@Suite("Administration of agreements")
struct AgreementAdministrationTests {
    private static let day: TimeInterval = 86_400

    private func agreement(_ installation: Installation) throws -> SyntheticAgreement {
        SyntheticAgreement(
            .init(
                her: Installation.her, endpoint: "mailto:nord@edi.example",
                signing: try installation.identity(.signing).certificate,
                encryption: try installation.identity(.encryption).certificate),
            .init(
                her: Installation.partner, endpoint: "mailto:lege@edi.example",
                signing: try installation.identity(.signing).certificate,
                encryption: try installation.identity(.encryption).certificate),
            actions: ["LOG_INNLAGT"], from: Installation.now - 100 * Self.day, to: Installation.now + 100 * Self.day)
    }

    private func complete() async throws -> Installation {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        installation.register.put(
            CommunicationParty(
                her: Installation.partner, name: "Legene", parentHER: nil, parentName: nil,
                organisationNumber: Installation.organisation.number, kind: .service, isActive: true,
                ediAddress: EDIAddress("lege@edi.example"),
                signingCertificate: try installation.identity(.signing).certificate,
                encryptionCertificate: try installation.identity(.encryption).certificate))
        return installation
    }

    @Test("An agreement is imported, counts, is listed and shown, and is gone again; the audit chain says by whom")
    func life() async throws {
        let installation = try await complete()
        let agreement = try agreement(installation)
        let request = AgreementImport(tenant: nil, xml: Data(agreement.xml))
        let dry = try await installation.ask(request, dryRun: true)
        #expect(dry.agreement.counts)
        #expect(try await installation.ask(AgreementList(tenant: nil)).agreements.isEmpty, "a dry run keeps nothing")

        let reply = try await installation.ask(request)
        #expect(!reply.replaced && reply.agreement.counts && reply.agreement.inForce)
        #expect(reply.findings.isEmpty)
        #expect(installation.exchange.asked.last == "changed nord", "the flows use it from now on")
        #expect(try await installation.ask(request).replaced)
        let listed = try await installation.ask(AgreementList(tenant: nil)).agreements
        #expect(listed.map(\.cpaID) == [agreement.id])
        #expect(listed.first?.importedBy == "uid:1000" && listed.first?.gotAt == Installation.now)
        let shown = try await installation.ask(AgreementShow(tenant: nil, cpaID: agreement.id))
        #expect(shown.sends[Installation.her.description] == ["APPREC", "LOG_INNLAGT"])
        #expect((shown.retries, shown.retryInterval, shown.persistDuration) == (4, 43_200, 345_600))

        #expect(try await installation.ask(AgreementRemove(tenant: nil, cpaID: agreement.id)).next == nil)
        #expect(
            await installation.refusal(AgreementShow(tenant: nil, cpaID: agreement.id))?.code == "agreement-unknown")
        #expect(await installation.refusal(AgreementRemove(tenant: nil, cpaID: agreement.id))?.exit == .noInput)
        let audited = try await installation.store.tenant(Installation.tenant, as: "server").read {
            try $0.auditRecords(after: 0, limit: 100)
        }.map(\.entry.action)
        #expect(audited.contains("agreement.import") && audited.contains("agreement.remove"))
    }

    @Test("What is no agreement, or nobody's here, is not imported, and the refusal says what to do")
    func refused() async throws {
        let installation = try await complete()
        let nonsense = await installation.refusal(AgreementImport(tenant: nil, xml: Data("<a/>".utf8)))
        #expect(nonsense?.code == "agreement-unreadable" && nonsense?.exit == .data && nonsense?.remedy != nil)
        var others = try agreement(installation)
        others.sides[0].her = "77"
        let notOurs = await installation.refusal(AgreementImport(tenant: nil, xml: Data(others.xml)))
        #expect(notOurs?.code == "agreement-not-ours" && notOurs?.exit == .data && notOurs?.remedy != nil)
    }

    @Test("Beside the register's the imported one counts while it is in force, and both say why")
    func beside() async throws {
        let installation = try await complete()
        let registered = try agreement(installation)
        installation.register.put(
            RegisteredAgreement(xml: registered.xml, gotAt: Installation.now - 2 * Self.day))
        var own = registered
        own.id = "nord:test:1"
        try await installation.ask(AgreementImport(tenant: nil, xml: Data(own.xml)))
        var listed = try await installation.ask(AgreementList(tenant: nil, partner: Installation.partner)).agreements
        #expect(listed.map(\.source) == [.imported, .register])
        #expect(listed.map(\.counts) == [true, false])
        #expect(listed[1].reason == "nord:test:1 goes before it.")
        #expect(listed[1].gotAt == Installation.now - 2 * Self.day)
        let partner = try await installation.ask(PartnerShow(tenant: nil, her: Installation.partner))
        #expect(partner.agreements == listed)

        own.end = Installation.now - Self.day
        try await installation.ask(AgreementImport(tenant: nil, xml: Data(own.xml)))
        listed = try await installation.ask(AgreementList(tenant: nil, partner: Installation.partner)).agreements
        #expect(listed.map(\.counts) == [false, true])
        let removed = try await installation.ask(AgreementRemove(tenant: nil, cpaID: "nord:test:1"))
        #expect(removed.next?.cpaID == registered.id)
    }

    @Test("check names what is wrong in three languages, and whether it stops exchange")
    func check() async throws {
        let installation = try await complete()
        var agreement = try agreement(installation)
        let good = try await installation.ask(AgreementCheck(tenant: nil, xml: Data(agreement.xml)))
        #expect(!good.stops && good.findings.isEmpty)

        agreement.end = Installation.now - Self.day
        agreement.sides[1].endpoint = "http://edi.example/msh"
        let bad = try await installation.ask(AgreementCheck(tenant: nil, xml: Data(agreement.xml)))
        #expect(bad.stops)
        let codes = bad.findings.map(\.code)
        #expect(codes.contains("expired") && codes.contains("endpoint-insecure") && codes.contains("no-endpoint"))
        for finding in bad.findings {
            #expect(Set(finding.what.keys) == ["nb", "nn", "en"] && Set(finding.action.keys) == ["nb", "nn", "en"])
        }
        installation.register.put(RegisteredAgreement(xml: agreement.xml, gotAt: Installation.now - 86_400))
        let registered = try await installation.ask(
            AgreementCheck(tenant: nil, xml: nil, cpaID: agreement.id, partner: Installation.partner))
        #expect(registered.findings.map(\.code).contains("old-copy"))
    }

    @Test("The register's certificates are held against the agreement's, and both against the trust store")
    func certificates() async throws {
        let installation = try await complete()
        var agreement = try agreement(installation)
        agreement.sides[1].signing = try installation.identity(.signing, generation: 2).certificate.der
        agreement.sides[0].encryption = try installation.identity(.encryption, generation: 2, days: 0).certificate.der
        let found = try await installation.ask(AgreementCheck(tenant: nil, xml: Data(agreement.xml))).findings
        #expect(found.contains { $0.code == "signing-certificate-differs" && $0.her == Installation.partner })
        #expect(found.contains { $0.code == "encryption-certificate-differs" && $0.her == Installation.her })
        #expect(found.contains { $0.code == "certificate-refused" && $0.her == Installation.her })
    }

    @Test("route tells which agreement applies, how old it is, and whether it covers the type")
    func route() async throws {
        let installation = try await complete()
        let agreement = try agreement(installation)
        installation.register.put(RegisteredAgreement(xml: agreement.xml, gotAt: Installation.now - Self.day))
        func steps(_ action: String?) async throws -> [RouteStep] {
            try await installation.ask(RouteQuestion(tenant: nil, her: Installation.partner, action: action)).steps
                .filter { $0.sentence.contains(agreement.id) }
        }
        #expect(try await steps("LOG_INNLAGT").map(\.ok) == [true])
        #expect(try await steps("LOG_INNLAGT").first?.sentence.contains("the register's of 2026-09-20") == true)
        #expect(try await steps("EPIKRISE").map(\.ok) == [false])
        #expect(try await steps(nil).map(\.ok) == [true])
    }

    @Test("doctor warns of an agreement that ends tomorrow, and says that one which has ended holds messages")
    func doctor() async throws {
        let installation = try await complete()
        var agreement = try agreement(installation)
        func findings() async throws -> [DoctorFinding] {
            let facts = try await installation.ask(DoctorFacts()).tenants
            return await TenantCheck().examine(try Ground(facts: facts).ground(now: Installation.now))
                .filter { $0.sentence.contains(agreement.id) }
        }
        try await installation.ask(AgreementImport(tenant: nil, xml: Data(agreement.xml)))
        #expect(try await findings().isEmpty)
        agreement.end = Installation.now + Self.day
        try await installation.ask(AgreementImport(tenant: nil, xml: Data(agreement.xml)))
        #expect(try await findings().map(\.verdict) == [.warning])
        agreement.end = Installation.now - Self.day
        try await installation.ask(AgreementImport(tenant: nil, xml: Data(agreement.xml)))
        #expect(try await findings().map(\.verdict) == [.error])
    }

    @Test("Every finding has its words, and every word its finding")
    func words() {
        #expect(
            Set(AgreementFinding.Code.allCases.map(\.rawValue))
                == Set(AgreementFindingCode.allCases.map(\.rawValue)))
    }
}
