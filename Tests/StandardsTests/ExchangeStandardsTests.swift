import CMS
import Certificates
import Cryptography
import EbXML
import Foundation
import HealthMessages
import Identifiers
import TestSupport
import Testing
import XMLSignature

/// The national sample documents on their way through sealing, packing, reading and opening.
@Suite("The national samples through the envelope")
struct ExchangeStandardsTests {
    @Test("M-007 every sample document of the portfolio comes out byte for byte as it went in")
    func unchanged() throws {
        let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded())
        let authority = try SyntheticAuthority(name: "Prøve", now: now)
        let sender = try authority.issue(SyntheticOrganisations.hospital, purpose: .signing, now: now)
        let receiver = try authority.issue(SyntheticOrganisations.northMunicipality, purpose: .encryption, now: now)
        let samples = try Self.samples()
        #expect(samples.count > 200)
        for sample in samples {
            let cms = try CMSEnvelope.seal(EnclosedDocument.wrap(sample), to: receiver.certificate)
            let packed = try draft(cms, now: now).pack(
                certificate: sender.certificate, boundary: "=_x", sign: sender.key.sign)
            guard case .envelope(let parsed) = InboundMail.classify(packed.entity) else {
                Issue.record("not read as an envelope")
                continue
            }
            let envelope = try parsed.authenticate(with: sender.certificate, policy: SignaturePolicy()).get()
            let part = try #require(envelope.attachments.first)
            let plaintext = try CMSEnvelope.open(
                part.bytes, key: receiver.key, certificate: receiver.certificate)
            let opened = try EnclosedDocument.unwrap(plaintext, limit: 60_000_000) { try Gzip.inflate($0, limit: $1) }
            #expect(opened.document == sample)
        }
    }

    private func draft(_ cms: [UInt8], now: Date) -> EnvelopeDraft {
        EnvelopeDraft(
            header: MessageHeader(
                from: Party(her: HERId(1001), role: "LOG_INNLAGTsender"),
                to: Party(her: HERId(2001), role: "LOG_INNLAGTreceiver"), cpaID: "1001_2001",
                conversationID: UUID().uuidString.lowercased(), service: "S-LOG_INNLAGT", serviceType: "string",
                action: "LOG_INNLAGT", messageID: UUID().uuidString.lowercased(), timestamp: now,
                duplicateElimination: true),
            content: .business(
                manifest: [ManifestReference(contentID: "a@b.example", schemaLocation: "urn:x", schemaVersion: "1")],
                ackRequested: AckRequested(signed: true)),
            attachments: [EbXML.Attachment(contentID: "a@b.example", bytes: cms)])
    }

    /// Documents of all types, in UTF-8 and ISO-8859-1, that are well-formed.
    private static func samples() throws -> [[UInt8]] {
        let shared = try #require(ProcessInfo.processInfo.environment["BUDSTIKKE_SHARED"])
        let folder = "\(shared)/standards/samples"
        let names = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        return names.sorted().filter { $0.hasPrefix("sarepta") && $0.hasSuffix(".xml") }.compactMap { name in
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return nil }
            return (try? HealthDocument.read([UInt8](data))) == nil ? nil : [UInt8](data)
        }
    }
}
