import Certificates
import Cryptography
import TestSupport

/// A key store (PKCS #12) or private key as an issuer delivers it.
struct KeyStoreTarget: FuzzTarget {
    static let name = "key-store"
    static let longest = 8_192

    private static let passphrase = Array("x".utf8)
    private let identity: SyntheticAuthority.Identity

    init() throws { identity = try InventedMail().signer }

    func seeds() async throws -> [[UInt8]] {
        let scratch = try ScratchDirectory()
        try scratch.write(identity.key.pkcs8DER, to: "key.der")
        try scratch.write(identity.certificate.pem, to: "certificate.pem")
        try await Command.run("openssl", ["pkey", "-inform", "DER", "-in", "key.der", "-out", "key.pem"], in: scratch)
        var stores: [[UInt8]] = []
        for options in [[], ["-legacy"], ["-nomac"], ["-keypbe", "NONE", "-certpbe", "NONE"]] {
            let made = try await Command.run(
                "openssl",
                [
                    "pkcs12", "-export", "-inkey", "key.pem", "-in", "certificate.pem", "-passout", "pass:x", "-iter",
                    "2",
                ]
                    + options + ["-out", "store.p12"], in: scratch)
            if made.status == 0 { stores.append(try scratch.read("store.p12")) }
        }
        return try stores + [scratch.read("key.pem")]
    }

    func examine(_ input: [UInt8]) throws {
        if let opened = try? PKCS12.open(input, passphrase: Self.passphrase) {
            try demand(opened.certificate.publicKey == opened.key.publicKey, "key and certificate belong together")
        }
        if let key = try? PrivateKey(pem: input, passphrase: Self.passphrase) {
            try demand(
                try PrivateKey(pkcs8DER: key.pkcs8DER).publicKey == key.publicKey, "a key read again is the same")
        }
    }
}
