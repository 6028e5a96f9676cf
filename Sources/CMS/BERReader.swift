/// One element of BER (X.690 8.1), by its place in the bytes; nothing is copied.
struct BERElement {
    /// The identifier octet: class, constructed bit and tag number, which here never exceeds 30.
    let tag: UInt8
    let content: ArraySlice<UInt8>
    /// Identifier, length and content as they stand.
    let encoded: ArraySlice<UInt8>

    var isConstructed: Bool { tag & 0x20 != 0 }

    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31
    static let integer: UInt8 = 0x02
    static let octetString: UInt8 = 0x04
    static let objectIdentifier: UInt8 = 0x06

    /// The elements inside a constructed one; nil when they do not fill it exactly.
    func children() -> [BERElement]? {
        guard isConstructed else { return nil }
        var reader = BERReader(content)
        var elements: [BERElement] = []
        while !reader.isAtEnd {
            guard elements.count < BERReader.maximumChildren, let element = reader.next() else { return nil }
            elements.append(element)
        }
        return elements
    }

    /// An object identifier with dots.
    var objectIdentifier: String? {
        guard tag == Self.objectIdentifier, let first = content.first, content.last.map({ $0 < 0x80 }) == true,
            content.count <= 32
        else { return nil }
        var arcs: [UInt64] = []
        var value: UInt64 = 0
        for byte in content {
            guard value < 1 << 56 else { return nil }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte < 0x80 {
                arcs.append(value)
                value = 0
            }
        }
        let leading = min(UInt64(first & 0x7F) / 40, 2)
        arcs[0] -= leading * 40
        return ([leading] + arcs).map(String.init).joined(separator: ".")
    }
}

/// Reads BER elements one after another, of definite and indefinite length, within its bytes and to a fixed depth.
struct BERReader {
    static let maximumChildren = 1024
    private static let maximumDepth = 32

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next element, or nil when the bytes are not one.
    mutating func next() -> BERElement? { next(depth: 0) }

    private mutating func next(depth: Int) -> BERElement? {
        let start = rest
        guard depth < Self.maximumDepth, let tag = rest.popFirst(), tag != 0, tag & 0x1F != 0x1F,
            let first = rest.popFirst(), let content = content(tag, first, depth: depth)
        else { return nil }
        return BERElement(tag: tag, content: content, encoded: start[..<rest.startIndex])
    }

    private mutating func content(_ tag: UInt8, _ first: UInt8, depth: Int) -> ArraySlice<UInt8>? {
        if first == 0x80 { return tag & 0x20 == 0 ? nil : indefinite(depth: depth) }
        guard let length = length(first), length <= rest.count else { return nil }
        defer { rest = rest.dropFirst(length) }
        return rest.prefix(length)
    }

    /// Content up to the end-of-contents octets that belong to this element.
    private mutating func indefinite(depth: Int) -> ArraySlice<UInt8>? {
        let start = rest
        while !rest.starts(with: [0, 0]) {
            guard next(depth: depth + 1) != nil else { return nil }
        }
        defer { rest = rest.dropFirst(2) }
        return start[..<rest.startIndex]
    }

    private mutating func length(_ first: UInt8) -> Int? {
        if first < 0x80 { return Int(first) }
        let count = Int(first & 0x7F)
        guard (1...4).contains(count), rest.count >= count else { return nil }
        let length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(count)
        return length
    }
}
