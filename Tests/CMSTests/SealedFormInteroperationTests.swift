import CMS
import Certificates
import Cryptography
import Foundation
import TestSupport
import Testing

@Suite("T-049 authenticated envelopes and signed content with other programs, both ways")
struct SealedFormInteroperationTests {
    private let scratch: ScratchDirectory
    private let own: SyntheticAuthority.Identity
    private let text: [UInt8]
    private let now = Date(timeIntervalSince1970: 1_790_000_000)

    init() async throws {
        scratch = try ScratchDirectory()
        let authority = try SyntheticAuthority(name: "Prøve", now: now)
        own = try authority.issue(SyntheticOrganisations.hospital, purpose: .encryption, now: now)
        text = SecureRandom.bytes(100_000)
        try scratch.write(text, to: "text")
        try scratch.write(own.certificate.pem, to: "certificate.pem")
        try scratch.write(authority.intermediates[0].pem, to: "issuer.pem")
        try scratch.write(own.key.pkcs8DER, to: "key.der")
        try await Command.run("openssl", ["pkey", "-inform", "DER", "-in", "key.der", "-out", "key.pem"], in: scratch)
    }

    @Test("the openssl command opens what we seal")
    func commandOpens() async throws {
        try scratch.write(try CMSAuthEnvelope.seal(text, to: own.certificate), to: "sealed")
        #expect(try await command("-decrypt", "-in", "sealed", "-recip", "certificate.pem", "-out", "opened") == 0)
        #expect(try scratch.read("opened") == text)
    }

    @Test("we open what the openssl command seals in our form")
    func weOpenTheCommands() async throws {
        #expect(try await seal("-aes-256-gcm", padding: oaep) == 0)
        #expect(try open(scratch.read("sealed")) == text)
    }

    @Test("other ciphers, key transports, recipients and encodings are refused")
    func commandsOtherForms() async throws {
        #expect(try await seal("-aes-128-gcm", padding: oaep) == 0)
        #expect(throws: CMSError.cipherRefused) { try open(scratch.read("sealed")) }
        for padding in [[], Array(oaep.prefix(2)), Array(oaep.prefix(2)) + ["-keyopt", "rsa_oaep_md:sha512"]] {
            #expect(try await seal("-aes-256-gcm", padding: padding) == 0)
            #expect(throws: CMSError.malformed) { try open(scratch.read("sealed")) }
        }
        for option in ["-keyid", "-stream"] {
            #expect(try await seal("-aes-256-gcm", padding: oaep + [option]) == 0)
            #expect(throws: CMSError.malformed) { try open(scratch.read("sealed")) }
        }
        #expect(try await seal("-aes-256-gcm", padding: oaep + ["-recip", "certificate.pem"] + oaep) == 0)
        #expect(throws: CMSError.malformed) { try open(scratch.read("sealed")) }
    }

    @Test("an implementation of the standards in another language opens what we seal, and not what is altered")
    func witnessOpens() async throws {
        var sealed = try CMSAuthEnvelope.seal(text, to: own.certificate)
        try scratch.write(sealed, to: "sealed")
        #expect(try await witness("open") == 0)
        #expect(try scratch.read("opened") == text)
        sealed[sealed.count - 1000] ^= 1
        try scratch.write(sealed, to: "sealed")
        #expect(try await witness("open") == 1)
    }

    @Test("we open what it seals, and not what is altered")
    func weOpenTheWitnesss() async throws {
        #expect(try await witness("seal") == 0)
        var sealed = try scratch.read("sealed")
        #expect(try open(sealed) == text)
        sealed[sealed.count - 1000] ^= 1
        #expect(throws: CMSError.cannotOpen) { try open(sealed) }
    }

