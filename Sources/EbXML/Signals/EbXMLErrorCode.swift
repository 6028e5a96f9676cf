/// The error codes of ebMS 2.0 4.2.3.4 (HIS 1037 7.2.4).
public enum EbXMLErrorCode: String, Sendable, Equatable, CaseIterable {
    /// Element content or attribute value not recognised.
    case valueNotRecognized = "ValueNotRecognized"
    /// Element or attribute not supported.
    case notSupported = "NotSupported"
    /// Element content or attribute value inconsistent with other elements or attributes.
    case inconsistent = "Inconsistent"
    /// Other error in element content or attribute value.
    case otherXML = "OtherXml"
    /// Message delivery failure.
    case deliveryFailure = "DeliveryFailure"
    /// The message's time to live has expired.
    case timeToLiveExpired = "TimeToLiveExpired"
    /// Message security checks failed.
    case securityFailure = "SecurityFailure"
    /// URI resolve error: a part is missing, or the package is malformed.
    case mimeProblem = "MimeProblem"
    /// Unknown error.
    case unknown = "Unknown"

    /// Reads a partner's code: surrounding white space ignored (HITS 1171's own example has some), and anything outside
    /// the list read as `unknown`.
    public init(reading text: String) {
        self = EbXMLErrorCode(rawValue: text.trimmed) ?? .unknown
    }
}

/// How grave an error is: `Error` refuses the message, `Warning` accepts it (HITS 1171 8.3, 8.4).
public enum EbXMLSeverity: String, Sendable, Equatable {
    case warning = "Warning"
    case error = "Error"
}
