/// The header fields of one entity, in their order, each unfolded to one line.
///
/// Names are compared without regard to case. Values are read as UTF-8; bytes that are not UTF-8 become U+FFFD.
public struct MIMEHeaders: Sendable, Equatable {
    /// One field: its name as written, its value without folding and without white space at the ends.
    public struct Field: Sendable, Equatable {
        public let name: String
        public let value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public private(set) var fields: [Field]

    public init(_ fields: [Field] = []) { self.fields = fields }

    /// The value of the first field of that name.
    public subscript(_ name: String) -> String? { fields.first { Self.same($0.name, name) }?.value }

    /// The values of every field of that name, in order.
    public func all(_ name: String) -> [String] { fields.filter { Self.same($0.name, name) }.map(\.value) }

    /// The first field of that name read as value and parameters; nil when there is no such field.
    ///
    /// Throws ``MIMEError/malformedParameters``.
    public func parameterized(_ name: String) throws(MIMEError) -> MIMEParameterized? {
        guard let value = self[name] else { return nil }
        return try MIMEParameterized(value)
    }

    static func same(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count
            && zip(left.utf8, right.utf8).allSatisfy { ASCII.lowercased($0) == ASCII.lowercased($1) }
    }
}

/// Reads the header block of an entity, line by line, up to the empty line.
struct HeaderReader {
    private let bytes: ArraySlice<UInt8>
    private let limits: MIMELimits
    private(set) var quirks: Set<MIMEQuirk> = []

    init(_ bytes: ArraySlice<UInt8>, limits: MIMELimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The headers, and the index of the first byte of the body.
    mutating func read() throws(MIMEError) -> (headers: MIMEHeaders, bodyStart: Int) {
        var fields: [(name: String, value: [UInt8])] = []
        var position = bytes.startIndex
        while let line = try nextLine(at: position) {
            position = line.next
            if line.content.isEmpty { break }
            if ASCII.isBlank(line.content[line.content.startIndex]) {
                guard !fields.isEmpty else { throw .malformedHeader }
                fields[fields.count - 1].value.append(contentsOf: line.content)
            } else {
                guard fields.count < limits.maximumHeaderFields else { throw .tooManyHeaderFields }
                fields.append(try Self.field(line.content))
            }
        }
        let headers = MIMEHeaders(
            fields.map { .init(name: $0.name, value: String(decoding: ASCII.trimmed($0.value[...]), as: UTF8.self)) })
        for name in ["Content-Type", "Content-Transfer-Encoding", "Content-ID", "MIME-Version"]
        where headers.all(name).count > 1 {
            throw .repeatedField
        }
        return (headers, position)
    }

    /// The line at a position without its line end, or nil at the end of the bytes.
    private mutating func nextLine(at start: Int) throws(MIMEError) -> (content: ArraySlice<UInt8>, next: Int)? {
        guard start < bytes.endIndex else { return nil }
        let limit = min(bytes.endIndex, bytes.startIndex + limits.maximumHeaderBytes)
        var index = start
        while index < limit, bytes[index] != ASCII.lineFeed {
            // NUL, a bare CR and other controls would let two readers see two different headers
            guard bytes[index] >= 32 || bytes[index] == ASCII.tab || isReturnBeforeLineFeed(index) else {
                throw .malformedHeader
            }
            index += 1
        }
        guard index < bytes.endIndex else { return (bytes[start..<index], index) }
        guard index < limit else { throw .headerTooLarge }
        guard index > start, bytes[index - 1] == ASCII.carriageReturn else {
            guard limits.tolerating.contains(.bareLineFeed) else { throw .quirk(.bareLineFeed) }
            quirks.insert(.bareLineFeed)
            return (bytes[start..<index], index + 1)
        }
        return (bytes[start..<(index - 1)], index + 1)
    }

    private func isReturnBeforeLineFeed(_ index: Int) -> Bool {
        bytes[index] == ASCII.carriageReturn && index + 1 < bytes.endIndex && bytes[index + 1] == ASCII.lineFeed
    }

    private static func field(_ line: ArraySlice<UInt8>) throws(MIMEError) -> (name: String, value: [UInt8]) {
        guard let colon = line.firstIndex(of: ASCII.colon), colon > line.startIndex,
            line[..<colon].allSatisfy({ (33...126).contains($0) })
        else { throw .malformedHeader }
        return (String(decoding: line[..<colon], as: UTF8.self), [UInt8](line[(colon + 1)...]))
    }
}
