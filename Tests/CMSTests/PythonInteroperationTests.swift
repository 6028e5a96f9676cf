import CMS
import Certificates
import Cryptography
import Foundation
import TestSupport
import Testing

/// Python's cryptography reads and writes CMS by code of its own; only AES and RSA are OpenSSL's there too.
@Suite("T-049 CMS with Python's cryptography, both ways")
struct PythonInteroperationTests {
    private let scratch: ScratchDirectory
    private let recipient: SyntheticAuthority.Identity
    private let text: [UInt8]

    init() async throws {
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        scratch = try ScratchDirectory()
        recipient = try SyntheticAuthority(name: "Prøve", now: now)
            .issue(SyntheticOrganisations.hospital, purpose: .encryption, now: now)
        text = SecureRandom.bytes(20_000)
        try scratch.write(text, to: "text")
        try scratch.write(recipient.certificate.pem, to: "recipient.pem")
        try scratch.write(recipient.key.pkcs8DER, to: "key.der")
        try await Command.run("openssl", ["pkey", "-inform", "DER", "-in", "key.der", "-out", "key.pem"], in: scratch)
    }

    @Test("T-049 it opens what we seal, and not what is altered")
    func theyOpen() async throws {
        var sealed = try CMSEnvelope.seal(text, to: recipient.certificate)
        try scratch.write(sealed, to: "sealed")
        #expect(try await run("open") == 0)
        #expect(try scratch.read("opened") == text)
        // The last block holds the padding.
        sealed[sealed.count - 17] ^= 0x80
        try scratch.write(sealed, to: "sealed")
        #expect(try await run("open") == 1)
    }

    @Test("T-049 we open what it seals, and not what is altered", arguments: ["128", "256"])
    func weOpen(cipher: String) async throws {
        #expect(try await run("seal", cipher) == 0)
        var sealed = try scratch.read("sealed")
        #expect(try CMSEnvelope.open(sealed, key: recipient.key, certificate: recipient.certificate) == text)
        sealed[sealed.count - 17] ^= 0x80
        #expect(throws: CMSError.self) {
            try CMSEnvelope.open(sealed, key: recipient.key, certificate: recipient.certificate)
        }
    }

    private func run(_ action: String, _ cipher: String = "256") async throws -> Int32 {
        let program = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Witness/cms_witness.py").path
        return try await Command.run(PythonEnvironment.interpreter, [program, action, cipher, scratch.path]).status
    }
}
