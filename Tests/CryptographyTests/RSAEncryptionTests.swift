import Cryptography
import Foundation
import TestSupport
import Testing

@Suite("RSAES-OAEP with SHA-256")
struct RSAEncryptionTests {
    private let label = Array("archive-password/one".utf8)

    private func key(_ label: String = "oaep") throws -> PrivateKey { try SyntheticKeys.ofThisProcess.key(label) }

    @Test("what is sealed opens again, of every length that fits", arguments: [0, 1, 32, 190])
    func roundTrip(count: Int) throws {
        let secret = SecureRandom.bytes(count)
        let sealed = try key().publicKey.encryptOAEP(secret, label: label)
        #expect(sealed.count == 256)
        #expect(try key().decryptOAEP(sealed, label: label) == secret)
    }

    @Test("the same secret is sealed differently each time")
    func randomised() throws {
        let publicKey = try key().publicKey
        #expect(try publicKey.encryptOAEP([1, 2, 3]) != publicKey.encryptOAEP([1, 2, 3]))
    }

    @Test("a secret that does not fit is refused")
    func tooLong() throws {
        let publicKey = try key().publicKey
        #expect(throws: CryptographyError.wrongLength) { try publicKey.encryptOAEP([UInt8](repeating: 1, count: 191)) }
    }

    @Test("another key, another label, no label and another length are refused")
    func refused() throws {
        let sealed = try key().publicKey.encryptOAEP([1, 2, 3], label: label)
        #expect(throws: CryptographyError.notAuthentic) { try key("other").decryptOAEP(sealed, label: label) }
        #expect(throws: CryptographyError.notAuthentic) { try key().decryptOAEP(sealed, label: [1]) }
        #expect(throws: CryptographyError.notAuthentic) { try key().decryptOAEP(sealed) }
        #expect(throws: CryptographyError.wrongLength) { try key().decryptOAEP(Array(sealed.dropLast()), label: label) }
        #expect(throws: CryptographyError.wrongLength) { try key().decryptOAEP([], label: label) }
    }

    @Test("T-040 every changed octet is noticed")
    func tampering() throws {
        let sealed = try key().publicKey.encryptOAEP([1, 2, 3], label: label)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 0x40
            #expect(throws: CryptographyError.notAuthentic) { try key().decryptOAEP(changed, label: label) }
        }
    }

    @Test("the openssl program opens what we seal, and we open what it seals")
    func crossCheck() async throws {
        let scratch = try ScratchDirectory()
        let options = [
            "-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha256", "-pkeyopt", "rsa_mgf1_md:sha256",
            "-pkeyopt", "rsa_oaep_label:" + Hexadecimal.encode(label),
        ]
        try scratch.write(key().pkcs8DER, to: "key.der")
        try scratch.write(key().publicKey.encryptOAEP(Array("hemmelig".utf8), label: label), to: "ours")
        let keyFile = ["-inkey", scratch.path("key.der"), "-keyform", "DER"]
        try await Command.run(
            "openssl",
            ["pkeyutl", "-decrypt", "-in", scratch.path("ours"), "-out", scratch.path("opened")] + keyFile + options)
        #expect(try scratch.read("opened") == Array("hemmelig".utf8))
        try await Command.run(
            "openssl",
            ["pkeyutl", "-encrypt", "-in", scratch.path("opened"), "-out", scratch.path("theirs")] + keyFile + options)
        #expect(try key().decryptOAEP(scratch.read("theirs"), label: label) == Array("hemmelig".utf8))
    }
}
