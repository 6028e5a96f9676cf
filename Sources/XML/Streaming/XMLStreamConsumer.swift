import CLibXML2
import Glibc

/// What takes the events of an ``XMLStreamReader``, one after the other, in document order.
///
/// What it throws stops the reading and comes out of ``XMLStreamReader/feed(_:)-(UnsafeRawBufferPointer)``.
public protocol XMLStreamConsumer: AnyObject {
    /// A start tag; an empty element gives a start and an end.
    func start(_ element: XMLStreamElement) throws
    /// A piece of text in UTF-8, never empty: one run may come in any number of pieces, cut anywhere.
    func text(_ octets: UnsafeBufferPointer<UInt8>) throws
    /// The end of the element that was started last and not ended yet.
    func end() throws
}

/// One start tag, as views of the parser's own memory: valid during the call that hands it over, not after.
///
/// Names and namespace names stay where they are for as long as the reader lives, equal ones in one place; values do not.
public struct XMLStreamElement {
    /// UTF-8 octets of the name without its prefix.
    public let name: UnsafeBufferPointer<UInt8>
    /// UTF-8 octets of the namespace name; nil in no namespace.
    public let namespace: UnsafeBufferPointer<UInt8>?
    /// Where the tag stands, counted from 1.
    public let line: Int
    /// Namespace declarations are no attributes.
    public let attributeCount: Int
    private let attributes: UnsafePointer<XMLChars?>?

    init(
        name: XMLChars, namespace: XMLChars?, line: Int, attributeCount: Int, attributes: UnsafePointer<XMLChars?>?
    ) {
        self.name = Self.view(name)
        self.namespace = namespace.map(Self.view)
        self.line = line
        self.attributeCount = attributes == nil ? 0 : attributeCount
        self.attributes = attributes
    }

    /// Name without prefix of an attribute, counted from 0.
    public func attributeName(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        field(index, 0).map(Self.view) ?? UnsafeBufferPointer(start: nil, count: 0)
    }

    /// Namespace name of an attribute; nil for one without prefix.
    public func attributeNamespace(_ index: Int) -> UnsafeBufferPointer<UInt8>? { field(index, 2).map(Self.view) }

    /// Normalised value of an attribute.
    public func attributeValue(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        guard let start = field(index, 3), let end = field(index, 4) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: start, count: end - start)
    }

    /// libxml2 gives five pointers for each: local name, prefix, namespace name, start and end of the value.
    private func field(_ index: Int, _ part: Int) -> XMLChars? {
        precondition((0..<attributeCount).contains(index), "no such attribute")
        return attributes?[5 * index + part]
    }

    private static func view(_ characters: XMLChars) -> UnsafeBufferPointer<UInt8> {
        let length = characters.withMemoryRebound(to: CChar.self, capacity: 1) { strlen($0) }
        return UnsafeBufferPointer(start: characters, count: length)
    }
}
