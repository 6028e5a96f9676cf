import CMS
import Certificates
import Cryptography
import Foundation
import TestSupport
import Testing

@Suite("CMS with the openssl command, both ways")
struct OpenSSLInteroperationTests {
    private let scratch: ScratchDirectory
    private let recipient: SyntheticAuthority.Identity
    private let text: [UInt8]

    init() async throws {
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        scratch = try ScratchDirectory()
        recipient = try SyntheticAuthority(name: "Prøve", now: now)
            .issue(SyntheticOrganisations.hospital, purpose: .encryption, now: now)
        text = SecureRandom.bytes(100_000)
        try scratch.write(text, to: "text")
        try scratch.write(recipient.certificate.pem, to: "recipient.pem")
        try scratch.write(recipient.key.pkcs8DER, to: "key.der")
        try await Command.run("openssl", ["pkey", "-inform", "DER", "-in", "key.der", "-out", "key.pem"], in: scratch)
    }

    @Test("M-055 T-049 the command opens what we seal", arguments: [KeyTransport.pkcs1v15, .oaep])
    func theyOpen(transport: KeyTransport) async throws {
        try scratch.write(try CMSEnvelope.seal(text, to: recipient.certificate, keyTransport: transport), to: "sealed")
        let opened = try await Command.run(
            "openssl",
            [
                "cms", "-decrypt", "-binary", "-inform", "DER", "-in", "sealed", "-recip", "recipient.pem", "-inkey",
                "key.pem", "-out", "opened",
            ], in: scratch)
        #expect(opened.status == 0)
        #expect(try scratch.read("opened") == text)
    }

    @Test(
        "M-056 T-049 we open what the command seals, by every allowed cipher and key transport, in one piece or chunks",
        arguments: ["-aes128", "-aes192", "-aes256"],
        [
            [], ["-stream"], ["-keyopt", "rsa_padding_mode:oaep"],
            ["-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256"],
        ])
    func weOpen(cipher: String, options: [String]) async throws {
        #expect(try await open(seal(cipher, options)) == text)
    }

    @Test("chunked content is really chunked, and a cut of it is refused")
    func chunks() async throws {
        let sealed = try await seal("-aes256", ["-stream"])
        #expect(sealed.starts(with: [0x30, 0x80]))
        for count in stride(from: 0, to: sealed.count, by: 997) {
            #expect(throws: CMSError.malformed) { try open(Array(sealed.prefix(count))) }
        }
    }

    @Test("3DES is refused, and read from a partner with an exception")
    func tripleDES() async throws {
        let sealed = try await seal("-des3", [])
        #expect(throws: CMSError.cipherRefused) { try open(sealed) }
        #expect(try open(sealed, allowing: [.tripleDES]) == text)
        await #expect(throws: CMSError.cipherRefused) { try await open(seal("-aes128", []), allowing: [.tripleDES]) }
    }

    @Test(
        "T-032 every other cipher is refused, exception or not",
        arguments: [
            "-des", "-camellia256", "-aes-256-ofb", "-rc2", "-seed-cbc", "-aria-256-cbc",
        ])
    func otherCiphers(cipher: String) async throws {
        let sealed = try await seal(cipher, ["-provider", "legacy", "-provider", "default"])
        #expect(throws: CMSError.cipherRefused) { try open(sealed, allowing: Set(ContentCipher.allCases)) }
    }

    @Test("recipients by key identifier, by password, by shared key and authenticated envelopes are not of the profile")
    func otherShapes() async throws {
        await #expect(throws: CMSError.notForUs) { try await open(seal("-aes256", ["-keyid"])) }
        await #expect(throws: CMSError.malformed) { try await open(seal("-aes-256-gcm", [])) }
        let password = try await Command.run(
            "openssl",
            [
                "cms", "-encrypt", "-binary", "-aes256", "-in", "text", "-outform", "DER", "-out", "sealed",
                "-pwri_password",
                "x",
            ], in: scratch)
        #expect(password.status == 0)
        #expect(throws: CMSError.notForUs) { try open(scratch.read("sealed")) }
        try await Command.run(
            "openssl", ["cms", "-data_create", "-in", "text", "-outform", "DER", "-out", "data"], in: scratch)
        #expect(throws: CMSError.malformed) { try open(scratch.read("data")) }
    }

    private func seal(_ cipher: String, _ options: [String]) async throws -> [UInt8] {
        let base = ["cms", "-encrypt", "-binary", cipher, "-in", "text", "-outform", "DER", "-out", "sealed"]
        let made = try await Command.run(
            "openssl", base + ["-recip", "recipient.pem"] + options, in: scratch)
        guard made.status == 0 else { throw SyntheticFailure() }
        return try scratch.read("sealed")
    }

    private func open(_ bytes: [UInt8], allowing ciphers: Set<ContentCipher> = .default) throws -> [UInt8] {
        try CMSEnvelope.open(bytes, key: recipient.key, certificate: recipient.certificate, allowing: ciphers)
    }
}
