import Cryptography
import TestSupport
import Testing

@Suite("RSA keys")
struct RSAKeyTests {
    private let key: PrivateKey
    private let text = Array("budstikke".utf8)

    init() throws { key = try SyntheticKeys.ofThisProcess.key("rsa") }

    @Test("M-084 a signature verifies with its own key over its own bytes, and with nothing else")
    func signing() throws {
        let signature = try key.sign(text)
        #expect(signature.count == 256)
        #expect(key.publicKey.verify(signature, over: text, algorithm: .rsaSHA256))
        #expect(!key.publicKey.verify(signature, over: text + [0], algorithm: .rsaSHA256))
        #expect(!key.publicKey.verify(signature, over: text, algorithm: .rsaSHA1))
        let other = try SyntheticKeys.ofThisProcess.key("other").publicKey
        #expect(!other.verify(signature, over: text, algorithm: .rsaSHA256))
    }

    @Test("T-038 changed, cut, padded and empty signatures are refused")
    func malleability() throws {
        let signature = try key.sign(text)
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 0x10
            #expect(!key.publicKey.verify(changed, over: text, algorithm: .rsaSHA256))
        }
        for changed in [[], Array(signature.dropLast()), signature + [0], [0] + signature] {
            #expect(!key.publicKey.verify(changed, over: text, algorithm: .rsaSHA256))
        }
    }

    @Test("T-038 sound signatures of both keys are accepted", arguments: ForgedSignature.sound)
    func sound(_ vector: ForgedSignature) throws {
        let key = try ForgedSignature.key(vector.key)
        #expect(key.verify(vector.signature, over: ForgedSignature.message, algorithm: .rsaSHA256))
    }

    @Test(
        "T-038 forged signatures are refused: garbage in the padding, odd lengths, missing NULL, cube roots",
        arguments: ForgedSignature.forgedBlocks + ForgedSignature.keyless)
    func forged(_ vector: ForgedSignature) throws {
        let key = try ForgedSignature.key(vector.key)
        #expect(vector.signature.count == 256)
        for algorithm in [SignatureAlgorithm.rsaSHA256, .rsaSHA1] {
            #expect(!key.verify(vector.signature, over: ForgedSignature.message, algorithm: algorithm))
        }
    }

    @Test("M-054 the openssl command verifies our signature, and we verify its SHA-256 and SHA-1")
    func witness() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(pem("PRIVATE KEY", key.pkcs8DER), to: "key.pem")
        try scratch.write(pem("PUBLIC KEY", key.publicKey.spkiDER), to: "public.pem")
        try scratch.write(text, to: "text")
        try scratch.write(try key.sign(text), to: "ours")
        let verdict = try await Command.run(
            "openssl",
            ["dgst", "-sha256", "-verify", "public.pem", "-signature", "ours", "text"], in: scratch)
        #expect(verdict.status == 0)
        for (option, algorithm) in [("-sha256", SignatureAlgorithm.rsaSHA256), ("-sha1", .rsaSHA1)] {
            try await Command.run(
                "openssl", ["dgst", option, "-sign", "key.pem", "-out", "theirs", "text"], in: scratch)
            #expect(key.publicKey.verify(try scratch.read("theirs"), over: text, algorithm: algorithm))
        }
        try await Command.run(
            "openssl", ["dgst", "-sha512", "-sign", "key.pem", "-out", "theirs", "text"], in: scratch)
        #expect(!key.publicKey.verify(try scratch.read("theirs"), over: text, algorithm: .rsaSHA256))
    }

    @Test("M-095 PEM in all three forms, with the right passphrase only")
    func pemForms() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(pem("PRIVATE KEY", key.pkcs8DER), to: "plain.pem")
        try await Command.run(
            "openssl", ["rsa", "-traditional", "-in", "plain.pem", "-out", "old.pem"], in: scratch)
        try await Command.run(
            "openssl",
            ["pkcs8", "-topk8", "-in", "plain.pem", "-out", "locked.pem", "-passout", "pass:blåbær"], in: scratch)
        for name in ["plain.pem", "old.pem"] {
            #expect(try PrivateKey(pem: scratch.read(name), passphrase: nil).publicKey == key.publicKey)
        }
        let locked = try scratch.read("locked.pem")
        #expect(try PrivateKey(pem: locked, passphrase: Array("blåbær".utf8)).publicKey == key.publicKey)
        #expect(throws: CryptographyError.passphraseMissing) { try PrivateKey(pem: locked, passphrase: nil) }
        #expect(throws: CryptographyError.unreadableKey) { try PrivateKey(pem: locked, passphrase: [1]) }
        #expect(throws: CryptographyError.unreadableKey) { try PrivateKey(pem: locked, passphrase: []) }
        #expect(throws: CryptographyError.unreadableKey) {
            try PrivateKey(pem: locked, passphrase: [UInt8](repeating: 65, count: 100_000))
        }
    }

    @Test("PKCS #8 goes out and in; bytes after it, cuts and public keys are refused")
    func pkcs8() throws {
        let der = try key.pkcs8DER
        #expect(try PrivateKey(pkcs8DER: der).publicKey == key.publicKey)
        for wrong in [der + [0], Array(der.dropLast()), [], key.publicKey.spkiDER] {
            #expect(throws: CryptographyError.unreadableKey) { try PrivateKey(pkcs8DER: wrong) }
        }
        #expect(throws: CryptographyError.unreadableKey) { try PublicKey(spkiDER: key.publicKey.spkiDER + [0]) }
        #expect(throws: CryptographyError.unreadableKey) { try PrivateKey(pem: [], passphrase: nil) }
    }

    @Test("T-032 short RSA keys and elliptic keys neither sign nor verify")
    func unsuitable() async throws {
        let scratch = try ScratchDirectory()
        try await Command.run(
            "openssl", ["genrsa", "-out", "short.pem", "1024"], in: scratch)
        try await Command.run(
            "openssl",
            ["rsa", "-in", "short.pem", "-pubout", "-outform", "DER", "-out", "short.der"], in: scratch)
        try scratch.write(text, to: "text")
        try await Command.run(
            "openssl", ["dgst", "-sha256", "-sign", "short.pem", "-out", "signature", "text"], in: scratch)
        let short = try PublicKey(spkiDER: scratch.read("short.der"))
        #expect(short.bits == 1024)
        #expect(!short.verify(try scratch.read("signature"), over: text, algorithm: .rsaSHA256))
        #expect(throws: CryptographyError.unsuitableKey) {
            try PrivateKey(pem: scratch.read("short.pem"), passphrase: nil)
        }
        try await Command.run(
            "openssl",
            ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "ec.pem"], in: scratch)
        #expect(throws: CryptographyError.unsuitableKey) {
            try PrivateKey(pem: scratch.read("ec.pem"), passphrase: nil)
        }
        #expect(throws: CryptographyError.unsuitableKey) { try PrivateKey.generateRSA(bits: 1024) }
    }

    @Test("one key signs in many tasks at once, and every signature is right")
    func concurrency() async throws {
        let key = key
        let right = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let bytes = Array("message \(number)".utf8)
                    guard let signature = try? key.sign(bytes) else { return false }
                    return key.publicKey.verify(signature, over: bytes, algorithm: .rsaSHA256)
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(right == 200)
    }

    @Test("a fingerprint is sixteen hexadecimal digits of the public key's digest")
    func fingerprint() {
        let digits = Hexadecimal.encode(SHA256.digest(key.publicKey.spkiDER))
        #expect(key.publicKey.fingerprint == String(digits.prefix(16)))
    }

    private func pem(_ label: String, _ der: [UInt8]) -> [UInt8] {
        let lines = String(decoding: Base64.encode(der, lineLength: 64), as: UTF8.self)
        return Array("-----BEGIN \(label)-----\n\(lines)\n-----END \(label)-----\n".utf8)
    }
}
