import CMS
import Certificates
import Cryptography
import EbXML
import Exchange
import Foundation
import HealthMessages
import Identifiers
import TestSupport
import Testing

/// A partner that can be made to write anything under the office's own name.
extension Partner {
    /// What a mail is made of, each part to be replaced.
    struct Writing {
        var header: MessageHeader
        var cms: [UInt8]
        var signing: SyntheticAuthority.Identity
    }

    /// A signed mail that announces a document, and holds it unless `change` puts something else there.
    func mail(
        about document: [UInt8], to receiver: Office, _ change: (inout Writing) throws -> Void = { _ in }
    ) throws -> [UInt8] {
        let read = try HealthDocument.read(document)
        let namespace = try #require(read.documentNamespaces.first)
        let type = try #require(office.context.catalogue.entry(for: read))
        let id = UUID().uuidString.lowercased()
        var writing = Writing(
            header: MessageHeader(
                from: Party(her: office.her, role: type.senderRole),
                to: Party(her: receiver.her, role: type.receiverRole),
                cpaID: NoAgreement.cpaID(between: office.her, and: receiver.her), conversationID: id,
                service: type.service, serviceType: "string", action: type.action, messageID: id,
                timestamp: Country.start, duplicateElimination: true),
            cms: try CMSEnvelope.seal(EnclosedDocument.wrap(document), to: receiver.encryption.certificate),
            signing: office.signing)
        try change(&writing)
        let contentID = "\(id)@edi.example"
        let draft = EnvelopeDraft(
            header: writing.header,
            content: .business(
                manifest: [ManifestReference(contentID: contentID, schemaLocation: namespace, schemaVersion: "1")],
                ackRequested: AckRequested(signed: true)),
            attachments: [EbXML.Attachment(contentID: contentID, bytes: writing.cms)])
        let packed = try draft.pack(
            certificate: writing.signing.certificate, boundary: "=_\(id)", sign: writing.signing.key.sign)
        let head = "From: <\(office.address)>\r\nTo: <\(receiver.address)>\r\nMessage-ID: <\(contentID)>\r\n"
        return Array(head.utf8) + packed.entity
    }

    /// The same with other octets in the attachment, sealed for the receiver: what comes out when it is decrypted.
    func mail(holding plaintext: [UInt8], announcing document: [UInt8], to receiver: Office) throws -> [UInt8] {
        try mail(about: document, to: receiver) {
            $0.cms = try CMSEnvelope.seal(plaintext, to: receiver.encryption.certificate)
        }
    }
}
