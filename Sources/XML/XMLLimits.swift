/// How much of a document is read before it is refused, whatever it says.
///
/// All limits but `maximumBytes` are enforced while libxml2 reads, before a node of the tree is made for what passes
/// them. A document at a limit is accepted; one step over is refused with the limit's own ``XMLError/Code``.
public struct XMLLimits: Sendable, Equatable {
    /// Octets of the whole document as received, in its own encoding.
    public var maximumBytes: Int
    /// Elements inside each other, the root counted as one. More than 2000 is taken as 2000.
    public var maximumDepth: Int { didSet { maximumDepth = min(maximumDepth, 2000) } }
    /// Elements in the whole document.
    public var maximumElements: Int
    /// Attributes of one start tag, namespace declarations counted with them.
    public var maximumAttributes: Int
    /// Namespace declarations in scope at one place, repeated ones counted each time.
    public var maximumNamespacesInScope: Int
    /// UTF-8 octets of one name, prefix or namespace name.
    public var maximumNameBytes: Int
    /// UTF-8 octets of one run of text, attribute value, comment or processing instruction.
    public var maximumTextBytes: Int

    public init(
        maximumBytes: Int,
        maximumDepth: Int = 200,
        maximumElements: Int,
        maximumAttributes: Int = 128,
        maximumNamespacesInScope: Int = 512,
        maximumNameBytes: Int = 1024,
        maximumTextBytes: Int
    ) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = min(maximumDepth, 2000)
        self.maximumElements = maximumElements
        self.maximumAttributes = maximumAttributes
        self.maximumNamespacesInScope = maximumNamespacesInScope
        self.maximumNameBytes = maximumNameBytes
        self.maximumTextBytes = maximumTextBytes
    }

    /// For message envelopes and other small structures: 1 MiB, 50 000 elements.
    public static let envelope = XMLLimits(
        maximumBytes: 1 << 20,
        maximumElements: 50_000,
        maximumTextBytes: 1 << 20,
    )

    /// For professional documents with attachments inside: 60 MiB, also in one text, and 500 000 elements.
    public static let document = XMLLimits(
        maximumBytes: 60 << 20,
        maximumElements: 500_000,
        maximumTextBytes: 60 << 20,
    )
}
