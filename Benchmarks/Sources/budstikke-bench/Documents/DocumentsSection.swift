import CMS
import Certificates
import EbXML
import Foundation
import HealthMessages
import XMLSignature

/// Documents per second and core: packed and signed on the way out, verified and opened on the way in.
struct DocumentsSection {
    let machine: Machine
    let extent: Extent
    let now: Date

    func run() throws -> SectionReport {
        var report = SectionReport(
            section: .documents,
            title: "Documents of 10 kB per second and core (thread processor time, one core)", figures: [])
        for bits in [2048, 3072] {
            let correspondents = try Correspondents(bits: bits, now: now)
            let yardstick = "rsa\(bits) sign/s"
            let outward = try PinnedThread.rate(seconds: extent.secondsPerOperation) {
                _ = try Self.send(correspondents)
            }
            let mail = Self.mail(try Self.send(correspondents))
            let inward = try PinnedThread.rate(seconds: extent.secondsPerOperation) {
                try Self.receive(mail, correspondents)
            }
            for (name, rate) in [("out", outward), ("in", inward)] {
                report.figures.append(
                    Figure(
                        "\(name), RSA-\(bits)", rate, "documents/s", ratio: rate / machine.sign(bits: bits),
                        of: yardstick, aim: bits == 2048 ? ">= 0.6" : nil))
            }
        }
        report.remarks = [
            "Out: wrap, seal in CMS, write the envelope, digest, sign, pack as MIME. In: take the mail apart, read the",
            "envelope, verify with the profile's transforms, decrypt, unwrap, read the document. One private operation each.",
        ]
        return report
    }

    private static func send(_ correspondents: Correspondents) throws -> PackedEnvelope {
        let sealed = try CMSEnvelope.seal(
            EnclosedDocument.wrap(correspondents.document), to: correspondents.encryption.certificate)
        let part = Attachment(contentID: "\(UUID().uuidString.lowercased())@fjordheim.example", bytes: sealed)
        return try correspondents.pack(correspondents.draft(parts: [part], description: "Utskrivningsrapport"))
    }

    /// The envelope as a mailbox gives it.
    private static func mail(_ packed: PackedEnvelope) -> [UInt8] {
        let fields = [
            "From: <edi@fjordheim.example>", "To: <edi@nordbygda.example>", "Message-ID: <bench@fjordheim.example>",
            "Date: Mon, 16 Nov 2026 12:00:00 +0100", "Subject: UTSKRIVNINGSRAPPORT",
        ]
        return Array((fields.joined(separator: "\r\n") + "\r\n").utf8) + packed.entity
    }

    private static func receive(_ mail: [UInt8], _ correspondents: Correspondents) throws {
        guard case .envelope(let parsed) = InboundMail.classify(mail) else { throw BenchError("a mail was not read") }
        let envelope = try parsed.authenticate(with: correspondents.signing.certificate, policy: SignaturePolicy())
            .get()
        guard let part = envelope.attachments.first else { throw BenchError("a part is missing") }
        let own = correspondents.encryption
        let plaintext = try CMSEnvelope.open(part.bytes, key: own.key, certificate: own.certificate)
        let enclosed = try EnclosedDocument.unwrap(
            plaintext, limit: 60_000_000, inflate: { try Gzip.inflate($0, limit: $1) })
        guard try HealthDocument.read(enclosed.document).msgID != nil else { throw BenchError("no document came out") }
    }
}
