import MIME
import XML

/// What anyone on the way can see of a mail: its kind and the ids in its ebXML header. Nothing is decrypted.
struct WireEnvelope: Sendable, Equatable {
    /// Names as they stand in the files that `--keep` leaves.
    enum Kind: String, Sendable, Codable { case payload, ack, error, fault, other }

    var kind: Kind
    var messageID: String?
    var refToMessageID: String?
    var action: String?
    /// Content-IDs of the parts after the SOAP envelope, without angle brackets.
    var contentIDs: [String] = []

    private static let soap = "http://schemas.xmlsoap.org/soap/envelope/"
    private static let ebXML = "http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd"

    /// Reads a whole mail. What is no SOAP envelope is `other`.
    static func read(_ mail: [UInt8]) -> WireEnvelope {
        guard let entity = try? MIMEEntity.parse(mail), let parts = soapFirst(entity), let root = parts.first,
            let bytes = try? root.decodedBody(), let document = try? XMLDocument.parse(bytes, limits: .envelope),
            document.root.is("Envelope", soap), let body = document.root.first("Body", soap)
        else { return WireEnvelope(kind: .other) }
        let header = document.root.first("Header", soap)
        let data = header?.first("MessageHeader", ebXML)
        var envelope = WireEnvelope(kind: kind(header: header, body: body))
        let ids = data?.first("MessageData", ebXML)
        envelope.messageID = ids?.first("MessageId", ebXML)?.text
        envelope.refToMessageID =
            ids?.first("RefToMessageId", ebXML)?.text
            ?? header?.first("Acknowledgment", ebXML)?.first("RefToMessageId", ebXML)?.text
        envelope.action = data?.first("Action", ebXML)?.text
        envelope.contentIDs = parts.dropFirst().compactMap(\.contentID)
        return envelope
    }

    private static func kind(header: XMLElement?, body: XMLElement) -> Kind {
        if body.first("Fault", soap) != nil { return .fault }
        if body.first("Manifest", ebXML) != nil { return .payload }
        if header?.first("ErrorList", ebXML) != nil { return .error }
        if header?.first("Acknowledgment", ebXML) != nil { return .ack }
        return .other
    }

    private static func soapFirst(_ entity: MIMEEntity) -> [MIMEEntity]? {
        guard let type = try? entity.contentType else { return nil }
        guard type.value.hasPrefix("multipart/") else { return [entity] }
        guard let multipart = try? entity.multipart(), let root = multipart.root else { return nil }
        return [root] + multipart.parts.filter { $0.contentID != root.contentID }
    }
}
