public import Certificates
import Cryptography
public import MIME
import XML
import XMLSignature

/// An envelope about to be signed and packed: header, content and sealed attachments.
public struct EnvelopeDraft: Sendable {
    public var header: MessageHeader
    public var content: EnvelopeContent
    /// For a business document one part for each manifest reference, in CMS; none for signals.
    public var attachments: [Attachment]

    public init(header: MessageHeader, content: EnvelopeContent, attachments: [Attachment] = []) {
        self.header = header
        self.content = content
        self.attachments = attachments
    }

    /// Writes the envelope, signs it with all its parts, and packs all of it as one MIME entity (HIS 1037 5.4).
    ///
    /// - Parameters:
    ///   - certificate: the organisation's signing certificate, put into ds:KeyInfo.
    ///   - boundary: the MIME boundary; unused for a signal, which is one text/xml part.
    ///   - soapTransfer: how the SOAP part travels: 8bit, or base64 for partners who cannot read that. A line that mail
    ///     cannot carry makes it base64 in any case.
    ///   - sign: makes an RSA-SHA256 signature with that certificate's key.
    /// - Throws: `PackingError`; what `sign` throws.
    public func pack(
        certificate: Certificate, boundary: String, soapTransfer: TransferEncoding = .eightBit,
        sign: ([UInt8]) throws -> [UInt8]
    ) throws -> PackedEnvelope {
        try check()
        let canonical = try EnvelopeWriting(header: header, content: content).write()
        let parts = attachments.map { (contentID: $0.contentID, digest: SHA256.digest($0.bytes)) }
        let signed = try EnvelopeSignature.sign(
            canonical: canonical, insertionMarker: EnvelopeWriting.signaturePlace,
            inScopeNamespaces: EnvelopeWriting.namespaces, parts: parts, certificateDER: certificate.der, sign: sign)
        let lines = MailLines(breaking: Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + signed.bytes)
        let encoding = soapTransfer == .eightBit && lines.fit ? TransferEncoding.eightBit : .base64
        let soap = encoding == .eightBit ? lines.forTransfer : lines.bytes
        let entity = try attachments.isEmpty ? single(soap, encoding) : related(soap, encoding, boundary: boundary)
        return PackedEnvelope(entity: entity, soap: soap, references: signed.references)
    }

    /// What we write obeys the profile without quirks.
    private func check() throws(PackingError) {
        guard header.from.her != nil, header.to.her != nil else { throw .partyWithoutHER }
        guard MessageIDForm(header.messageID) == .uuid || MessageIDForm(header.messageID) == .rfc2822
        else { throw .messageID }
        let texts = [
            header.cpaID, header.conversationID, header.service, header.action, header.serviceType ?? "-",
            header.from.role ?? "-", header.to.role ?? "-", header.refToMessageID ?? "-",
        ]
        guard texts.allSatisfy(Self.isPlain) else { throw .headerText }
        guard case .business(let manifest, let ackRequested) = content else {
            guard attachments.isEmpty else { throw .attachments }
            guard !header.duplicateElimination else { throw .duplicateElimination }
            return try checkAnswer()
        }
        guard ackRequested?.signed == true else { throw .receiptNotRequested }
        guard header.duplicateElimination else { throw .duplicateElimination }
        guard header.service != MessageService.service else { throw .service }
        guard header.from.role != nil, header.to.role != nil else { throw .roleMissing }
        let ids = attachments.map(\.contentID)
        guard !ids.isEmpty, Set(ids).count == ids.count, manifest.map(\.contentID) == ids else { throw .attachments }
        guard ids.allSatisfy({ MessageIDForm($0) != .unusable && !$0.contains("<") && !$0.contains(">") })
        else { throw .contentID }
    }

    /// Whether a value can stand in a header that we write: something, on one line, and not too long.
    static func isPlain(_ text: String) -> Bool {
        !text.trimmed.isEmpty && text.trimmed == text && text.utf8.count <= BlockReading.longestValue
            && !text.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    }

    private func checkAnswer() throws(PackingError) {
        guard header.service == MessageService.service else { throw .service }
        let expected: String
        switch content {
        case .acknowledgment: expected = MessageService.acknowledgment
        case .errorList(let list):
            guard !list.errors.isEmpty, header.refToMessageID != nil else { throw .answerWithoutReference }
            expected = MessageService.messageError
        case .ping: expected = MessageService.ping
        case .pong: expected = MessageService.pong
        case .statusRequest: expected = MessageService.statusRequest
        case .statusResponse: expected = MessageService.statusResponse
        case .business: return
        }
        guard header.action == expected else { throw .service }
    }

    // MARK: MIME

    /// A signal is packed best as plain text/xml (HITS 1172 5.2).
    private func single(_ soap: [UInt8], _ encoding: TransferEncoding) throws -> [UInt8] {
        var writer = MIMEWriter(reserving: soap.count * 3 / 2)
        try Self.writeTop(&writer)
        try writer.field("Content-Type", "text/xml", parameters: ["charset": "UTF-8"])
        try writer.body(soap, encoding: encoding)
        return writer.bytes
    }

    private func related(_ soap: [UInt8], _ encoding: TransferEncoding, boundary: String) throws -> [UInt8] {
        var writer = MIMEWriter(reserving: soap.count * 2 + attachments.reduce(0) { $0 + $1.bytes.count * 3 / 2 })
        let root = "<envelope-\(header.messageID)>"
        try Self.writeTop(&writer)
        try writer.field(
            "Content-Type", "multipart/related",
            parameters: ["type": "text/xml", "start": root, "boundary": boundary])
        let first = MIMEPart(
            fields: [
                .init(name: "Content-Type", value: "text/xml; charset=UTF-8"), .init(name: "Content-ID", value: root),
            ],
            content: soap, encoding: encoding)
        let sealed = attachments.map { attachment in
            MIMEPart(
                fields: [
                    .init(
                        name: "Content-Type", value: "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"
                    ),
                    .init(name: "Content-ID", value: "<\(attachment.contentID)>"),
                ],
                content: attachment.bytes, encoding: .base64)
        }
        try writer.multipart(boundary: boundary, parts: [first] + sealed)
        return writer.bytes
    }

    private static func writeTop(_ writer: inout MIMEWriter) throws {
        try writer.field("MIME-Version", "1.0")
        try writer.field("SOAPAction", "\"ebXML\"")
    }
}
