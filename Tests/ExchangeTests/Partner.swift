import CMS
import Cryptography
import EbXML
import Exchange
import Foundation
import HealthMessages
import TestSupport
import Testing

/// An office's partner with a message server of another make, which encloses documents as gzip (HITS 1172 5.15.1 does
/// not have it, but partners do it).
struct Partner {
    let office: Office

    /// Puts a document into the receiver's mailbox, signed and sealed under the office's own name.
    func send(_ document: [UInt8], to receiver: Office, through post: PostOffice) throws {
        let read = try HealthDocument.read(document)
        let namespace = try #require(read.documentNamespaces.first)
        let type = try #require(office.context.catalogue.entry(for: read))
        let (contentID, id) = ("\(UUID().uuidString)@edi.example", UUID().uuidString.lowercased())
        let cms = try CMSEnvelope.seal(Gzip.deflate(document), to: receiver.encryption.certificate)
        let draft = EnvelopeDraft(
            header: MessageHeader(
                from: Party(her: office.her, role: type.senderRole),
                to: Party(her: receiver.her, role: type.receiverRole),
                cpaID: "\(office.her):\(receiver.her)", conversationID: id, service: type.service,
                serviceType: "string", action: type.action, messageID: id, timestamp: Country.start,
                duplicateElimination: true),
            content: .business(
                manifest: [
                    ManifestReference(
                        contentID: contentID, schemaLocation: namespace,
                        schemaVersion: "1")
                ],
                ackRequested: AckRequested(signed: true)),
            attachments: [EbXML.Attachment(contentID: contentID, bytes: cms)])
        let packed = try draft.pack(
            certificate: office.signing.certificate, boundary: "=_\(id)", sign: office.signing.key.sign)
        let head = "From: <\(office.address)>\r\nTo: <\(receiver.address)>\r\nMessage-ID: <\(contentID)>\r\n"
        post.deliver(Array(head.utf8) + packed.entity, to: receiver.address)
    }
}
