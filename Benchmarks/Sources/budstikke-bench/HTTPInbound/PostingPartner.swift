import CMS
import Cryptography
import EbXML
import Foundation
import HealthMessages
import Identifiers
import TestSupport

/// A partner that signs its messages before it posts them, and waits for each answer on the connection.
struct PostingPartner {
    private let sender: TownParty
    private let receiver: TownParty
    private let type: MessageType
    private let now: Date

    init(from sender: TownParty, to receiver: TownParty, now: Date) throws {
        guard let type = try MessageCatalogue.bundled().entry(action: SizedDocument.kind.rawValue) else {
            throw BenchError("the catalogue does not know the bench's document")
        }
        self.sender = sender
        self.receiver = receiver
        self.type = type
        self.now = now
    }

    /// A new message as it is stored for posting.
    func request() throws -> [UInt8] {
        let document = SizedDocument.bytes(
            usualSize: Correspondents.usualSize, from: sender.inDocuments, to: receiver.inDocuments, msgID: UUID(),
            now: now)
        let namespaces = try HealthDocument.read(document).documentNamespaces
        guard let namespace = namespaces.first(where: { type.version(namespace: $0) != nil }) else {
            throw BenchError("the bench's document has no namespace")
        }
        let id = UUID().uuidString.lowercased()
        let contentID = "\(UUID().uuidString.lowercased())@\(sender.name).example"
        let draft = EnvelopeDraft(
            header: MessageHeader(
                from: Party(her: sender.her, role: type.senderRole),
                to: Party(her: receiver.her, role: type.receiverRole),
                cpaID: NoAgreement.cpaID(between: sender.her, and: receiver.her), conversationID: id,
                service: type.service, serviceType: "string", action: type.action, messageID: id, timestamp: now,
                duplicateElimination: true,
                description: SystemDescription(messageServer: .init(name: "Budstikke", version: "bench")).json),
            content: .business(
                manifest: [
                    ManifestReference(
                        contentID: contentID, schemaLocation: namespace,
                        schemaVersion: type.version(namespace: namespace)?.version ?? "")
                ], ackRequested: AckRequested(signed: true)),
            attachments: [
                Attachment(
                    contentID: contentID,
                    bytes: try CMSEnvelope.seal(
                        EnclosedDocument.wrap(document), to: receiver.encryption.certificate))
            ])
        let packed = try draft.pack(
            certificate: sender.signing.certificate, boundary: "=_\(id)", sign: sender.signing.key.sign)
        return Self.asking(packed.entity)
    }

    /// eb:SyncReply is for the next actor and outside the signature, so it may be put in afterwards.
    private static func asking(_ entity: [UInt8]) -> [UInt8] {
        let question =
            "<eb:SyncReply eb:version=\"2.0\" SOAP:mustUnderstand=\"1\""
            + " SOAP:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"/>"
        let end = "</SOAP:Header"
        return Array(
            String(decoding: entity, as: UTF8.self).replacing(end, with: question + end, maxReplacements: 1).utf8)
    }
}
