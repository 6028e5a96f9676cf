/// eb:ErrorList: what a message server found wrong with a message (ebMS 2.0 4.2.3; HITS 1171 5.2.4).
///
/// The message it answers is named by MessageData/RefToMessageId in the header (HITS 1172 r.122).
public struct ErrorList: Sendable, Equatable {
    /// One or more errors.
    public var errors: [EbXMLError]

    public init(_ errors: [EbXMLError]) { self.errors = errors }

    /// The gravest severity among the errors.
    public var highestSeverity: EbXMLSeverity { errors.contains { $0.severity == .error } ? .error : .warning }

    /// Whether the message was accepted all the same: a list with only warnings counts as an Acknowledgment (HIS 1037).
    public var accepts: Bool { highestSeverity == .warning }
}

/// eb:Error: one error of an error list.
public struct EbXMLError: Sendable, Equatable {
    public var code: EbXMLErrorCode
    public var severity: EbXMLSeverity
    /// Where: an XPath or a `cid:`.
    public var location: String?
    /// Concrete words in English. Text from a partner is untrusted: at most `descriptionLimit` characters are kept.
    public var description: String?

    /// How much of a partner's description is kept, characters.
    public static let descriptionLimit = 1_000

    public init(
        code: EbXMLErrorCode, severity: EbXMLSeverity = .error, location: String? = nil, description: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.location = location
        self.description = description
    }
}
