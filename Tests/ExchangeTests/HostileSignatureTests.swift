import Certificates
import Cryptography
import EbXML
import Foundation
import HealthMessages
import Identifiers
import MIME
import Mail
import Store
import TestSupport
import Testing
import XML
import XMLSignature

/// Signatures that are moved, weak, stripped, or do not cover what they should, through the whole flow.
@Suite("Hostile signatures through the whole flow")
struct HostileSignatureTests {
    /// What the hospital has sent and nobody has got.
    private func mail(from hospital: Office, to municipality: Office, in country: Country) async throws -> [UInt8] {
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.post.lose { _ in false }
        return try #require(country.post.sent.last).data
    }

    private func receive(_ mail: [UInt8], _ office: Office, in country: Country) async throws -> StoredMessage {
        country.post.deliver(mail, to: office.address)
        try await country.settle([office])
        return try #require(try await office.messages(.incoming).last)
    }

    // MARK: T-021 to T-028, three places

    @Test(
        "T-021, T-022, T-023, T-024, T-025, T-026, T-027, T-028 a wrapped envelope is refused, nothing is handed over",
        arguments: WrappingAttack.all)
    func wrappedEnvelope(_ attack: WrappingAttack) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let genuine = try await mail(from: hospital, to: municipality, in: country)
        let attacked = try attack.mail(genuine) {
            $0.replacingOccurrences(of: ">LOG_INNLAGT<", with: ">LOG_DOD<")
        }
        let message = try await receive(attacked, municipality, in: country)
        #expect([.refused, .unreadable].contains(message.state))
        #expect(try municipality.files(in: "in").isEmpty)
        #expect(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).isEmpty)
        #expect(try await receive(genuine, municipality, in: country).state == .handedOver, "the original is genuine")
    }

    @Test(
        "T-021, T-022, T-023, T-024, T-025, T-026, T-027, T-028 a wrapped Acknowledgment marks nothing as received",
        arguments: WrappingAttack.all)
    func wrappedAcknowledgment(_ attack: WrappingAttack) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        // A genuine receipt for a first message, to be bent into one for a second.
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let receipt = try #require(country.post.sent.last).data
        let first = try #require(try await hospital.sentMessage().messageID)
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.post.lose { _ in false }
        let open = try #require(
            try await hospital.messages(.outgoing, kinds: [.business]).first { $0.state == .sent })
        let second = try #require(open.messageID)
        let attacked = try attack.mail(receipt) { $0.replacingOccurrences(of: first, with: second) }
        country.post.deliver(attacked, to: hospital.address)
        try await country.settle([hospital])
        let after = try await hospital.store.read { try $0.message(open.key) }
        #expect(after?.state == .sent, "not acknowledged")
        // Two headers are no envelope: that may be told by a SOAP Fault (HITS 1172 4.2.2), and by nothing else.
        for mail in country.post.sent.dropFirst(3) {
            guard case .fault = InboundMail.classify(mail.data) else {
                Issue.record("an answer is never answered")
                continue
            }
        }
    }

    @Test(
        "T-021 to T-028 a signature inside a document is nobody's word here: handed over octet by octet, never called signed",
        arguments: ["", "forged"])
    func payloadSignature(_ what: String) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let signature =
            "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>\(what)</ds:SignedInfo>"
            + "<ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>"
        let plain = String(decoding: hospital.document(.admitted, to: municipality), as: UTF8.self)
        let end = try #require(plain.range(of: "</", options: .backwards))
        let document = Array((plain[..<end.lowerBound] + signature + plain[end.lowerBound...]).utf8)
        let mail = try Partner(office: hospital).mail(about: document, to: municipality)
        #expect(try await receive(mail, municipality, in: country).state == .handedOver)
        #expect(try municipality.files(in: "in") == [document])
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(municipality.folder)/in")
        let note = try #require(names.first { $0.hasSuffix(".json") })
        let told = try String(contentsOfFile: "\(municipality.folder)/in/\(note)", encoding: .utf8)
        #expect(!told.lowercased().contains("sign"))
    }

    // MARK: T-032, T-040

    @Test("T-032 a sound signature of a 512-bit key is refused the whole way, though the register has its certificate")
    func shortKey() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let genuine = try await mail(from: hospital, to: municipality, in: country)
        let short = try await ShortKey.make(for: hospital, by: country.authority)
        country.register.enter(hospital.registered(signing: short.certificate))
        let message = try await receive(try await short.signing(genuine), municipality, in: country)
        #expect(message.state == .refused)
        #expect(try municipality.files(in: "in").isEmpty)
        #expect(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).isEmpty)
    }

    @Test("T-040 no octet of a signed Acknowledgment can be changed so that it still confirms, bar none")
    func acknowledgmentSweep() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let receipt = try #require(country.post.sent.last).data
        let certificate = municipality.signing.certificate
        guard case .envelope(let sound) = InboundMail.classify(receipt),
            case .success(let whole) = sound.authenticate(with: certificate, policy: .init())
        else {
            Issue.record("the receipt itself is not accepted")
            return
        }
        let start = try #require(receipt.firstRange(of: Array("<SOAP:Envelope".utf8))).lowerBound
        // The certificate beside the signature is a hint: the key comes from the register.
        let hint = try #require(receipt.firstRange(of: Array("<ds:KeyInfo".utf8))).lowerBound
        let hintEnd = try #require(receipt.firstRange(of: Array("</ds:KeyInfo".utf8))).upperBound
        var (swept, refused) = (0, 0)
        for index in start..<receipt.count {
            var changed = receipt
            changed[index] ^= 1
            let isHint = (hint..<hintEnd).contains(index)
            swept += isHint ? 0 : 1
            guard case .envelope(let parsed) = InboundMail.classify(changed),
                case .success(let envelope) = parsed.authenticate(with: certificate, policy: .init())
            else {
                refused += isHint ? 0 : 1
                continue
            }
            // White space between tags of the signature, or letters of a prefix in both tags: the same to a reader.
            #expect(envelope.content == whole.content && envelope.header == whole.header, "octet \(index)")
        }
        #expect(swept > 3_000 && refused > swept * 95 / 100, "\(refused) of \(swept)")
    }
}

