import EbXML
import Exchange
import Foundation
import HealthMessages
import Mail
import Store
import TestSupport
import Testing
import XMLSignature

/// What was measured at two message servers in use, and must never be seen here: each fault is a test.
@Suite("Faults of known peers that this server does not have")
struct KnownPeerFaultTests {
    private func genuine(_ hospital: Office, _ municipality: Office, _ country: Country) async throws -> String {
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.post.lose { _ in false }
        return String(decoding: try #require(country.post.sent.last).data, as: UTF8.self)
    }

    private func receive(_ mail: String, _ municipality: Office, _ country: Country) async throws -> StoredMessage {
        country.post.deliver(Array(mail.utf8), to: municipality.address)
        try await country.settle([municipality])
        return try #require(try await municipality.messages(.incoming).last)
    }

    private func expectRefused(_ message: StoredMessage, _ municipality: Office) async throws {
        #expect(message.state == .refused)
        #expect(try municipality.files(in: "in").isEmpty)
        #expect(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).isEmpty)
    }

    @Test("T-029 peers: a message without any signature is refused, not acknowledged")
    func unsigned() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await genuine(hospital, municipality, country)
        let stripped = mail.replacing(#/<ds:Signature[ \r\n].*?<\/ds:Signature\s*>/#.dotMatchesNewlines(), with: "")
        #expect(stripped != mail)
        try await expectRefused(try await receive(stripped, municipality, country), municipality)
    }

    @Test("T-014 peers: a signature that does not cover the payload is refused, not acknowledged")
    func uncovered() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await genuine(hospital, municipality, country)
        // Without its reference the signature is broken too: signed anew over what is left.
        let reference = #/<ds:Reference[ \r\n]+URI="cid:.*?<\/ds:Reference\s*>/#.dotMatchesNewlines()
        let resigned = try hospital.signingAgain(mail.replacing(reference, with: ""))
        let message = try await receive(resigned, municipality, country)
        try await expectRefused(message, municipality)
        let whole = try hospital.signingAgain(mail)
        #expect(
            try await receive(whole, municipality, country).state == .handedOver, "signed anew alone it is accepted")
    }

    @Test("T-014 peers: an attachment appended after signing is refused, not acknowledged")
    func extraAttachment() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await genuine(hospital, municipality, country)
        let boundary = try #require(mail.firstMatch(of: #/\r\n--(=_[^\r\n]*)--/#)?.output.1)
        let extra =
            "\r\n--\(boundary)\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"
            + "Content-ID: <extra@edi.example>\r\nContent-Transfer-Encoding: base64\r\n\r\nAQID"
        let appended = mail.replacingOccurrences(of: "\r\n--\(boundary)--", with: "\(extra)\r\n--\(boundary)--")
        #expect(appended != mail)
        try await expectRefused(try await receive(appended, municipality, country), municipality)
    }

    @Test("T-014 peers: a payload changed after signing is answered with a signed error")
    func changedPayload() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await genuine(hospital, municipality, country)
        let start = try #require(mail.range(of: "\r\n\r\nMII"))
        let changed = mail.replacingCharacters(in: start, with: "\r\n\r\nMIJ")
        try await expectRefused(try await receive(changed, municipality, country), municipality)
        guard case .envelope(let answer) = InboundMail.classify(try #require(country.post.sent.last).data),
            case .success(let signed) = answer.authenticate(
                with: municipality.signing.certificate, policy: .init()),
            case .errorList = signed.content
        else {
            Issue.record("no signed error list")
            return
        }
    }

    @Test("peers: a mail that cannot be taken apart is kept as it came, never deleted unread")
    func unparsable() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await genuine(hospital, municipality, country)
        let broken = mail.replacingOccurrences(of: "</SOAP:Header>", with: "</SOAP:Head>")
        let message = try await receive(broken, municipality, country)
        #expect(message.state == .unreadable || message.state == .refused)
        #expect(
            try await municipality.store.read { try $0.content(.received, of: message.key) } == Array(broken.utf8))
        #expect(country.post.waiting(for: municipality.address).isEmpty, "it is safe here, so the mailbox is emptied")
    }

    @Test("T-056 peers: the same message again gets the same Acknowledgment again, never an error")
    func duplicate() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await genuine(hospital, municipality, country)
        #expect(try await receive(mail, municipality, country).state == .handedOver)
        let first = try #require(country.post.sent.last).data
        _ = try await receive(mail, municipality, country)
        let second = try #require(country.post.sent.last).data
        func id(_ mail: [UInt8]) -> String? {
            guard case .envelope(let parsed) = InboundMail.classify(mail), case .acknowledgment = parsed.content
            else { return nil }
            return parsed.header.messageID
        }
        #expect(id(first) != nil && id(first) == id(second))
        #expect(try await municipality.messages(.outgoing, kinds: [.error]).isEmpty)
        #expect(try municipality.files(in: "in").count == 1)
    }

    @Test("peers: AckRequested without SOAP:actor, which is legal, is answered and no fault")
    func withoutActor() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await genuine(hospital, municipality, country)
        let actor = #/[ \r\n]+SOAP:actor="urn:oasis:names:tc:ebxml-msg:actor:toPartyMSH"/#
        let bare = mail.replacing(actor, with: "")
        let message = try await receive(try hospital.signingAgain(bare), municipality, country)
        #expect(message.state == .handedOver)
    }

    @Test("T-056 a captured mail a thousand times: one hand-over, one Acknowledgment, and not without end")
    func thousandTimes() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await genuine(hospital, municipality, country)
        for _ in 0..<1_000 { country.post.deliver(Array(mail.utf8), to: municipality.address) }
        try await country.settle([municipality])
        #expect(try municipality.files(in: "in").count == 1)
        let receipts = try await municipality.messages(.outgoing, kinds: [.acknowledgment])
        #expect(receipts.count == 1)
        #expect((1...municipality.context.limits.repeatsPerHour).contains(try #require(receipts.first).attempts))
        #expect(try await municipality.messages(.outgoing, kinds: [.error]).isEmpty)
        #expect(country.post.waiting(for: municipality.address).isEmpty)
    }

    @Test("T-059 a storm of forged receipts and errors moves nothing and is answered by nothing")
    func storm() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let open = try await hospital.sentMessage()
        try municipality.write(.enquiry, to: hospital)
        try await country.settle([municipality])
        country.post.lose { _ in false }
        // A genuine receipt of the municipality's for something else, bent two hundred times.
        country.post.deliver(try #require(country.post.sent.last).data, to: hospital.address)
        try await country.settle([hospital])
        let receipt = String(decoding: try #require(country.post.sent.last).data, as: UTF8.self)
        let before = country.post.sent.count
        let id = try #require(open.messageID)
        for number in 0..<200 {
            let forged = receipt.replacing(
                #/<eb:RefToMessageId>[^<]*/#, with: "<eb:RefToMessageId>\(number == 0 ? id : UUID().uuidString)")
            country.post.deliver(Array(forged.utf8), to: hospital.address)
        }
        try await country.settle([hospital])
        #expect(country.post.sent.count == before)
        #expect(try await hospital.sentMessage().state == .sent)
        #expect(try await hospital.messages(.incoming).filter { $0.state == .received }.isEmpty, "all is settled")
    }
}
