/// Finds the parts of a multipart body between its delimiter lines (RFC 2046 5.1.1).
struct MultipartReader {
    private let body: ArraySlice<UInt8>
    private let dashBoundary: [UInt8]
    private let limits: MIMELimits
    private(set) var quirks: Set<MIMEQuirk> = []

    init(_ body: ArraySlice<UInt8>, boundary: String, limits: MIMELimits) throws(MIMEError) {
        guard Boundary.isUsable(boundary), boundary.utf8.count <= limits.maximumBoundaryBytes else {
            throw .unusableBoundary
        }
        self.body = body
        self.limits = limits
        dashBoundary = [ASCII.hyphen, ASCII.hyphen] + boundary.utf8
    }

    /// The bytes of each part: header, empty line, body.
    mutating func read() throws(MIMEError) -> [ArraySlice<UInt8>] {
        guard var delimiter = try nextDelimiter(from: body.startIndex) else { throw .missingDelimiter }
        var parts: [ArraySlice<UInt8>] = []
        while !delimiter.closes {
            guard parts.count < limits.maximumParts else { throw .tooManyParts }
            guard let next = try nextDelimiter(from: delimiter.end) else {
                try note(.missingCloseDelimiter)
                parts.append(body[delimiter.end...])
                break
            }
            parts.append(body[delimiter.end..<max(delimiter.end, next.start)])
            delimiter = next
        }
        return parts
    }

    /// One delimiter line: where the content before it ends, where the content after it begins.
    private struct Delimiter {
        let start: Int
        let end: Int
        let closes: Bool
    }

    private mutating func nextDelimiter(from start: Int) throws(MIMEError) -> Delimiter? {
        var lineStart = start
        while let found = body.firstIndexOfLine(startingWith: dashBoundary, from: lineStart) {
            if let delimiter = try delimiter(at: found) { return delimiter }
            lineStart = body.indexAfterLine(from: found)
        }
        return nil
    }

    /// The delimiter at the start of a line, nil when the line only begins like one.
    private mutating func delimiter(at lineStart: Int) throws(MIMEError) -> Delimiter? {
        var index = lineStart + dashBoundary.count
        let closes = body[index...].starts(with: [ASCII.hyphen, ASCII.hyphen])
        if closes { index += 2 }
        while index < body.endIndex, ASCII.isBlank(body[index]) { index += 1 }
        if index < body.endIndex {
            if body[index] == ASCII.carriageReturn { index += 1 } else if body[index] != ASCII.lineFeed { return nil }
            guard index < body.endIndex, body[index] == ASCII.lineFeed else { return nil }
            if body[index - 1] != ASCII.carriageReturn { try note(.bareLineFeed) }
            index += 1
        } else if !closes {
            return nil
        }
        return Delimiter(start: try contentEnd(before: lineStart), end: index, closes: closes)
    }

    /// The line end before a delimiter belongs to the delimiter.
    private mutating func contentEnd(before lineStart: Int) throws(MIMEError) -> Int {
        guard lineStart > body.startIndex else { return lineStart }
        if lineStart - 2 >= body.startIndex, body[lineStart - 2] == ASCII.carriageReturn { return lineStart - 2 }
        try note(.bareLineFeed)
        return lineStart - 1
    }

    private mutating func note(_ quirk: MIMEQuirk) throws(MIMEError) {
        guard limits.tolerating.contains(quirk) else { throw .quirk(quirk) }
        quirks.insert(quirk)
    }
}

/// The rule for boundaries: 1 to 70 characters of a small set, no space at the end.
enum Boundary {
    static func isUsable(_ boundary: String) -> Bool {
        guard (1...70).contains(boundary.utf8.count), boundary.utf8.last != ASCII.space else { return false }
        return boundary.utf8.allSatisfy(isCharacter)
    }

    private static func isCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        case 32, 39, 40, 41, 43, 44, 45, 46, 47, 58, 61, 63, 95: true
        default: false
        }
    }
}

extension ArraySlice<UInt8> {
    /// The first index at or after `start` that begins a line with these bytes; `start` itself begins a line.
    func firstIndexOfLine(startingWith prefix: [UInt8], from start: Int) -> Int? {
        withUnsafeBufferPointer { bytes in
            prefix.withUnsafeBufferPointer { prefix in
                var index = start - startIndex
                let last = bytes.count - prefix.count
                while index <= last {
                    var matched = 0
                    while matched < prefix.count, bytes[index + matched] == prefix[matched] { matched += 1 }
                    if matched == prefix.count { return index + startIndex }
                    while index < last, bytes[index] != ASCII.lineFeed { index += 1 }
                    index += 1
                }
                return nil
            }
        }
    }

    /// The index after the line feed of the line that `start` lies in.
    func indexAfterLine(from start: Int) -> Int {
        self[start...].firstIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? endIndex
    }
}