/// An RSA key of 512 bits with a certificate, which no library of ours makes or uses.
private struct ShortKey {
    let certificate: Certificate
    private let scratch: ScratchDirectory

    static func make(for office: Office, by authority: SyntheticAuthority) async throws -> ShortKey {
        let scratch = try ScratchDirectory()
        let subject = "/C=NO/O=\(office.organisation.name)/2.5.4.97=NTRNO-\(office.organisation.number.digits)"
        try await Command.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:512", "-nodes", "-keyout", "key.pem", "-out", "certificate.pem",
                "-subj", subject, "-days", "30", "-addext", "keyUsage=nonRepudiation",
            ], in: scratch)
        return ShortKey(certificate: try Certificate(pem: scratch.read("certificate.pem")), scratch: scratch)
    }

    /// The mail signed anew, with this key's certificate beside.
    func signing(_ mail: [UInt8]) async throws -> [UInt8] {
        var text = String(decoding: mail, as: UTF8.self).replacing(
            #/<ds:X509Certificate>.*?<\/ds:X509Certificate\s*>/#.dotMatchesNewlines(),
            with: "<ds:X509Certificate>\(Base64.encode(certificate.der))</ds:X509Certificate>")
        let soap = try MIMEEntity.parse(Array(text.utf8)).parts()[0].decodedBody()
        let document = try XMLDocument.parse(soap, limits: .envelope)
        let signature = try #require(
            document.root.children.first?.first("Signature", "http://www.w3.org/2000/09/xmldsig#"))
        let signedInfo = try #require(signature.children.first)
        try scratch.write(try Canonicalization.canonicalize(document, apex: signedInfo), to: "signed-info")
        try await Command.run(
            "openssl", ["dgst", "-sha256", "-sign", "key.pem", "-out", "signature", "signed-info"], in: scratch)
        try #require(try scratch.read("signature").count == 64)
        text = text.replacing(
            #/<ds:SignatureValue>.*?<\/ds:SignatureValue\s*>/#.dotMatchesNewlines(),
            with: "<ds:SignatureValue>\(Base64.encode(try scratch.read("signature")))</ds:SignatureValue>")
        return Array(text.utf8)
    }
}
