import Foundation
import HealthMessages
import Identifiers
import TestSupport
import Testing

/// System cases about who answers, in which role, and with which addresses (HITS 1168 5 and 6).
@Suite("AppRec, system cases about receivers")
struct AppRecReceiverCaseTests {
    private let catalogue: MessageCatalogue
    /// The municipality's own.
    private let municipality: OwnParties
    private let hospital: OwnParties
    private let clinic: OwnParties

    init() throws {
        catalogue = try .bundled()
        municipality = OwnParties(units: [try Samples.her(90_310)], organisations: [try Samples.her(90_300)])
        hospital = OwnParties(units: [try Samples.her(90_110)], organisations: [try Samples.her(90_100)])
        clinic = OwnParties(units: [try Samples.her(90_210)], organisations: [try Samples.her(90_200)])
    }

    /// What is written for these receivers, read back: role, status and codes of each.
    private func answers(_ document: HealthDocument, _ own: OwnParties, _ errors: [AppRecError] = []) throws -> [String]
    {
        try receipts(document, own, errors).map { receipt in
            ([receipt.sender.role?.code ?? "-", receipt.status.rawValue] + receipt.errors.map(\.code))
                .joined(separator: " ")
        }
    }

    private func receipts(
        _ document: HealthDocument, _ own: OwnParties, _ errors: [AppRecError] = []
    ) throws -> [AppRec] {
        let receipts = AppRec.answers(
            to: document, own: own, status: errors.isEmpty ? .ok : .rejected, errors: errors, now: Samples.now,
            catalogue: catalogue, makeID: UUID.init)
        return try receipts.map { try AppRec.read($0.write()) }
    }

    /// From the hospital to the municipality, with a copy to the GP.
    private func copied() throws -> SyntheticDocument {
        var document = try Samples.document(.enquiry)
        document.copyReceivers = [try Samples.doctor()]
        return document
    }

    /// Of the old types: a report goes to who asked for it, a request to who gives a service.
    private func old(report: Bool, _ old: String = "", _ new: String = "") throws -> HealthDocument {
        let text = OwnRootDocuments.document(
            namespace: report ? "labsvar/2008-12-01" : "henvisning/2005-07-08", type: report ? "S" : "H",
            service: report ? "ServReport" : "ServReq", description: report ? "CLIN" : nil,
            copies: OwnRootDocuments.copy)
        try #require(old.isEmpty || text.contains(old))
        return try Samples.read(old.isEmpty ? text : text.replacingOccurrences(of: old, with: new))
    }

    @Test("AppRec case 5 the addresses come back mirrored, with all their identifiers")
    func mirrored() throws {
        let request = try old(report: false)
        let receipt = try #require(try receipts(request, hospital).first)
        #expect(receipt.sender.chain == request.receiver)
        #expect(receipt.receiver.chain == request.sender)
        #expect(receipt.sender.chain.service?.identifiers.map(\.id) == ["90110", "MED"])
        #expect(receipt.sender.chain.organisation?.identifiers.map(\.id) == ["90100", "999700025"])
    }

    @Test("AppRec case 6 one who merely signed is left out where a service is addressed")
    func signer() throws {
        let signed = try Samples.read(
            try Samples.document(), "<OrganisationName>Medisinsk avdeling</OrganisationName>",
            """
            <OrganisationName>Medisinsk avdeling</OrganisationName><HealthcareProfessional><FamilyName>Ås</FamilyName>
            <Ident><Id>9000001</Id><TypeId V="HPR"/></Ident></HealthcareProfessional>
            """)
        #expect(signed.sender?.person?.name == "Ås")
        let receipt = try #require(try receipts(signed, municipality).first)
        #expect(receipt.receiver.chain.person == nil)
        #expect(receipt.receiver.chain.level2 == HERId(90_110))
    }

    @Test("AppRec case 7 only the primary receiver is ours: one receipt, PRIM")
    func primary() throws {
        #expect(try answers(HealthDocument.read(copied().write()), municipality) == ["PRIM 1"])
    }

