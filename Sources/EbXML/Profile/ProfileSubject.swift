import CMS
import MIME
import XML

/// A message taken apart once, for every rule to look at. Nothing in it is trusted, and any of it may be missing.
public struct ProfileSubject: Sendable {
    /// How it came.
    public enum Way: String, Sendable, Codable { case mail, http, bareEnvelope }

    public let way: Way
    public let scope: ProfileRule.Scope
    public private(set) var knowledge: ProfileKnowledge
    /// The mail or HTTP entity; nil for a bare envelope and for what cannot be taken apart.
    let top: MIMEEntity?
    let multipart: MIMEMultipart?
    /// False when the entity cannot be taken apart as MIME.
    let isReadable: Bool
    let soapPart: MIMEEntity?
    /// The content type at the top, and that of the SOAP part: nil without an entity, `.some(nil)` when it is missing or
    /// cannot be read.
    let topType: MIMEParameterized??
    let soapType: MIMEParameterized??
    let attachments: [SubjectAttachment]
    /// The eb:PartyIds of each side; nil without eb:From, eb:To.
    let fromParties: [SubjectPartyID]?
    let toParties: [SubjectPartyID]?
    let cpaID: CPAIdentifier?
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
        self.init(
            way: Self.way(of: top), top: top, multipart: multipart,
            isReadable: top != nil && (!isMultipart || multipart != nil), soapPart: soapPart,
            attachments: others.map { SubjectAttachment($0) }, soap: try? soapPart?.decodedBody(), knowledge: knowledge)
    }

    /// An envelope alone, without the package that carried it and its parts.
    public init(envelope: [UInt8], knowledge: ProfileKnowledge = ProfileKnowledge()) {
        self.init(
            way: .bareEnvelope, top: nil, multipart: nil, isReadable: true, soapPart: nil, attachments: [],
            soap: envelope, knowledge: knowledge)
    }

    /// The same message with what its attachment turned out to hold.
    ///
    /// - Parameters:
    ///   - plaintext: the decrypted attachment; its header and the beginning of its body are enough.
    ///   - documentNamespace: of the document inside.
    public func opened(_ plaintext: [UInt8], documentNamespace: String?) -> ProfileSubject {
        var opened = self
        opened.knowledge.plaintexts = [plaintext]
        opened.knowledge.documentNamespace = documentNamespace
        return opened
    }

    /// A package that is taken apart already, and whose signature somebody else verifies.
    init(_ package: SOAPPackage, knowledge: ProfileKnowledge, verification: SubjectVerification) {
        self.init(
            way: Self.way(of: package.entity), top: package.entity, multipart: package.multipart, isReadable: true,
            soapPart: package.soapPart,
            attachments: zip(package.parts, package.attachments).map { SubjectAttachment($0, bytes: $1.bytes) },
            soap: package.soap, document: package.document, knowledge: knowledge, verification: verification)
    }

    private init(
        way: Way, top: MIMEEntity?, multipart: MIMEMultipart?, isReadable: Bool, soapPart: MIMEEntity?,
        attachments: [SubjectAttachment], soap: [UInt8]?, document: XMLDocument? = nil, knowledge: ProfileKnowledge,
        verification: SubjectVerification? = nil
    ) {
        self.way = way
        self.top = top
        self.multipart = multipart
        self.isReadable = isReadable
        self.soapPart = soapPart
        topType = top.map { try? $0.contentType }
        soapType = multipart == nil ? topType : soapPart.map { try? $0.contentType }
        self.attachments = attachments
        self.soap = soap
        self.knowledge = knowledge
        let document = document ?? soap.flatMap { try? XMLDocument.parse($0, limits: .envelope) }
        self.document = document
        let blocks = SubjectBlocks(document, hasAttachments: !attachments.isEmpty)
        self.blocks = blocks
        fromParties = blocks.from.map(SubjectPartyID.all)
        toParties = blocks.to.map(SubjectPartyID.all)
        cpaID = blocks.messageHeader?.value("CPAId").flatMap { $0.isEmpty ? nil : CPAIdentifier($0) }
        scope = blocks.scope
        let registered = knowledge.sender.value?.signingCertificate
        let signature = blocks.signatures.first.map { SubjectSignature($0, knowing: registered) }
        self.signature = signature
        description = blocks.description.map { SubjectDescription($0.text) }
        self.verification =
            verification
            ?? SubjectVerification(document, blocks, attachments, key: registered ?? signature?.certificate)
    }

    private static func way(of entity: MIMEEntity?) -> Way {
        let fields = ["From", "To", "Date", "Message-ID", "Subject", "Received"]
        return fields.contains { entity?.headers[$0] != nil } ? .mail : .http
    }

    /// The part that `start` names, else the first (RFC 2387).
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

    init(_ entity: MIMEEntity) { self.init(entity, bytes: try? entity.decodedBody()) }

    init(_ entity: MIMEEntity, bytes: [UInt8]?) {
        self.entity = entity
        self.bytes = bytes
        type = try? entity.contentType
    }

    /// Whether it is a CMS structure of the kind that is encrypted.
    var isSealed: Bool { bytes.map { (try? CMSEnvelope.recipients($0)) != nil } ?? false }
}
