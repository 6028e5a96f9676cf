/// A header value with parameters, such as `multipart/related; boundary="b"; type="text/xml"` (RFC 2045 5.1).
///
/// Reads tokens, quoted strings, comments in parentheses, and the charsets and continuations of RFC 2231 in UTF-8,
/// US-ASCII and ISO-8859-1.
public struct MIMEParameterized: Sendable, Equatable {
    /// The value before the first semicolon, in lower case, without comments.
    public let value: String
    /// The parameters by their name in lower case; values keep their case.
    public let parameters: [String: String]

    /// Reads a header value. Throws ``MIMEError/malformedParameters``, also when a parameter stands twice.
    public init(_ text: String) throws(MIMEError) {
        var scanner = ParameterScanner(Array(text.utf8))
        value = try scanner.value()
        var pieces: [ParameterPiece] = []
        while let piece = try scanner.parameter() { pieces.append(piece) }
        parameters = try ParameterPiece.joined(pieces)
    }

    public subscript(_ name: String) -> String? { parameters[name.lowercased()] }
}

/// Walks over a parameterized value, skipping white space and comments.
private struct ParameterScanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func value() throws(MIMEError) -> String {
        var found: [UInt8] = []
        try skip()
        while index < bytes.count, bytes[index] != UInt8(ascii: ";") {
            found.append(ASCII.lowercased(bytes[index]))
            index += 1
            try skip()
        }
        guard !found.isEmpty, found.allSatisfy({ ASCII.isToken($0) || $0 == UInt8(ascii: "/") }) else {
            throw .malformedParameters
        }
        return String(decoding: found, as: UTF8.self)
    }

    /// The next parameter, nil at the end; empty ones (`;;`, a semicolon at the end) are passed over.
    mutating func parameter() throws(MIMEError) -> ParameterPiece? {
        try skip()
        while index < bytes.count, bytes[index] == UInt8(ascii: ";") {
            index += 1
            try skip()
        }
        guard index < bytes.count else { return nil }
        let name = token().map(ASCII.lowercased)
        try skip()
        guard !name.isEmpty, index < bytes.count, bytes[index] == ASCII.equals else { throw .malformedParameters }
        index += 1
        try skip()
        let value = index < bytes.count && bytes[index] == ASCII.quote ? try quotedString() : looseToken()
        try skip()
        guard index == bytes.count || bytes[index] == UInt8(ascii: ";") else { throw .malformedParameters }
        return ParameterPiece(name: name, value: value)
    }

    private mutating func token() -> [UInt8] {
        let start = index
        while index < bytes.count, ASCII.isToken(bytes[index]) { index += 1 }
        return Array(bytes[start..<index])
    }

    /// A token, or an unquoted value with characters that should have been quoted, such as `type=text/xml`.
    private mutating func looseToken() -> [UInt8] {
        let start = index
        while index < bytes.count, bytes[index] > 32, bytes[index] != UInt8(ascii: ";"), bytes[index] != ASCII.quote {
            index += 1
        }
        return Array(bytes[start..<index])
    }

    private mutating func quotedString() throws(MIMEError) -> [UInt8] {
        var found: [UInt8] = []
        index += 1
        while index < bytes.count, bytes[index] != ASCII.quote {
            if bytes[index] == ASCII.backslash { index += 1 }
            guard index < bytes.count else { throw .malformedParameters }
            found.append(bytes[index])
            index += 1
        }
        guard index < bytes.count else { throw .malformedParameters }
        index += 1
        return found
    }

    /// Passes white space and comments, nested ones too.
    private mutating func skip() throws(MIMEError) {
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")") where depth > 0: depth -= 1
            case ASCII.backslash where depth > 0: index += 1
            case ASCII.space, ASCII.tab: break
            default: if depth == 0 { return }
            }
            index += 1
        }
        guard depth == 0 else { throw .malformedParameters }
    }
}

/// One `name=value`, where the name may be a piece of a longer one: `title*0*=` (RFC 2231 3 and 4).
private struct ParameterPiece {
    let base: String
    let section: Int?
    let isEncoded: Bool
    let value: [UInt8]

    init(name: [UInt8], value: [UInt8]) {
        let star = UInt8(ascii: "*")
        guard name.contains(star) else {
            (base, section, isEncoded) = (String(decoding: name, as: UTF8.self), nil, false)
            self.value = value
            return
        }
        var pieces = name.split(separator: star, omittingEmptySubsequences: false)
        isEncoded = pieces.count > 1 && pieces.last?.isEmpty == true
        if isEncoded { pieces.removeLast() }
        section = pieces.count == 2 ? Int(String(decoding: pieces[1], as: UTF8.self)) : nil
        let isPlain = pieces.count == 1 || section != nil
        base = String(decoding: isPlain ? pieces[0] : name[...], as: UTF8.self)
        self.value = value
    }

    static func joined(_ pieces: [ParameterPiece]) throws(MIMEError) -> [String: String] {
        var result: [String: String] = [:]
        // Hardly ever is one written in pieces.
        if pieces.allSatisfy({ $0.section == nil && !$0.isEncoded }) {
            for piece in pieces {
                let value = String(decoding: piece.value, as: UTF8.self)
                guard result.updateValue(value, forKey: piece.base) == nil else { throw .malformedParameters }
            }
            return result
        }
        for (name, group) in Dictionary(grouping: pieces, by: \.base) {
            let ordered = group.sorted { ($0.section ?? 0) < ($1.section ?? 0) }
            guard ordered.enumerated().allSatisfy({ $1.section == nil ? ordered.count == 1 : $1.section == $0 }) else {
                throw .malformedParameters
            }
            result[name] = try decoded(ordered)
        }
        return result
    }

    private static func decoded(_ pieces: [ParameterPiece]) throws(MIMEError) -> String {
        var charset = "utf-8"
        var bytes: [UInt8] = []
        for (number, piece) in pieces.enumerated() {
            guard piece.isEncoded else {
                bytes += piece.value
                continue
            }
            var text = piece.value[...]
            if number == 0 {
                let fields = text.split(
                    separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
                guard fields.count == 3 else { throw .malformedParameters }
                charset = String(decoding: fields[0], as: UTF8.self).lowercased()
                text = fields[2]
            }
            bytes += try percentDecoded(text)
        }
        switch charset {
        case "utf-8", "us-ascii", "": return String(decoding: bytes, as: UTF8.self)
        case "iso-8859-1": return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        default: throw .malformedParameters
        }
    }

    private static func percentDecoded(_ text: ArraySlice<UInt8>) throws(MIMEError) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == ASCII.percent {
                guard index + 2 < text.endIndex, let high = ASCII.hexValue(text[index + 1]),
                    let low = ASCII.hexValue(text[index + 2])
                else { throw .malformedParameters }
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        return bytes
    }
}
