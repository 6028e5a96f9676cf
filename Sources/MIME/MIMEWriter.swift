/// Writes one entity: header fields, then a body; every line ends in CRLF.
///
/// Nothing can be injected: names and values with control characters or outside ASCII are refused, never cleaned.
/// ```swift
/// var writer = MIMEWriter()
/// try writer.field("MIME-Version", "1.0")
/// try writer.field("Content-Type", "multipart/related", parameters: ["boundary": "b-1", "type": "text/xml"])
/// try writer.multipart(boundary: "b-1", parts: [soap, payload])
/// ```
public struct MIMEWriter: Sendable {
    public private(set) var bytes: [UInt8]

    public init(reserving capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Writes a field. Throws ``MIMEError/unwritableField`` for a name that is no token, or a value that is not
    /// printable ASCII or is longer than 990 bytes.
    public mutating func field(_ name: String, _ value: String) throws(MIMEError) {
        guard !name.isEmpty, name.utf8.allSatisfy(ASCII.isToken),
            value.utf8.allSatisfy({ (32...126).contains($0) }), name.utf8.count + value.utf8.count <= 990
        else { throw .unwritableField }
        bytes += name.utf8
        bytes += [ASCII.colon, ASCII.space]
        bytes += value.utf8
        bytes += Self.lineEnd
    }

    /// Writes a field with parameters, each on a line of its own; a value that is no token is quoted.
    public mutating func field(
        _ name: String, _ value: String, parameters: KeyValuePairs<String, String>
    ) throws(MIMEError) {
        try field(name, value)
        for (name, value) in parameters {
            guard !name.isEmpty, name.utf8.allSatisfy(ASCII.isToken),
                value.utf8.allSatisfy({ (32...126).contains($0) }), name.utf8.count + value.utf8.count <= 900
            else { throw .unwritableField }
            bytes.removeLast(2)
            bytes += Array(";\r\n ".utf8)
            bytes += name.utf8
            bytes.append(ASCII.equals)
            bytes += Self.tokenOrQuoted(value)
            bytes += Self.lineEnd
        }
    }

    /// Writes the transfer encoding as a field, the empty line, and the content in that encoding.
    ///
    /// Throws ``MIMEError/contentNeedsEncoding`` when 7bit or 8bit cannot carry it, and
    /// ``MIMEError/unsupportedTransferEncoding`` for quoted-printable, which is only read.
    public mutating func body(_ content: [UInt8], encoding: TransferEncoding) throws(MIMEError) {
        guard encoding != .quotedPrintable else { throw .unsupportedTransferEncoding }
        if encoding == .sevenBit || encoding == .eightBit {
            guard LineRules.allow(content, eightBit: encoding == .eightBit) else { throw .contentNeedsEncoding }
        }
        try field("Content-Transfer-Encoding", encoding.rawValue)
        bytes += Self.lineEnd
        bytes += encoding == .base64 ? Base64Transfer.encode(content) : content
    }

    /// Writes the empty line and the parts between delimiters; the Content-Type with the same boundary is the caller's.
    ///
    /// Throws ``MIMEError/unusableBoundary``, ``MIMEError/boundaryInContent``, and what the parts throw.
    public mutating func multipart(boundary: String, parts: [MIMEPart]) throws(MIMEError) {
        guard Boundary.isUsable(boundary) else { throw .unusableBoundary }
        let dashBoundary = [ASCII.hyphen, ASCII.hyphen] + Array(boundary.utf8)
        for part in parts {
            // base64 has no hyphen, everything else might
            guard
                part.encoding == .base64
                    || part.content[...].firstIndexOfLine(startingWith: dashBoundary, from: 0) == nil
            else { throw .boundaryInContent }
            bytes += Self.lineEnd
            bytes += dashBoundary
            bytes += Self.lineEnd
            for field in part.fields { try self.field(field.name, field.value) }
            try body(part.content, encoding: part.encoding)
            if part.encoding == .base64, !part.content.isEmpty { bytes.removeLast(2) }
        }
        bytes += Self.lineEnd
        bytes += dashBoundary
        bytes += [ASCII.hyphen, ASCII.hyphen] + Self.lineEnd
    }

    private static let lineEnd: [UInt8] = [ASCII.carriageReturn, ASCII.lineFeed]

    private static func tokenOrQuoted(_ value: String) -> [UInt8] {
        guard value.isEmpty || !value.utf8.allSatisfy(ASCII.isToken) else { return Array(value.utf8) }
        var quoted = [ASCII.quote]
        for byte in value.utf8 {
            if byte == ASCII.quote || byte == ASCII.backslash { quoted.append(ASCII.backslash) }
            quoted.append(byte)
        }
        return quoted + [ASCII.quote]
    }
}

/// One part to be written into a multipart: its fields but the transfer encoding, and its content.
public struct MIMEPart: Sendable {
    public let fields: [MIMEHeaders.Field]
    public let content: [UInt8]
    public let encoding: TransferEncoding

    public init(fields: [MIMEHeaders.Field], content: [UInt8], encoding: TransferEncoding) {
        self.fields = fields
        self.content = content
        self.encoding = encoding
    }
}

/// What a line of 7bit or 8bit content may be (RFC 2045 2.7, 2.8).
enum LineRules {
    /// Whether every line ends in CRLF, holds at most 998 bytes and no NUL, and is ASCII unless eight bits are allowed.
    static func allow(_ content: [UInt8], eightBit: Bool) -> Bool {
        content.withUnsafeBufferPointer { content in
            var lineLength = 0
            var index = 0
            while index < content.count {
                let byte = content[index]
                if byte == ASCII.carriageReturn {
                    guard index + 1 < content.count, content[index + 1] == ASCII.lineFeed else { return false }
                    lineLength = 0
                    index += 2
                    continue
                }
                lineLength += 1
                guard byte != 0, byte != ASCII.lineFeed, eightBit || byte < 128, lineLength <= 998 else {
                    return false
                }
                index += 1
            }
            return true
        }
    }
}
