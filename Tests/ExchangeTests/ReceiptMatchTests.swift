import EbXML
import Exchange
import Foundation
import HealthMessages
import Identifiers
import Mail
import Store
import TestSupport
import Testing
import XMLSignature

/// Receipts that fit nothing of ours, and messages that come too late: kept with a reason, and never more.
@Suite struct ReceiptMatchTests {
    /// A document sent and not confirmed, and what was signed in it.
    private func sent() async throws -> (
        country: Country, hospital: Office, municipality: Office, id: String, references: [SignatureReference]
    ) {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let id = try #require(try await hospital.sentMessage().messageID)
        guard case .envelope(let parsed) = InboundMail.classify(try #require(country.post.sent.first).data),
            case .success(let envelope) = parsed.authenticate(
                with: hospital.signing.certificate, policy: SignaturePolicy())
        else { throw CancellationError() }
        return (country, hospital, municipality, id, envelope.references)
    }

    private func acknowledge(
        _ id: String, _ references: [SignatureReference], as partner: Office, to hospital: Office,
        in country: Country
    ) async throws -> StoredMessage {
        let own = UUID().uuidString.lowercased()
        let header = MessageHeader(
            from: Party(her: partner.her), to: Party(her: hospital.her), cpaID: "1_2", conversationID: own,
            service: MessageService.service, action: MessageService.acknowledgment, messageID: own,
            timestamp: Country.start)
        let receipt = Acknowledgment(timestamp: Country.start, refToMessageID: id, references: references)
        try Partner(office: partner).send(
            EnvelopeDraft(header: header, content: .acknowledgment(receipt)), to: hospital, through: country.post)
        try await country.settle([hospital])
        return try #require(try await hospital.messages(.incoming).last)
    }

    @Test("T-058 a receipt for an id that is not ours is unmatched, and delivers nothing")
    func unknownID() async throws {
        let (country, hospital, municipality, _, references) = try await sent()
        let receipt = try await acknowledge("nothing", references, as: municipality, to: hospital, in: country)
        #expect(receipt.state == .unmatched && receipt.reason == "unmatched-receipt")
        #expect(try await hospital.sentMessage().state == .sent)
    }

    @Test("T-058 a receipt from another party than the receiver is unmatched")
    func otherParty() async throws {
        let (country, hospital, _, id, references) = try await sent()
        let other = try await Office(SyntheticOrganisations.southMunicipality, her: 3000, in: country)
        let receipt = try await acknowledge(id, references, as: other, to: hospital, in: country)
        #expect(receipt.state == .unmatched && receipt.reason == "unmatched-receipt")
        #expect(try await hospital.sentMessage().state == .sent)
    }

    @Test("T-058 a receipt over other content than we signed is unmatched, with that reason")
    func otherDigests() async throws {
        let (country, hospital, municipality, id, _) = try await sent()
        let (_, _, _, _, others) = try await sent()
        let receipt = try await acknowledge(id, others, as: municipality, to: hospital, in: country)
        #expect(receipt.state == .unmatched && receipt.reason == "digests-differ")
        #expect(try await hospital.sentMessage().state == .sent)
    }

    @Test("T-058 a second receipt is settled without effect, and told to nobody; an error after it changes nothing")
    func second() async throws {
        let (country, hospital, municipality, id, references) = try await sent()
        for _ in 0..<2 {
            let receipt = try await acknowledge(id, references, as: municipality, to: hospital, in: country)
            #expect(receipt.state == .settled && receipt.reason == nil)
        }
        #expect(try hospital.outcomes() == ["acknowledged"])
        let own = UUID().uuidString.lowercased()
        var header = MessageHeader(
            from: Party(her: municipality.her), to: Party(her: hospital.her), cpaID: "1_2", conversationID: own,
            service: MessageService.service, action: MessageService.messageError, messageID: own,
            timestamp: Country.start)
        header.refToMessageID = id
        let list = ErrorList([EbXMLError(code: .unknown, severity: .error, location: "//eb:From", description: "No.")])
        try Partner(office: municipality).send(
            EnvelopeDraft(header: header, content: .errorList(list)), to: hospital, through: country.post)
        try await country.settle([hospital])
        #expect(try await hospital.sentMessage().state == .acknowledged)
        #expect(try hospital.outcomes() == ["acknowledged"])
    }

    @Test("T-057 a message whose TimeToLive is past, or just now, is refused as such", arguments: [-1.0, 0, 1])
    func timeToLive(seconds: Double) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = hospital.document(.enquiry, to: municipality)
        try Partner(office: hospital).send(
            document, to: municipality, through: country.post,
            timeToLive: Country.start.addingTimeInterval(seconds))
        try await country.settle([municipality])
        let isLate = seconds <= 0
        #expect(try municipality.files(in: "in") == (isLate ? [] : [document]))
        let received = try await municipality.messages(.incoming)
        #expect(received.map(\.reason) == [isLate ? "time-to-live-expired" : nil])
        let answer = String(decoding: try #require(country.post.sent.first).data, as: UTF8.self)
        #expect(answer.contains("TimeToLiveExpired") == isLate)
    }
}
