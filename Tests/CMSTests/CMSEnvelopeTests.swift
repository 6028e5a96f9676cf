import CMS
import Certificates
import Cryptography
import Foundation
import TestSupport
import Testing

@Suite("CMS envelopes")
struct CMSEnvelopeTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let authority: SyntheticAuthority
    private let recipient: SyntheticAuthority.Identity
    private let stranger: SyntheticAuthority.Identity
    private let text = Array("<?xml version=\"1.0\"?><melding>æøå</melding>\n\r\n".utf8)

    init() throws {
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        recipient = try authority.issue(SyntheticOrganisations.hospital, purpose: .encryption, now: now)
        stranger = try authority.issue(SyntheticOrganisations.stranger, purpose: .encryption, now: now)
    }

    @Test("M-055 M-056 what is sealed opens to the same bytes, of every length", arguments: [0, 1, 15, 16, 17, 70_000])
    func roundTrip(count: Int) throws {
        let plaintext = SecureRandom.bytes(count)
        for transport in [KeyTransport.pkcs1v15, .oaep] {
            let sealed = try CMSEnvelope.seal(plaintext, to: recipient.certificate, keyTransport: transport)
            #expect(try open(sealed) == plaintext)
        }
    }

    @Test("M-055 sealed as the profile says: AES-256-CBC, RSA, recipient by issuer and serial number")
    func shape() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(try CMSEnvelope.seal(text, to: recipient.certificate), to: "sealed")
        let shown = try await Command.run(
            "openssl",
            ["cms", "-cmsout", "-print", "-inform", "DER", "-in", "sealed"], in: scratch)
        for part in ["pkcs7-envelopedData", "d.issuerAndSerialNumber", "rsaEncryption", "aes-256-cbc"] {
            #expect(shown.text.contains(part))
        }
        #expect(!shown.text.contains("rsaesOaep"))
    }

    @Test("the recipients tell which generation of the key to use")
    func generations() throws {
        let next = try authority.issue(SyntheticOrganisations.hospital, purpose: .encryption, now: now, generation: 2)
        let sealed = try CMSEnvelope.seal(text, to: recipient.certificate)
        let recipients = try CMSEnvelope.recipients(sealed)
        #expect(recipients.count == 1)
        #expect(recipients[0].matches(recipient.certificate))
        #expect(!recipients[0].matches(next.certificate) && !recipients[0].matches(stranger.certificate))
        #expect(recipients[0].issuerDER == recipient.certificate.issuer.der)
        #expect(throws: CMSError.notForUs) {
            try CMSEnvelope.open(sealed, key: next.key, certificate: next.certificate)
        }
    }

    @Test("T-045 of several recipients only the one whose certificate is given is tried")
    func severalRecipients() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(text, to: "text")
        try scratch.write(stranger.certificate.pem, to: "stranger.pem")
        try scratch.write(recipient.certificate.pem, to: "recipient.pem")
        try await Command.run(
            "openssl",
            [
                "cms", "-encrypt", "-binary", "-aes256", "-in", "text", "-outform", "DER", "-out", "sealed",
                "stranger.pem",
                "recipient.pem",
            ], in: scratch)
        let sealed = try scratch.read("sealed")
        #expect(try CMSEnvelope.recipients(sealed).count == 2)
        #expect(try open(sealed) == text)
        #expect(throws: CMSError.cannotOpen) {
            try CMSEnvelope.open(sealed, key: stranger.key, certificate: recipient.certificate)
        }
    }

    @Test("T-048 another's key does not open it, whichever certificate is named")
    func wrongKey() throws {
        let sealed = try CMSEnvelope.seal(text, to: recipient.certificate)
        #expect(throws: CMSError.notForUs) {
            try CMSEnvelope.open(sealed, key: stranger.key, certificate: stranger.certificate)
        }
        #expect(throws: CMSError.cannotOpen) {
            try CMSEnvelope.open(sealed, key: stranger.key, certificate: recipient.certificate)
        }
    }

    @Test("T-042 T-043 every changed byte of key and content gives the one error or bytes that are not the text")
    func everyByte() throws {
        let sealed = try CMSEnvelope.seal(text, to: recipient.certificate)
        let transport = try #require(keyTransport(in: sealed))
        // What lies outside, such as the type of the content, is protected by the signature over the whole part.
        let secret = Array(transport) + Array(sealed.indices.suffix(contentLength))
        for index in secret {
            for mask in [UInt8(0x01), 0x80] {
                var changed = sealed
                changed[index] ^= mask
                let outcome = Result { () throws(CMSError) in try open(changed) }
                #expect(outcome == .failure(.cannotOpen) || (try? outcome.get()).map { $0 != text } == true)
            }
        }
    }

    @Test("T-039 a changed byte around them never does more than throw")
    func everyOtherByte() throws {
        let sealed = try CMSEnvelope.seal(text, to: recipient.certificate)
        let transport = try #require(keyTransport(in: sealed))
        for index in sealed.indices.dropLast(contentLength) where !transport.contains(index) {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << bit
                _ = try? open(changed)
            }
        }
    }

    @Test("T-043 damage to key transport and damage to content cannot be told apart by the error")
    func uniform() throws {
        let sealed = try CMSEnvelope.seal(text, to: recipient.certificate)
        var errors: Set<CMSError> = []
        for offset in 1...contentLength {
            var changed = sealed
            changed[sealed.count - offset] ^= 0x40
            do { _ = try open(changed) } catch { errors.insert(error) }
        }
        let transport = try #require(keyTransport(in: sealed))
        for index in transport {
            var changed = sealed
            changed[index] ^= 0x40
            do { _ = try open(changed) } catch { errors.insert(error) }
        }
        #expect(errors == [.cannotOpen])
    }

    @Test("T-039 every cut is refused, and so are bytes after the end")
    func cuts() throws {
        let sealed = try CMSEnvelope.seal(text, to: recipient.certificate)
        for count in sealed.indices {
            #expect(throws: CMSError.malformed) { try open(Array(sealed.prefix(count))) }
        }
        #expect(throws: CMSError.malformed) { try open(sealed + [0]) }
    }

    @Test(
        "T-039 what is no EnvelopedData is refused by its outside",
        arguments: [
            [], [0x30], [0x30, 0x80], [0x30, 0x80, 0, 0], Array(repeating: 0x30, count: 200),
            Array(repeating: [0x30, 0x80] as [UInt8], count: 5000).flatMap(\.self), Array("<xml/>".utf8),
        ])
    func noise(bytes: [UInt8]) {
        #expect(throws: CMSError.malformed) { try open(bytes) }
        #expect(throws: CMSError.malformed) { try CMSEnvelope.recipients(bytes) }
    }

    private func open(_ bytes: [UInt8]) throws(CMSError) -> [UInt8] {
        try CMSEnvelope.open(bytes, key: recipient.key, certificate: recipient.certificate)
    }

    /// The ciphertext at the end: the text and its padding.
    private var contentLength: Int { text.count / 16 * 16 + 16 }

    /// Where the 256 octets of the encrypted key lie: after the header 04 82 01 00.
    private func keyTransport(in sealed: [UInt8]) -> Range<Int>? {
        let header: [UInt8] = [0x04, 0x82, 0x01, 0x00]
        let start = sealed.indices.first { sealed[$0...].starts(with: header) }
        return start.map { $0 + 4..<$0 + 260 }
    }
}
