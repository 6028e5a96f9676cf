import Certificates
import EbXML
import Foundation
import Identifiers
import Testing

/// The strict check over real agreements. They lie outside the project, in the folder that `BUDSTIKKE_SHARED` names.
@Suite("The strict check of real agreements")
struct AgreementStandardsTests {
    private static let samples = URL(filePath: ProcessInfo.processInfo.environment["BUDSTIKKE_SHARED"] ?? "/nowhere")
        .appending(path: "standards/samples/cpa")

    private func agreement(_ name: String) throws -> Agreement {
        try Agreement.read([UInt8](Data(contentsOf: Self.samples.appending(path: name))))
    }

    private func codes(_ agreement: Agreement, at text: String) throws -> Set<AgreementFinding.Code> {
        let own = try #require(agreement.parties.last?.herIDs.first)
        let knowledge = AgreementInspection.Knowledge(own: [own], parties: [:], refusal: { _, _, _ in nil })
        let now = try Date(text, strategy: .iso8601)
        return Set(AgreementInspection(agreement, knowing: knowledge, at: now).findings.map(\.code))
    }

    @Test("A state agency's agreement over mail and HTTPS can be used; its insecure server is told of")
    func agency() throws {
        let agreement = try agreement("nav-qass-35065.xml")
        let found = try codes(agreement, at: "2026-11-21T12:00:00Z")
        #expect(found.isDisjoint(with: AgreementFinding.Code.allCases.filter { $0.consequence == .stops }))
        #expect(found.isSuperset(of: [.statusProposed, .serviceDiffers, .endpointInsecure]))
        #expect(!found.contains(.signatureWeak), "it asks for SHA-256")
        let from = try #require(HERId(8_141_253)), to = try #require(HERId(79_768))
        let use = AgreementUse(from: from, to: to, service: "Legemelding", action: "Sykmelding", fromRole: "Lege")
        guard case .allowed = agreement.verdict(on: use, at: try Date("2026-11-21T12:00:00Z", strategy: .iso8601))
        else {
            Issue.record("not allowed")
            return
        }
        #expect(try codes(agreement, at: "2028-01-01T12:00:00Z").contains(.endsSoon))
        #expect(try codes(agreement, at: "2028-01-03T12:00:00Z").contains(.expired))
    }

    @Test("The register's agreement over the message bus is not for mail, and it asks for SHA-1 there only")
    func messageBus() throws {
        let agreement = try agreement("CPA_93252.xml")
        let found = try codes(agreement, at: "2016-12-01T12:00:00Z")
        #expect(found.contains(.noEndpoint))
        #expect(!found.contains(.expired))
        #expect(try codes(agreement, at: "2026-12-01T12:00:00Z").contains(.expired))
        let from = try #require(HERId(93_238)), to = try #require(HERId(93_252))
        let use = AgreementUse(
            from: from, to: to, service: "S-DIALOG_INNBYGGER_TEST", action: "DIALOG_INNBYGGER_TEST")
        let then = try Date("2016-12-01T12:00:00Z", strategy: .iso8601)
        #expect(agreement.verdict(on: use, at: then) == .refused(.noCommonTransport))
    }
}
