import Exchange
import FolderExchange
import Foundation
import HealthMessages
import Identifiers
import Store
import TestSupport
import Testing

/// The system cases of the national test of application receipts that the server has a share in, end to end.
@Suite("AppRec, system cases through two servers")
struct AppRecCaseTests {
    private static let hour = 3600.0

    /// A document handed over at the municipality's, both servers at rest.
    private func delivered(
        units: Int = 1, change: @escaping (inout SyntheticDocument, Office) -> Void = { _, _ in }
    ) async throws -> (country: Country, hospital: Office, municipality: Office, document: [UInt8]) {
        let (country, hospital, municipality) = try await Country.withTwoOffices(units: units)
        let document = try hospital.write(.enquiry, to: municipality) { change(&$0, municipality) }
        try await country.settle([hospital, municipality])
        return (country, hospital, municipality, document)
    }

    @Test("AppRec case 1 a sound message is answered with status 1, and the sender sees it")
    func accepted() async throws {
        let (country, hospital, municipality, document) = try await delivered()
        #expect(try municipality.files(in: "in") == [document])
        #expect(try municipality.deliveryNotes().first?.remarks == nil)
        try municipality.answerAll(document)
        try await country.settle([hospital, municipality])
        #expect(try await hospital.sentMessage().application == .accepted)
    }

    @Test("AppRec case 2 the receipt finds its message by OriginalMsgId; one with another id finds none")
    func messageID() async throws {
        let (country, hospital, municipality, document) = try await delivered()
        let foreign = try AppRec.answer(
            to: HealthDocument.read(
                hospital.document(.enquiry, to: municipality, msgID: UUID())), from: municipality.her, status: .ok,
            now: Country.start, id: UUID(), catalogue: municipality.context.catalogue
        ).get().write()
        try Partner(office: municipality).send(receipt: foreign, of: document, to: hospital, through: country.post)
        try await country.settle([hospital, municipality])
        #expect(try await hospital.sentMessage().application == .waiting)
        let unmatched = try #require(try await hospital.messages(.incoming, kinds: [.appRec]).first)
        #expect(try await hospital.steps(of: unmatched).contains("unmatchedReceipt"))
        #expect(try hospital.files(in: "in") == [foreign], "the record system gets to see it")
        try municipality.answerAll(document)
        try await country.settle([hospital, municipality])
        #expect(try await hospital.sentMessage().application == .accepted)
    }

