import CMS
import MIME
import XML

/// A message taken apart once, for every rule to look at. Nothing in it is trusted, and any of it may be missing.
public struct ProfileSubject: Sendable {
    /// How it came.
    public enum Way: String, Sendable, Codable { case mail, http, bareEnvelope }

    public let way: Way
    public let scope: ProfileRule.Scope
    public let knowledge: ProfileKnowledge
    /// The mail or HTTP entity; nil for a bare envelope and for what cannot be taken apart.
    let top: MIMEEntity?
    let multipart: MIMEMultipart?
    /// False when the entity cannot be taken apart as MIME.
    let isReadable: Bool
    let soapPart: MIMEEntity?
    let attachments: [SubjectAttachment]
    /// The octets of the SOAP part, transfer encoding undone.
    let soap: [UInt8]?
    let document: XMLDocument?
    let blocks: SubjectBlocks
    let signature: SubjectSignature?
    let description: SubjectDescription?
    let verification: SubjectVerification

    /// Takes a mail or HTTP entity apart. Never fails: what is wrong is for the rules to say.
    public init(entity bytes: [UInt8], knowledge: ProfileKnowledge = ProfileKnowledge()) {
        let top = try? MIMEEntity.parse(bytes)
        let type = try? top?.contentType
        let isMultipart = type?.value.hasPrefix("multipart/") == true
        let multipart = isMultipart ? try? top?.multipart() : nil
        let root = multipart.flatMap(Self.root)
        let soapPart = isMultipart ? root.flatMap { multipart?.parts[$0] } : top
        let others = multipart?.parts.enumerated().filter { $0.offset != root }.map(\.element) ?? []
        let isMail = ["From", "To", "Date", "Message-ID", "Subject", "Received"].contains { top?.headers[$0] != nil }
        self.init(
            way: isMail ? .mail : .http, top: top, multipart: multipart,
            isReadable: top != nil && (!isMultipart || multipart != nil), soapPart: soapPart,
            attachments: others.map(SubjectAttachment.init), soap: try? soapPart?.decodedBody(), knowledge: knowledge)
    }

    /// An envelope alone, without the package that carried it and its parts.
    public init(envelope: [UInt8], knowledge: ProfileKnowledge = ProfileKnowledge()) {
        self.init(
            way: .bareEnvelope, top: nil, multipart: nil, isReadable: true, soapPart: nil, attachments: [],
            soap: envelope, knowledge: knowledge)
    }

    private init(
        way: Way, top: MIMEEntity?, multipart: MIMEMultipart?, isReadable: Bool, soapPart: MIMEEntity?,
        attachments: [SubjectAttachment], soap: [UInt8]?, knowledge: ProfileKnowledge
    ) {
        self.way = way
        self.top = top
        self.multipart = multipart
        self.isReadable = isReadable
        self.soapPart = soapPart
        self.attachments = attachments
        self.soap = soap
        self.knowledge = knowledge
        document = soap.flatMap { try? XMLDocument.parse($0, limits: .envelope) }
        blocks = SubjectBlocks(document, hasAttachments: !attachments.isEmpty)
        scope = blocks.scope
        signature = blocks.signatures.first.map { SubjectSignature($0) }
        description = blocks.description.map { SubjectDescription($0.text) }
        verification = SubjectVerification(
            document, blocks, attachments,
            key: knowledge.sender.value?.signingCertificate ?? signature?.certificate)
    }

    /// The part that `start` names, else the first that says text/xml, else the first (RFC 2387).
    private static func root(of multipart: MIMEMultipart) -> Int? {
        if let start = multipart.type["start"] {
            let wanted = start.hasPrefix("<") && start.hasSuffix(">") ? String(start.dropFirst().dropLast()) : start
            if let named = multipart.parts.firstIndex(where: { $0.contentID == wanted }) { return named }
        }
        return multipart.parts.isEmpty ? nil : 0
    }
}

/// A part beside the SOAP part.
struct SubjectAttachment: Sendable {
    let entity: MIMEEntity
    let type: MIMEParameterized?
    /// nil when the transfer encoding cannot be undone.
    let bytes: [UInt8]?

    init(_ entity: MIMEEntity) {
        self.entity = entity
        type = try? entity.contentType
        bytes = try? entity.decodedBody()
    }

    /// Whether it is a CMS structure of the kind that is encrypted.
    var isSealed: Bool { bytes.map { (try? CMSEnvelope.recipients($0)) != nil } ?? false }
}
