import CMS
import Certificates
import Cryptography
import Foundation
import SealedSubmission
import TestSupport
import Testing

@Suite("The form is open: the standards' own programs read and make it")
struct OpenFormTests {
    private let municipality: Municipality
    private let scratch: ScratchDirectory

    init() throws {
        municipality = try Municipality()
        scratch = try ScratchDirectory()
    }

    @Test("a part is opened by openssl, gunzip and leaving out the header")
    func openPart() async throws {
        let payload = Array("<IPLOS>æøå</IPLOS>".utf8)
        let part = try municipality.parts(.content, [payload])[0]
        let register = municipality.register.encryption
        try scratch.write(part.bytes, to: part.fileName)
        try scratch.write(register.certificate.pem, to: "register.pem")
        try await writeKey(register.key)
        let opened = try await Command.run(
            "sh",
            [
                "-c",
                """
                openssl cms -decrypt -binary -inform DER -in content-0001.p7m -recip register.pem -inkey key.pem |
                    gunzip | tail -c +26
                """,
            ], in: scratch)
        #expect(opened.output == payload)
    }

    @Test("a manifest spelt in another language and signed by openssl is taken, and one spelt otherwise is not")
    func makeManifest() async throws {
        let parts = try municipality.parts(.identity, [[1]]) + municipality.parts(.content, [[2]])
        let manifest = municipality.manifest(parts)
        try scratch.write(manifest.canonicalBytes(), to: "fields.json")
        try scratch.write(municipality.signer.certificate.pem, to: "municipality.pem")
        try await writeKey(municipality.signer.key)
        #expect(try municipality.verify(await sign(separators: "(',', ':')")).manifest == manifest)
        let spaced = try await sign(separators: "(', ', ': ')")
        #expect(throws: SubmissionFault(.unreadableDocument)) { try municipality.verify(spaced) }
    }

    @Test("what we sign is verified by openssl")
    func verifyManifest() async throws {
        let manifest = try municipality.whole().manifest.manifest
        try scratch.write(municipality.sign(manifest), to: "manifest.p7s")
        let verified = try await Command.run(
            "openssl",
            ["cms", "-verify", "-noverify", "-binary", "-inform", "DER", "-in", "manifest.p7s"], in: scratch)
        #expect(verified.status == 0)
        #expect(try verified.output == manifest.canonicalBytes())
    }

    private func sign(separators: String) async throws -> [UInt8] {
        let program = """
            import json
            document = json.load(open("fields.json"))
            text = json.dumps(document, sort_keys=True, separators=\(separators), ensure_ascii=False)
            open("manifest.json", "wb").write(text.encode())
            """
        #expect(try await Command.run("python3", ["-c", program], in: scratch).status == 0)
        let signed = try await Command.run(
            "openssl",
            [
                "cms", "-sign", "-binary", "-nodetach", "-md", "sha256", "-nosmimecap", "-signer", "municipality.pem",
                "-inkey", "key.pem", "-in", "manifest.json", "-outform", "DER", "-out", "manifest.p7s",
            ], in: scratch)
        #expect(signed.status == 0)
        return try scratch.read("manifest.p7s")
    }

    private func writeKey(_ key: PrivateKey) async throws {
        try scratch.write(key.pkcs8DER, to: "key.der")
        try await Command.run("openssl", ["pkey", "-inform", "DER", "-in", "key.der", "-out", "key.pem"], in: scratch)
    }
}