    @Test("AppRec case 8 only the primary receiver is ours, version 1.0, a report: one receipt, REQ")
    func requester() throws { #expect(try answers(old(report: true), clinic) == ["REQ 1"]) }

    @Test("AppRec case 9 only the primary receiver is ours, version 1.0, a request: one receipt, SPR")
    func provider() throws { #expect(try answers(old(report: false), hospital) == ["SPR 1"]) }

    @Test("AppRec case 10 only the copy receiver is ours: one receipt, COP, in both versions")
    func copy() throws {
        #expect(try answers(HealthDocument.read(copied().write()), clinic) == ["COP 1"])
        #expect(try answers(old(report: true), municipality) == ["COP 1"])
    }

    @Test(
        "AppRec case 17 HER-id on level 1 is missing for a receiver of ours: rejected with E21",
        arguments: ["", "<Ident><Id>999700025</Id><TypeId V=\"ENH\"/></Ident>"])
    func noOrganisation(_ instead: String) throws {
        let text = String(decoding: try Samples.document().write(), as: UTF8.self)
        let start = try #require(text.range(of: "Nordbygda kommune</OrganisationName>")?.upperBound)
        let end = try #require(text.range(of: "<Organisation>", range: start..<text.endIndex)?.lowerBound)
        let document = try Samples.read(text.replacingCharacters(in: start..<end, with: instead))
        #expect(document.receiver?.level1 == nil)
        #expect(try answers(document, municipality) == ["PRIM 2 E21"])
    }

    @Test("AppRec case 18 HER-id on level 2 is missing: the organisation rejects with E21")
    func noService() throws {
        let document = try Samples.read(try Samples.document(), "<Id>90310</Id>", "<Id>finnes ikke</Id>")
        #expect(try answers(document, municipality) == ["PRIM 2 E21"])
        #expect(
            try receipts(document, municipality).first?.sender.chain.service?.identifiers.first?.id == "finnes ikke")
    }

    @Test("AppRec case 19 an unknown person in a known organisation: E21, the wrong address mirrored")
    func unknownPerson() throws {
        var document = try Samples.document(.enquiry)
        document.receiver = SyntheticParty(
            organisationHER: try Samples.her(90_300), organisationName: "Nordbygda kommune",
            unitHER: try Samples.her(90_399), unitName: "Ukjent", isPerson: true)
        let receipts = try receipts(HealthDocument.read(document.write()), municipality)
        #expect(receipts.map { $0.errors.map(\.code) } == [["E21"]])
        #expect(receipts.first?.sender.chain.person?.her == HERId(90_399))
    }

    @Test("AppRec case 20 an unknown service in a known organisation: E21, the wrong address mirrored")
    func unknownService() throws {
        let document = try Samples.read(try Samples.document(), "<Id>90310</Id>", "<Id>90399</Id>")
        let receipts = try receipts(document, municipality)
        #expect(receipts.map { $0.errors.map(\.code) } == [["E21"]])
        #expect(receipts.first?.answeredBy == HERId(90_399))
    }

    @Test("AppRec case 21 a message to another organisation on both levels is not answered")
    func notOurs() throws {
        #expect(try answers(HealthDocument.read(Samples.document().write()), clinic) == [])
    }

    @Test(
        "AppRec case 35 a receiver of ours without a valid role is rejected as a primary one, with E21",
        arguments: ["<RoleReceiver V=\"UKJENT\" DN=\"x\"", "<Ukjent V=\"COP\" DN=\"x\""])
    func noRole(_ role: String) throws {
        let text = String(decoding: try copied().write(), as: UTF8.self)
        let start = try #require(text.range(of: "<RoleReceiver"))
        let end = try #require(text.range(of: ">", range: start.upperBound..<text.endIndex))
        // An empty element stands for the one that was cut out.
        var changed = text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: role + "/>")
        changed = changed.replacing("</RoleReceiver>", with: "")
        #expect(try answers(Samples.read(changed), clinic) == ["PRIM 2 E21"])
        #expect(try answers(Samples.read(changed), municipality) == ["PRIM 1"], "the other receiver is none the worse")
    }

    @Test("AppRec case 36 the primary receiver is ours and unknown: E21, PRIM")
    func primaryUnknown() throws {
        let document = try Samples.read(try copied(), "<Id>90310</Id>", "<Id>90399</Id>")
        #expect(try answers(document, municipality) == ["PRIM 2 E21"])
        #expect(try answers(document, clinic) == ["COP 1"])
    }

    @Test("AppRec case 37 the primary receiver is ours and unknown, version 1.0, a report: E21, REQ")
    func requesterUnknown() throws {
        #expect(try answers(old(report: true, "<Id>90210</Id>", "<Id>90299</Id>"), clinic) == ["REQ 2 E21"])
    }

    @Test("AppRec case 38 the primary receiver is ours and unknown, version 1.0, a request: E21, SPR")
    func providerUnknown() throws {
        #expect(try answers(old(report: false, "<Id>90110</Id>", "<Id>90199</Id>"), hospital) == ["SPR 2 E21"])
    }

    @Test("AppRec case 39 the copy receiver is ours and unknown: E21, COP")
    func copyUnknown() throws {
        let document = try Samples.read(try copied(), "<Id>90210</Id>", "<Id>90299</Id>")
        #expect(try answers(document, clinic) == ["COP 2 E21"])
        #expect(try answers(document, municipality) == ["PRIM 1"])
    }

    @Test("AppRec case 40 both are ours and unknown: two receipts, PRIM and COP, both E21 and never more")
    func bothUnknown() throws {
        var document = try Samples.document(.enquiry)
        document.copyReceivers = [
            SyntheticParty(
                organisationHER: try Samples.her(90_300), organisationName: "Nordbygda kommune",
                unitHER: try Samples.her(90_398), unitName: "Helsestasjon"),
            try Samples.doctor(),
        ]
        let read = try Samples.read(document, "<Id>90310</Id>", "<Id>90399</Id>")
        #expect(try answers(read, municipality) == ["PRIM 2 E21", "COP 2 E21"])
        let signed = try answers(read, municipality, [AppRecError(.signatureFault), AppRecError(.receiverUnknown)])
        #expect(signed == ["PRIM 2 E21 S01", "COP 2 E21 S01"])
    }
}
