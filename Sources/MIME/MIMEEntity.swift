/// One entity of a mail: header fields and a body that is still as it was sent (RFC 2045 2.4).
///
/// The body shares the bytes it was read from; nothing is copied until it is decoded.
public struct MIMEEntity: Sendable {
    public let headers: MIMEHeaders
    /// The body exactly as transferred: in a part, without the line end before the next delimiter.
    public let body: ArraySlice<UInt8>
    /// The departures from the standard met while reading this entity's header.
    public let quirks: Set<MIMEQuirk>
    /// 0 for a mail, 1 for its parts.
    public let depth: Int

    /// Reads the header block and finds the body; a multipart is taken apart only by ``parts(limits:)``.
    ///
    /// Throws a ``MIMEError`` as soon as a limit is passed.
    public static func parse(_ bytes: [UInt8], limits: MIMELimits = .mail) throws(MIMEError) -> MIMEEntity {
        try parse(bytes[...], limits: limits)
    }

    /// Reads an entity that is a piece of other bytes, which are shared and not copied.
    ///
    /// Throws a ``MIMEError`` as soon as a limit is passed.
    public static func parse(_ bytes: ArraySlice<UInt8>, limits: MIMELimits = .mail) throws(MIMEError) -> MIMEEntity {
        guard bytes.count <= limits.maximumBytes else { throw .tooLarge }
        return try MIMEEntity(bytes, depth: 0, limits: limits)
    }

    /// The parts of a multipart in their order; preamble and epilogue are passed over.
    public func parts(limits: MIMELimits = .mail) throws(MIMEError) -> [MIMEEntity] {
        try multipart(limits: limits).parts
    }

    /// The parts of a multipart, with the departures from the standard met between them.
    ///
    /// Throws ``MIMEError/notMultipart``, ``MIMEError/unusableBoundary``, ``MIMEError/missingDelimiter``,
    /// ``MIMEError/tooDeep``, ``MIMEError/tooManyParts``, and what the header of a part throws.
    public func multipart(limits: MIMELimits = .mail) throws(MIMEError) -> MIMEMultipart {
        guard depth < limits.maximumDepth else { throw .tooDeep }
        guard let type = try contentType, type.value.hasPrefix("multipart/") else { throw .notMultipart }
        // RFC 2045 6.4: a multipart itself is never encoded
        guard try transferEncoding.isIdentity else { throw .unsupportedTransferEncoding }
        var reader = try MultipartReader(body, boundary: type["boundary"] ?? "", limits: limits)
        var parts: [MIMEEntity] = []
        for bytes in try reader.read() {
            parts.append(try MIMEEntity(bytes, depth: depth + 1, limits: limits))
        }
        return MIMEMultipart(type: type, parts: parts, quirks: reader.quirks)
    }

    /// The body after its transfer encoding is undone: 7bit, 8bit and binary as they are, base64, quoted-printable.
    ///
    /// Throws ``MIMEError/unsupportedTransferEncoding`` or ``MIMEError/malformedTransferEncoding``.
    public func decodedBody() throws(MIMEError) -> [UInt8] {
        switch try transferEncoding {
        case .sevenBit, .eightBit, .binary: return Array(body)
        case .base64: return try Base64Transfer.decode(body)
        case .quotedPrintable: return try QuotedPrintable.decode(body)
        }
    }

    /// The Content-Type, nil where there is none (which means plain ASCII text).
    public var contentType: MIMEParameterized? {
        get throws(MIMEError) { try headers.parameterized("Content-Type") }
    }

    /// The Content-Transfer-Encoding, 7bit where there is none.
    public var transferEncoding: TransferEncoding {
        get throws(MIMEError) {
            guard let field = try headers.parameterized("Content-Transfer-Encoding") else { return .sevenBit }
            guard let encoding = TransferEncoding(rawValue: field.value) else { throw .unsupportedTransferEncoding }
            return encoding
        }
    }

    /// The Content-ID without angle brackets (RFC 2392 compares it so).
    public var contentID: String? {
        guard let value = headers["Content-ID"] else { return nil }
        guard value.hasPrefix("<"), value.hasSuffix(">"), value.utf8.count > 2 else { return value }
        return String(value.dropFirst().dropLast())
    }

    private init(_ bytes: ArraySlice<UInt8>, depth: Int, limits: MIMELimits) throws(MIMEError) {
        var reader = HeaderReader(bytes, limits: limits)
        let (headers, bodyStart) = try reader.read()
        self.headers = headers
        self.depth = depth
        body = bytes[bodyStart...]
        quirks = reader.quirks
    }
}

/// The parts of a multipart and what was unusual between them.
public struct MIMEMultipart: Sendable {
    /// The Content-Type with `boundary`, and in multipart/related `type` and `start` (RFC 2387).
    public let type: MIMEParameterized
    public let parts: [MIMEEntity]
    public let quirks: Set<MIMEQuirk>

    /// The root of a multipart/related: the part that `start` names, else the first (RFC 2387 3.2).
    public var root: MIMEEntity? {
        guard var start = type["start"] else { return parts.first }
        if start.hasPrefix("<"), start.hasSuffix(">") { start = String(start.dropFirst().dropLast()) }
        return parts.first { $0.contentID == start }
    }
}

/// How a body was made fit for transfer (RFC 2045 6).
public enum TransferEncoding: String, Sendable, CaseIterable {
    case sevenBit = "7bit"
    case eightBit = "8bit"
    case binary
    case base64
    case quotedPrintable = "quoted-printable"

    /// Whether the body is the content itself.
    public var isIdentity: Bool { self == .sevenBit || self == .eightBit || self == .binary }
}
