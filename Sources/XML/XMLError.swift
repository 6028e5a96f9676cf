/// Why bytes were not accepted as an XML document, and where.
///
/// Says nothing of what the document holds.
public struct XMLError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// Not well-formed XML 1.0, or not namespace-well-formed.
        case notWellFormed
        /// A document type declaration: refused whatever is in it.
        case doctype
        /// More octets than ``XMLLimits/maximumBytes``.
        case tooLarge
        /// Deeper than ``XMLLimits/maximumDepth``.
        case tooDeep
        /// More in one start tag than ``XMLLimits/maximumAttributes``.
        case tooManyAttributes
        /// More than ``XMLLimits/maximumNamespacesInScope``.
        case tooManyNamespaces
        /// More than ``XMLLimits/maximumElements``.
        case tooManyElements
        /// Longer than ``XMLLimits/maximumNameBytes``.
        case nameTooLong
        /// Longer than ``XMLLimits/maximumTextBytes``.
        case textTooLong
        /// An encoding that is unknown, not accepted, contradicted by a byte order mark or by the octets.
        case encoding
    }

    public let code: Code
    /// Line, counted from 1; 0 where it is not known.
    public let line: Int
    /// Column in octets, counted from 1; 0 where it is not known.
    public let column: Int

    public init(_ code: Code, line: Int = 0, column: Int = 0) {
        self.code = code
        self.line = line
        self.column = column
    }

    public var description: String { "XML refused: \(code.rawValue) at line \(line), column \(column)" }
}
