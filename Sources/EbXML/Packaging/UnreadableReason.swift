/// Why a mail cannot be taken as an ebXML message at all; a SOAP Fault answers it (HITS 1172 5.5.2, 4.2.2.3).
public enum UnreadableReason: Error, Sendable, Equatable, CustomStringConvertible {
    /// The mail or one of its parts is no well-formed MIME.
    case mime
    /// Neither multipart/related nor text/xml (r.66), or no text/xml part within (r.67, r.255).
    case mediaType
    /// The SOAP part is not well-formed, no XML 1.0, has a DOCTYPE, or exceeds the limits (r.16, r.78; 5.6). With line and
    /// column.
    case xml(line: Int, column: Int)
    /// No SOAP:Envelope, SOAP:Header or SOAP:Body (r.2, r.3, r.43, r.86), more than one of them, or another order (r.16).
    case soap
    /// No eb:MessageHeader (r.4).
    case messageHeaderMissing
    /// Not exactly one HER-id in digits in eb:From, or an empty identifier (r.10, r.14, r.25, r.31, r.58, r.60).
    case senderMissing
    /// Not exactly one HER-id in digits in eb:To, or an empty identifier (r.9, r.13, r.55, r.56, r.59, r.61).
    case receiverMissing
    /// No usable eb:MessageId (r.76).
    case messageIDMissing
    /// Mail that a machine sent by itself: an out-of-office reply, a reading receipt, an administrator's notice.
    case automaticMail

    /// English, bland.
    public var description: String {
        switch self {
        case .mime: "The mail is not well-formed MIME."
        case .mediaType: "The mail is neither multipart/related nor text/xml, or has no text/xml part."
        case .xml(let line, let column): "The SOAP part is not acceptable XML (line \(line), column \(column))."
        case .soap: "The XML is not a SOAP envelope with one Header and one Body after it."
        case .messageHeaderMissing: "The SOAP header has no eb:MessageHeader."
        case .senderMissing: "eb:From does not have exactly one HER-id, or has an empty eb:PartyId."
        case .receiverMissing: "eb:To does not have exactly one HER-id, or has an empty eb:PartyId."
        case .messageIDMissing: "The message has no usable eb:MessageId."
        case .automaticMail: "The mail was sent automatically and is no ebXML message."
        }
    }
}