    @Test(
        "AppRec cases 3 and 4 a receipt with the right id but another type or time still counts, and is remarked",
        arguments: [
            ("V=\"DIALOG_FORESPORSEL\"", "V=\"LOG_INNLAGT\"", "originalType"),
            ("<IssueDate>2", "<IssueDate>1", "issueDate"),
        ])
    func otherDetails(old: String, new: String, remark: String) async throws {
        let (country, hospital, municipality, document) = try await delivered()
        let receipt = try AppRec.answer(
            to: HealthDocument.read(document), from: municipality.her, status: .ok, now: Country.start, id: UUID(),
            catalogue: municipality.context.catalogue
        ).get().write()
        let text = String(decoding: receipt, as: UTF8.self)
        #expect(text.contains(old))
        try municipality.put(Array(text.replacing(old, with: new).utf8))
        try await country.settle([hospital, municipality])
        let sent = try await hospital.sentMessage()
        #expect(sent.application == .accepted)
        let event = try #require(
            try await hospital.store.read { try $0.events(of: sent.key) }.last { $0.step == "appRecAccepted" })
        #expect(event.detail["differs"] == remark)
    }

    @Test("AppRec case 11 primary and copy receiver are ours: two envelopes, two receipts, the second is a repeat")
    func bothOurs() async throws {
        let (country, hospital, municipality, document) = try await delivered(units: 2) { document, municipality in
            document.copyReceivers = [municipality.party(as: municipality.units[1])]
        }
        #expect(try municipality.files(in: "in") == [document, document])
        let notes = try municipality.deliveryNotes()
        #expect(Set(notes.map(\.toHER)) == Set(municipality.units))
        #expect(notes.first?.repeats == nil)
        #expect(notes.last?.repeats == notes.first?.id)
        #expect(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).count == 2)
        try municipality.answerAll(document)
        try await country.settle([hospital, municipality])
        let sent = try await hospital.messages(.outgoing, kinds: [.business])
        #expect(sent.map(\.toHER) == municipality.units)
        #expect(sent.map(\.application) == [.accepted, .accepted])
        let receipts = try await municipality.messages(.outgoing, kinds: [.appRec])
        #expect(receipts.map(\.fromHER) == municipality.units)
        #expect(receipts.allSatisfy { $0.state == .acknowledged })
    }

    @Test("AppRec case 12 the same MsgId in a new envelope: acknowledged, handed over as a repeat, answered once")
    func duplicate() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = hospital.document(.enquiry, to: municipality)
        for _ in 0..<2 {
            try Partner(office: hospital).send(document, to: municipality, through: country.post)
            try await country.settle([municipality], after: 60)
        }
        let notes = try municipality.deliveryNotes()
        #expect(notes.map(\.repeats) == [nil, notes.first?.id])
        let receipts = try await municipality.messages(.outgoing, kinds: [.acknowledgment])
        #expect(Set(receipts.map(\.refToMessageID)).count == 2, "each envelope has its own Acknowledgment")
    }

    @Test("AppRec case 13 a second AppRec for the same message is ignored and noted")
    func second() async throws {
        let (country, hospital, municipality, document) = try await delivered()
        for status in [AppRecStatus.ok, .rejected] {
            try municipality.answerAll(document, status, errors: [AppRecError(.patientUnknown)])
            try await country.settle([hospital, municipality], after: 60)
        }
        let sent = try await hospital.sentMessage()
        #expect(sent.application == .accepted)
        #expect(try await hospital.steps(of: sent).suffix(2) == ["appRecAccepted", "laterAppRec"])
        #expect(try hospital.outcomes() == ["acknowledged", "appRecAccepted"])
    }

    @Test("AppRec case 14 a receipt given by hand after 95 hours is sent like any other")
    func byHand() async throws {
        let (country, hospital, municipality, document) = try await delivered()
        try await country.settle([hospital, municipality], after: 95 * Self.hour)
        try municipality.answerAll(document)
        try await country.settle([hospital, municipality])
        #expect(try await hospital.sentMessage().application == .accepted)
        #expect(try hospital.outcomes() == ["acknowledged", "appRecAccepted"])
    }

    @Test("AppRec case 27 a rejection by hand after 95 hours is sent like any other, with all its codes")
    func rejectedByHand() async throws {
        let (country, hospital, municipality, document) = try await delivered()
        try await country.settle([hospital, municipality], after: 95 * Self.hour)
        try municipality.answerAll(
            document, .rejected, errors: [AppRecError(.nameMissing), AppRecError(.otherFault, explanation: "grunn")])
        try await country.settle([hospital, municipality])
        let sent = try await hospital.sentMessage()
        #expect(sent.application == .rejected)
        let event = try #require(try await hospital.store.read { try $0.events(of: sent.key) }.last)
        #expect(event.detail["codes"] == "E32 X99")
    }

    @Test(
        "AppRec cases 29, 30 and 31 a personal signature arrives as it was, and the record system's S-code goes back",
        arguments: [AppRecErrorCode.signatureFault, .invalidCertificate, .revokedCertificate])
    func personalSignature(_ code: AppRecErrorCode) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let signature = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignedInfo/></Signature></MsgHead>"
        let text = String(decoding: hospital.document(.enquiry, to: municipality), as: UTF8.self)
        let signed = Array(text.replacing("</MsgHead>", with: signature).utf8)
        try hospital.put(signed)
        try await country.settle([hospital, municipality])
        #expect(try municipality.files(in: "in") == [signed], "byte for byte: anything else would break the signature")
        try municipality.answerAll(signed, .rejected, errors: [AppRecError(code)])
        try await country.settle([hospital, municipality])
        #expect(try await hospital.sentMessage().application == .rejected)
    }

    @Test("AppRec case 42 no receipt within 96 hours: the sender is told, and a positive one at 97 hours still counts")
    func missing() async throws {
        let (country, hospital, municipality, document) = try await delivered()
        try await country.settle([hospital, municipality], after: 96 * Self.hour - 1)
        #expect(try hospital.outcomes() == ["acknowledged"])
        try await country.settle([hospital, municipality], after: Self.hour + 1)
        #expect(try hospital.outcomes() == ["acknowledged", "appRecMissing"])
        try municipality.answerAll(document)
        try await country.settle([hospital, municipality])
        let sent = try await hospital.sentMessage()
        #expect(sent.application == .accepted)
        let event = try #require(try await hospital.store.read { try $0.events(of: sent.key) }.last)
        #expect(event.detail["late"] == "yes")
    }
}