    @Test("the openssl command and the other implementation verify what we sign, and not what is altered")
    func othersVerify() async throws {
        var signed = try SignedContent.sign(text, key: own.key, certificate: own.certificate, at: now)
        for (status, content) in [(Int32(0), text), (1, nil)] {
            try scratch.write(signed, to: "signed")
            #expect(try await command("-verify", "-noverify", "-in", "signed", "-out", "verified") == status * 4)
            if let content { #expect(try scratch.read("verified") == content) }
            #expect(try await witness("verify") == status)
            if let content { #expect(try scratch.read("verified") == content) }
            signed[500] ^= 1
        }
    }

    @Test("we verify what they sign in our form")
    func weVerify() async throws {
        #expect(try await sign("-md", "sha256", "-nosmimecap") == 0)
        #expect(try SignedContent(verifying: scratch.read("signed")).content == text)
        #expect(try await witness("sign") == 0)
        let verified = try SignedContent(verifying: scratch.read("signed"))
        #expect(verified.content == text && verified.signer == own.certificate)
    }

    @Test(
        "other digests, paddings, signers, and signatures without attributes, content or certificate are refused",
        arguments: [
            ["-md", "sha512"], ["-md", "sha1"], ["-md", "sha256", "-noattr"], ["-md", "sha256", "-nocerts"],
            ["-md", "sha256", "-keyid"], ["-md", "sha256", "-certfile", "issuer.pem"],
            ["-md", "sha256", "-stream"],
            ["-md", "sha256", "-econtent_type", "1.2.840.113549.1.9.16.1.4"],
        ])
    func otherSignatures(options: [String]) async throws {
        let status = try await Command.run(
            "openssl",
            ["cms", "-sign", "-binary", "-nodetach", "-in", "text", "-outform", "DER", "-out", "signed"]
                + ["-signer", "certificate.pem", "-inkey", "key.pem"] + options, in: scratch
        ).status
        #expect(status == 0)
        #expect(throws: CMSSignatureError.malformed) { try SignedContent(verifying: scratch.read("signed")) }
    }

    @Test("a signature with probabilistic padding and one beside its content are refused")
    func otherShapes() async throws {
        #expect(try await sign("-md", "sha256", "-keyopt", "rsa_padding_mode:pss") == 0)
        #expect(throws: CMSSignatureError.malformed) { try SignedContent(verifying: scratch.read("signed")) }
        let detached = try await Command.run(
            "openssl",
            [
                "cms", "-sign", "-binary", "-in", "text", "-outform", "DER", "-out", "signed", "-md", "sha256",
                "-signer", "certificate.pem", "-inkey", "key.pem",
            ], in: scratch)
        #expect(detached.status == 0)
        #expect(throws: CMSSignatureError.malformed) { try SignedContent(verifying: scratch.read("signed")) }
    }

    private var oaep: [String] {
        [
            "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256", "-keyopt", "rsa_mgf1_md:sha256",
        ]
    }

    private func open(_ sealed: [UInt8]) throws(CMSError) -> [UInt8] {
        try CMSAuthEnvelope.open(sealed, key: own.key, certificate: own.certificate)
    }

    private func seal(_ cipher: String, padding: [String]) async throws -> Int32 {
        try await Command.run(
            "openssl",
            ["cms", "-encrypt", "-binary", cipher, "-in", "text", "-outform", "DER", "-out", "sealed"]
                + ["-recip", "certificate.pem"] + padding, in: scratch
        ).status
    }

    private func sign(_ options: String...) async throws -> Int32 {
        try await Command.run(
            "openssl",
            ["cms", "-sign", "-binary", "-nodetach", "-in", "text", "-outform", "DER", "-out", "signed"]
                + ["-signer", "certificate.pem", "-inkey", "key.pem"] + options, in: scratch
        ).status
    }

    private func command(_ options: String...) async throws -> Int32 {
        let key = options.contains("-decrypt") ? ["-inkey", "key.pem"] : []
        return try await Command.run("openssl", ["cms", "-binary", "-inform", "DER"] + options + key, in: scratch)
            .status
    }

    private func witness(_ action: String) async throws -> Int32 {
        let program = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Witness/authenticated_witness.py").path
        return try await Command.run(PythonEnvironment.interpreter, [program, action, scratch.path]).status
    }
}
