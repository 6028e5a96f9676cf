/// Why bytes are no MIME entity that can be read, or why an entity may not be written.
///
/// It never carries bytes of the mail.
public enum MIMEError: Error, Equatable, Sendable, CustomStringConvertible {
    case tooLarge
    case tooManyHeaderFields
    case headerTooLarge
    case tooManyParts
    case tooDeep
    /// A header line without a name, or with a control character.
    case malformedHeader
    /// Content-Type, Content-Transfer-Encoding, Content-ID or MIME-Version stands more than once.
    case repeatedField
    /// A parameterized value such as Content-Type does not follow RFC 2045 5.1.
    case malformedParameters
    case notMultipart
    /// Longer than allowed, empty, or with characters outside RFC 2046 5.1.1.
    case unusableBoundary
    /// No delimiter line, or none that closes where that is demanded.
    case missingDelimiter
    /// A quirk that ``MIMELimits/tolerating`` does not hold.
    case quirk(MIMEQuirk)
    case unsupportedTransferEncoding
    case malformedTransferEncoding
    /// A name or value to be written holds CR, LF, NUL or another control character, or is no ASCII.
    case unwritableField
    /// Content to be written as 7bit or 8bit has a line end other than CRLF, a NUL, or a line over 998 bytes.
    case contentNeedsEncoding
    /// The boundary to be written stands in the content of a part.
    case boundaryInContent

    public var description: String {
        switch self {
        case .tooLarge: "the mail is larger than allowed"
        case .tooManyHeaderFields: "the mail has more header fields than allowed"
        case .headerTooLarge: "the mail header is larger than allowed"
        case .tooManyParts: "the mail has more parts than allowed"
        case .tooDeep: "the parts of the mail are nested deeper than allowed"
        case .malformedHeader: "a header line of the mail cannot be read"
        case .repeatedField: "a header field that may stand once stands more than once"
        case .malformedParameters: "the parameters of a header field cannot be read"
        case .notMultipart: "the entity is not a multipart"
        case .unusableBoundary: "the boundary between the parts cannot be used"
        case .missingDelimiter: "the delimiter between the parts is missing"
        case .quirk(let quirk): "the mail departs from the standard: \(quirk.rawValue)"
        case .unsupportedTransferEncoding: "the transfer encoding is not known"
        case .malformedTransferEncoding: "the content does not follow its transfer encoding"
        case .unwritableField: "a header field may not be written"
        case .contentNeedsEncoding: "the content cannot be sent without a transfer encoding"
        case .boundaryInContent: "the boundary stands in the content"
        }
    }
}
