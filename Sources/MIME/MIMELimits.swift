/// How much of a stranger's mail is looked at before it is refused; every limit is checked before the work it bounds.
public struct MIMELimits: Sendable, Equatable {
    /// Largest whole entity in bytes, headers and body together.
    public var maximumBytes: Int
    /// Most header fields in one entity.
    public var maximumHeaderFields: Int
    /// Largest header block of one entity in bytes.
    public var maximumHeaderBytes: Int
    /// Most parts in one multipart.
    public var maximumParts: Int
    /// Deepest nesting: the mail itself is depth 0, its parts depth 1.
    public var maximumDepth: Int
    /// Longest boundary in bytes; RFC 2046 5.1.1 allows 70.
    public var maximumBoundaryBytes: Int
    /// Departures from the standard that are read all the same; they are reported in ``MIMEEntity/quirks``.
    public var tolerating: Set<MIMEQuirk>

    public init(
        maximumBytes: Int, maximumHeaderFields: Int, maximumHeaderBytes: Int, maximumParts: Int, maximumDepth: Int,
        maximumBoundaryBytes: Int = 70, tolerating: Set<MIMEQuirk> = Set(MIMEQuirk.allCases)
    ) {
        self.maximumBytes = maximumBytes
        self.maximumHeaderFields = maximumHeaderFields
        self.maximumHeaderBytes = maximumHeaderBytes
        self.maximumParts = maximumParts
        self.maximumDepth = maximumDepth
        self.maximumBoundaryBytes = maximumBoundaryBytes
        self.tolerating = tolerating
    }

    /// For one mail of the exchange: 70 MB, 200 header fields in 64 kB, 64 parts, 4 levels.
    public static let mail = MIMELimits(
        maximumBytes: 70_000_000, maximumHeaderFields: 200, maximumHeaderBytes: 65_536, maximumParts: 64,
        maximumDepth: 4)
}

/// A departure from RFC 2045 or 2046 that is understood beyond doubt and met in real mail.
public enum MIMEQuirk: String, Sendable, CaseIterable {
    /// A header or delimiter line ends in LF without CR.
    case bareLineFeed
    /// The last part runs to the end of the mail; the closing delimiter is not there.
    case missingCloseDelimiter
}
