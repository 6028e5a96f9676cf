import CMS
import Cryptography
import EbXML
import Exchange
import Foundation
import HealthMessages
import TestSupport
import Testing

/// An office's partner with a message server of another make, which encloses documents as gzip (HITS 1172 5.15.1 does
/// not have it, but partners do it), and sends what it is told to.
struct Partner {
    let office: Office

    /// Puts a document into the receiver's mailbox, signed and sealed under the office's own name.
    ///
    /// - Parameter model: the document whose type and namespace the envelope tells; nil for the document itself.
    func send(
        _ document: [UInt8], as model: [UInt8]? = nil, to receiver: Office, through post: PostOffice,
        timeToLive: Date? = nil
    ) throws {
        let read = try HealthDocument.read(model ?? document)
        let namespace = try #require(read.documentNamespaces.first)
        let type = try #require(office.context.catalogue.entry(for: read))
        let header = MessageHeader(
            from: Party(her: office.her, role: type.senderRole), to: Party(her: receiver.her, role: type.receiverRole),
            cpaID: "\(office.her):\(receiver.her)", conversationID: UUID().uuidString.lowercased(),
            service: type.service, serviceType: "string", action: type.action,
            messageID: UUID().uuidString.lowercased(), timestamp: Country.start, timeToLive: timeToLive,
            duplicateElimination: true)
        try send(document, header, namespace: namespace, to: receiver, through: post)
    }

    /// The same of a receipt that answers `original`.
    func send(receipt: [UInt8], of original: [UInt8], to receiver: Office, through post: PostOffice) throws {
        let type = try #require(office.context.catalogue.entry(for: HealthDocument.read(original)))
        let header = MessageHeader(
            from: Party(her: office.her, role: type.receiverRole), to: Party(her: receiver.her, role: type.senderRole),
            cpaID: "\(office.her):\(receiver.her)", conversationID: UUID().uuidString.lowercased(),
            service: type.service, serviceType: "string", action: "APPREC", messageID: UUID().uuidString.lowercased(),
            timestamp: Country.start, duplicateElimination: true)
        let namespace = try #require(HealthDocument.read(receipt).rootNamespace)
        try send(receipt, header, namespace: namespace, to: receiver, through: post)
    }

    private func send(
        _ document: [UInt8], _ header: MessageHeader, namespace: String, to receiver: Office, through post: PostOffice
    ) throws {
        let contentID = "\(UUID().uuidString)@edi.example"
        let cms = try CMSEnvelope.seal(Gzip.deflate(document), to: receiver.encryption.certificate)
        let draft = EnvelopeDraft(
            header: header,
            content: .business(
                manifest: [ManifestReference(contentID: contentID, schemaLocation: namespace, schemaVersion: "1")],
                ackRequested: AckRequested(signed: true)),
            attachments: [EbXML.Attachment(contentID: contentID, bytes: cms)])
        try send(draft, to: receiver, through: post)
    }

    /// Signs any envelope and puts it into the receiver's mailbox. Returns the mail's Message-ID.
    @discardableResult
    func send(
        _ draft: EnvelopeDraft, to receiver: Office, through post: PostOffice,
        change: (String) -> String = { $0 }
    ) throws -> String {
        let id = "\(UUID().uuidString.lowercased())@edi.example"
        let packed = try draft.pack(
            certificate: office.signing.certificate, boundary: "=_\(UUID().uuidString)", sign: office.signing.key.sign)
        let head = "From: <\(office.address)>\r\nTo: <\(receiver.address)>\r\nMessage-ID: <\(id)>\r\n"
        post.deliver(Array((head + change(String(decoding: packed.entity, as: UTF8.self))).utf8), to: receiver.address)
        return id
    }
}
