import Certificates
import EbXML
import Foundation
import MIME
import Testing
import XMLSignature

@Suite("T-049 an independent program verifies what we sign")
struct IndependentVerificationTests {
    let parties: Correspondence

    init() throws { parties = try Correspondence() }

    @Test("xmlsec1 verifies a packed business message with two parts, as its mail was written")
    func business() throws {
        let parts = [
            SealedPart(contentID: "payload-1", bytes: Correspondence.sealed),
            SealedPart(contentID: "image-2@hospital.example", bytes: [0, 13, 10, 255]),
        ]
        let packed = try parties.pack(parties.discharge(parts: parts))
        #expect(try verifies(packed.entity, parts: parts, by: parties.hospital.certificate))
        #expect(try !verifies(packed.entity, parts: parts, by: parties.stranger.certificate))
        let changed = packed.entity.replacing("Utskrevet pasient", "Utskreven pasient")
        #expect(try !verifies(changed, parts: parts, by: parties.hospital.certificate))
        let swapped = [SealedPart(contentID: "payload-1", bytes: [1]), parts[1]]
        #expect(try !verifies(packed.entity, parts: swapped, by: parties.hospital.certificate))
    }

    @Test("xmlsec1 verifies a packed receipt")
    func receipt() throws {
        let draft = try #require(
            EnvelopeDraft.confirmation(
                of: parties.received(), messageID: "r@north.example", now: Correspondence.now))
        let packed = try parties.packFromMunicipality(draft)
        #expect(try verifies(packed.entity, parts: [], by: parties.municipality.certificate))
    }

    /// Takes the SOAP part out of the entity and lets xmlsec1 judge it with the given certificate's key.
    private func verifies(
        _ entity: [UInt8], parts: [SealedPart], by certificate: Certificate
    ) throws -> Bool {
        let folder = FileManager.default.temporaryDirectory.appending(path: "envelope-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let mail = try MIMEEntity.parse(entity)
        let soap = try (mail.contentType?.value == "text/xml" ? mail : mail.parts()[0]).decodedBody()
        try Data(soap).write(to: folder.appending(path: "soap.xml"))
        try Data(certificate.pem).write(to: folder.appending(path: "signer.pem"))
        var arguments = ["xmlsec1", "--verify", "--pubkey-cert-pem", folder.appending(path: "signer.pem").path]
        for (index, part) in parts.enumerated() {
            let file = folder.appending(path: "part-\(index)")
            try Data(part.bytes).write(to: file)
            arguments += ["--url-map:cid:\(part.contentID)", file.path]
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments + [folder.appending(path: "soap.xml").path]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
