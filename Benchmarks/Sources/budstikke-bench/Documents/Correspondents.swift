import Certificates
import Cryptography
import EbXML
import Foundation
import HealthMessages
import Identifiers
import TestSupport

/// A hospital that sends and a municipality that receives, with keys of one size.
struct Correspondents {
    /// Octets of the document that figures are about.
    static let usualSize = 10_240

    let signing: SyntheticAuthority.Identity
    let encryption: SyntheticAuthority.Identity
    let document: [UInt8]
    private let from: HERId
    private let to: HERId
    private let type: MessageType
    private let now: Date

    init(bits: Int, now: Date) throws {
        let authority = try SyntheticAuthority(name: "Bench", now: now)
        func issue(
            _ organisation: SyntheticOrganisations.Organisation, _ purpose: CertificatePurpose
        ) throws -> SyntheticAuthority.Identity {
            try authority.issue(
                organisation: organisation.name, number: organisation.number, purpose: purpose,
                notBefore: now - 86_400, notAfter: now + 86_400, bits: bits)
        }
        signing = try issue(SyntheticOrganisations.hospital, .signing)
        encryption = try issue(SyntheticOrganisations.northMunicipality, .encryption)
        guard let organisations = (HERId(810_000), HERId(810_010)) as? (HERId, HERId),
            let units = (HERId(810_001), HERId(810_011)) as? (HERId, HERId),
            let type = try MessageCatalogue.bundled().entry(action: SizedDocument.kind.rawValue)
        else { throw BenchError("the bench's own parties do not hold") }
        (from, to) = units
        self.type = type
        self.now = now
        document = SizedDocument.bytes(
            usualSize: Self.usualSize,
            from: SyntheticParty(
                organisationHER: organisations.0, organisationName: "Fjordheim sykehus HF", unitHER: units.0,
                unitName: "Medisinsk sengepost"),
            to: SyntheticParty(
                organisationHER: organisations.1, organisationName: "Nordbygda kommune", unitHER: units.1,
                unitName: "Pleie og omsorg"), msgID: UUID(), now: now)
    }

    /// An envelope for these sealed parts, ready to be packed.
    func draft(parts: [Attachment], description: String) -> EnvelopeDraft {
        EnvelopeDraft(
            header: MessageHeader(
                from: Party(her: from, role: type.senderRole), to: Party(her: to, role: type.receiverRole),
                cpaID: NoAgreement.cpaID(between: from, and: to),
                conversationID: UUID().uuidString.lowercased(), service: type.service, serviceType: "string",
                action: type.action, messageID: UUID().uuidString.lowercased(), timestamp: now,
                duplicateElimination: true,
                description: SystemDescription(messageServer: .init(name: "Budstikke", version: "bench")).json),
            content: .business(
                manifest: parts.map {
                    ManifestReference(
                        contentID: $0.contentID, schemaLocation: "urn:example:discharge", schemaVersion: "1.6",
                        description: description)
                }, ackRequested: AckRequested(signed: true)),
            attachments: parts)
    }

    func pack(_ draft: EnvelopeDraft) throws -> PackedEnvelope {
        try draft.pack(
            certificate: signing.certificate, boundary: "=_\(draft.header.messageID)", sign: signing.key.sign)
    }
}

/// A discharge report of a wanted size.
enum SizedDocument {
    static let kind = SyntheticDocument.Kind.dischargeReport

    /// A document of about so many octets; a large one holds an attachment of random octets, as a scanned page is.
    static func bytes(
        usualSize size: Int, from: SyntheticParty, to: SyntheticParty, msgID: UUID, now: Date
    ) -> [UInt8] {
        var document = SyntheticDocument(
            kind, from: from, to: to, about: .number(7), msgID: msgID, genDate: now, text: "")
        if size > 65_536 {
            let scan = SecureRandom.bytes((size - 16_384) / 4 * 3)
            document.attachments = [SyntheticAttachment(name: "skannet.pdf", mimeType: "application/pdf", bytes: scan)]
            document.text = sentences(8192)
            return document.write()
        }
        let bare = document.write().count
        document.text = sentences(max(0, size - bare))
        return document.write()
    }

    private static func sentences(_ count: Int) -> String {
        let sentence = "Pasienten er mobilisert og gaar med rullator; videre oppfoelging avtales med hjemmetjenesten. "
        return String(String(repeating: sentence, count: count / sentence.utf8.count + 1).prefix(count))
    }
}
