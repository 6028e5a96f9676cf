import MIME
import XML

/// A part beside the SOAP part: a sealed document (HITS 1172 5.5.2.4).
public struct Attachment: Sendable, Equatable {
    /// Content-ID without angle brackets.
    public let contentID: String
    /// The decoded octets, for an encrypted part the CMS structure in DER: what the signature's digest is over.
    public let bytes: [UInt8]

    public init(contentID: String, bytes: [UInt8]) {
        self.contentID = contentID
        self.bytes = bytes
    }
}

/// A SOAP message with attachments, taken apart (HITS 1172 5.5.2): SOAP part, other parts, nothing interpreted.
struct SOAPPackage: Sendable {
    let entity: MIMEEntity
    /// nil for an envelope without package.
    let multipart: MIMEMultipart?
    let soapPart: MIMEEntity
    /// The octets of the SOAP part, transfer encoding undone.
    let soap: [UInt8]
    let document: XMLDocument
    let parts: [MIMEEntity]
    let attachments: [(contentID: String?, bytes: [UInt8])]
    private(set) var quirks: Set<EnvelopeQuirk> = []

    init(_ entity: MIMEEntity, mime: MIMELimits, xml: XMLLimits) throws(UnreadableReason) {
        var quirks: Set<EnvelopeQuirk> = Self.quirks(ofTop: entity.headers)
        self.entity = entity
        do {
            switch try entity.contentType?.value {
            case "text/xml"?:
                multipart = nil
                soapPart = entity
                soap = try Self.soap(in: entity, &quirks)
                parts = []
                attachments = []
            case "multipart/related"?:
                let multipart = try entity.multipart(limits: mime)
                self.multipart = multipart
                let root = try Self.root(of: multipart, &quirks)
                soapPart = multipart.parts[root]
                soap = try Self.soap(in: soapPart, &quirks)
                parts = multipart.parts.enumerated().filter { $0.offset != root }.map(\.element)
                var others: [(contentID: String?, bytes: [UInt8])] = []
                for part in parts { others.append((part.contentID, try Self.attachment(part, &quirks))) }
                attachments = others
            default: throw UnreadableReason.mediaType
            }
        } catch let reason as UnreadableReason {
            throw reason
        } catch {
            throw .mime
        }
        do {
            document = try XMLDocument.parse(soap, limits: xml)
        } catch {
            throw .xml(line: error.line, column: error.column)
        }
        // libxml2 only warns of XML 1.1, which lets other characters in (HITS 1172 5.6).
        guard document.version == "1.0" else { throw .xml(line: 1, column: 1) }
        // Another encoding was read all the same, and is answered with a warning (r.68; HITS 1171 8.4).
        switch document.declaredEncoding?.uppercased() {
        case "UTF-8"?: break
        case nil: quirks.insert(.xmlDeclarationMissing)
        default: quirks.insert(.encodingNotUTF8)
        }
        self.quirks = quirks
    }

    /// The index of the SOAP part: the one `start` names, else the first (RFC 2387).
    private static func root(of multipart: MIMEMultipart, _ quirks: inout Set<EnvelopeQuirk>) throws -> Int {
        if let type = multipart.type["type"], type.lowercased() != "text/xml" { quirks.insert(.relatedTypeDiffers) }
        guard !multipart.parts.isEmpty else { throw UnreadableReason.mediaType }
        guard let start = multipart.type["start"] else { return 0 }
        let wanted = start.hasPrefix("<") && start.hasSuffix(">") ? String(start.dropFirst().dropLast()) : start
        if let named = multipart.parts.firstIndex(where: { $0.contentID == wanted }) { return named }
        quirks.insert(.startPartMissing)
        return 0
    }

    private static func soap(in part: MIMEEntity, _ quirks: inout Set<EnvelopeQuirk>) throws -> [UInt8] {
        guard let type = try part.contentType, type.value == "text/xml" else { throw UnreadableReason.mediaType }
        if let charset = type["charset"], charset.lowercased() != "utf-8" { quirks.insert(.charsetDiffers) }
        if part.headers["Content-Transfer-Encoding"] == nil { quirks.insert(.transferEncodingMissing) }
        return try part.decodedBody()
    }

    private static func attachment(_ part: MIMEEntity, _ quirks: inout Set<EnvelopeQuirk>) throws -> [UInt8] {
        let type = try part.contentType
        switch type?.value {
        case "application/pkcs7-mime"?:
            if type?["smime-type"]?.lowercased() != "enveloped-data" { quirks.insert(.attachmentMediaTypeDiffers) }
        case "application/x-pkcs7-mime"?, "application/octet-stream"?: quirks.insert(.attachmentMediaTypeDiffers)
        default: quirks.insert(.attachmentNotEncrypted)
        }
        if try part.transferEncoding != .base64 { quirks.insert(.attachmentNotBase64) }
        return try part.decodedBody()
    }

    private static func quirks(ofTop headers: MIMEHeaders) -> Set<EnvelopeQuirk> {
        var quirks: Set<EnvelopeQuirk> = []
        if headers["MIME-Version"]?.trimmed != "1.0" { quirks.insert(.mimeVersionMissing) }
        let action = headers["SOAPAction"]?.trimmed
        if action != "\"ebXML\"", action != "ebXML" { quirks.insert(.soapActionDiffers) }
        return quirks
    }
}
