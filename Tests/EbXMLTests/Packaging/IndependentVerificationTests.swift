import Certificates
import EbXML
import Foundation
import MIME
import TestSupport
import Testing
import XMLSignature

@Suite("T-049 an independent program verifies what we sign")
struct IndependentVerificationTests {
    let parties: Correspondence

    init() throws { parties = try Correspondence() }

    @Test("xmlsec1 verifies a packed business message with two parts, as its mail was written")
    func business() async throws {
        let parts = [
            SealedPart(contentID: "payload-1", bytes: Correspondence.sealed),
            SealedPart(contentID: "image-2@hospital.example", bytes: [0, 13, 10, 255]),
        ]
        let packed = try parties.pack(parties.discharge(parts: parts))
        #expect(try await verifies(packed.entity, parts: parts, by: parties.hospital.certificate))
        #expect(try await !verifies(packed.entity, parts: parts, by: parties.stranger.certificate))
        let changed = packed.entity.replacing("Utskrevet pasient", "Utskreven pasient")
        #expect(try await !verifies(changed, parts: parts, by: parties.hospital.certificate))
        let swapped = [SealedPart(contentID: "payload-1", bytes: [1]), parts[1]]
        #expect(try await !verifies(packed.entity, parts: swapped, by: parties.hospital.certificate))
    }

    @Test("xmlsec1 verifies a packed receipt")
    func receipt() async throws {
        let draft = try #require(
            EnvelopeDraft.confirmation(
                of: parties.received(), messageID: "r@north.example", now: Correspondence.now))
        let packed = try parties.packFromMunicipality(draft)
        #expect(try await verifies(packed.entity, parts: [], by: parties.municipality.certificate))
    }

    /// Takes the SOAP part out of the entity and lets xmlsec1 judge it with the given certificate's key.
    private func verifies(
        _ entity: [UInt8], parts: [SealedPart], by certificate: Certificate
    ) async throws -> Bool {
        let folder = FileManager.default.temporaryDirectory.appending(path: "envelope-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let mail = try MIMEEntity.parse(entity)
        let soap = try (mail.contentType?.value == "text/xml" ? mail : mail.parts()[0]).decodedBody()
        try Data(soap).write(to: folder.appending(path: "soap.xml"))
        try Data(certificate.pem).write(to: folder.appending(path: "signer.pem"))
        var arguments = ["--verify", "--pubkey-cert-pem", folder.appending(path: "signer.pem").path]
        for (index, part) in parts.enumerated() {
            let file = folder.appending(path: "part-\(index)")
            try Data(part.bytes).write(to: file)
            arguments += ["--url-map:cid:\(part.contentID)", file.path]
        }
        let verdict = try await Command.run("xmlsec1", arguments + [folder.appending(path: "soap.xml").path])
        return verdict.status == 0
    }
}
