public import XML

/// Why a document could not be read at all. What can be read but is wrong is left to ``StructuralRules``.
public struct HealthDocumentError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// Not well-formed XML, or beyond the limits of size and depth.
        case notXML
        /// Well-formed, but the element given by `path` is missing or empty.
        case incomplete
        /// A value outside its code list at `path`.
        case unknownValue
        /// Another root element than was asked for.
        case otherRoot
    }

    public let code: Code
    public let xml: XMLError?
    /// Element names from the root, never values.
    public let path: String?

    init(_ code: Code, xml: XMLError? = nil, path: String? = nil) {
        self.code = code
        self.xml = xml
        self.path = path
    }

    public var description: String {
        ["document \(code.rawValue)", path, xml?.description].compactMap(\.self).joined(separator: ", ")
    }
}
