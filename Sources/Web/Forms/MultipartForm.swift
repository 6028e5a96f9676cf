import Foundation

/// Reads multipart/form-data (RFC 7578) as it arrives: text fields first, then at most one file, which is handed on in
/// pieces and never held whole.
///
/// A file must be the last part; a field after it could not be known before the file was taken. An `_charset_`, a
/// nested multipart, a transfer encoding and `filename*` have no use here and are refused.
struct MultipartForm {
    /// What stands first in a part.
    struct Part: Equatable {
        let name: String
        /// nil for a text field.
        let fileName: String?
    }

    private var source: BodyReader
    private var buffer: [UInt8] = Array("\r\n".utf8)
    private let delimiter: [UInt8]
    /// Where the part that is being read ends, when that is in the buffer.
    private var isInPart = false

    init(_ source: BodyReader, boundary: String) {
        self.source = source
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// The next part; nil after the last. The one before it must have been read to its end.
    mutating func nextPart() async throws -> Part? {
        guard !isInPart, try await fill(to: delimiter.count + 2), buffer.starts(with: delimiter) else {
            throw WebFault.malformed
        }
        let after = buffer[delimiter.count..<delimiter.count + 2]
        buffer.removeFirst(delimiter.count + 2)
        if after.elementsEqual("--".utf8) {
            // Some clients end with a line break; nothing else may follow.
            while try await fill(to: buffer.count + 1) { guard buffer.count <= 2 else { throw WebFault.malformed } }
            guard buffer.isEmpty || buffer == Array("\r\n".utf8) else { throw WebFault.malformed }
            return nil
        }
        guard after.elementsEqual("\r\n".utf8) else { throw WebFault.malformed }
        let part = try Self.part(try await head())
        isInPart = true
        return part
    }

    /// The next octets of the part; nil at its end.
    mutating func nextPiece() async throws -> [UInt8]? {
        guard isInPart else { return nil }
        while true {
            if let end = Self.find(delimiter, in: buffer) {
                let piece = Array(buffer[..<end])
                buffer.removeFirst(end)
                isInPart = false
                return piece.isEmpty ? nil : piece
            }
            // The beginning of a delimiter may stand at the end.
            let safe = buffer.count - (delimiter.count - 1)
            if safe > 0 {
                let piece = Array(buffer[..<safe])
                buffer.removeFirst(safe)
                return piece
            }
            guard try await fill(to: buffer.count + 1) else { throw WebFault.malformed }
        }
    }

    /// The whole of a text field.
    mutating func text() async throws -> String {
        var bytes: [UInt8] = []
        while let piece = try await nextPiece() {
            bytes += piece
            guard bytes.count <= FormLimits.formOctets else { throw WebFault.tooLarge }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw WebFault.malformed }
        return text
    }

    /// Header fields up to and with the empty line.
    private mutating func head() async throws -> [UInt8] {
        let empty = Array("\r\n\r\n".utf8)
        while true {
            if let end = Self.find(empty, in: buffer) {
                guard end <= FormLimits.partHeadOctets else { throw WebFault.malformed }
                let head = Array(buffer[..<end])
                buffer.removeFirst(end + empty.count)
                return head
            }
            guard buffer.count <= FormLimits.partHeadOctets, try await fill(to: buffer.count + 1) else {
                throw WebFault.malformed
            }
        }
    }

    /// Whether so many octets are there; false at the end of the body.
    private mutating func fill(to count: Int) async throws -> Bool {
        while buffer.count < count {
            guard let piece = try await source.next() else { return false }
            buffer += piece
        }
        return true
    }

    private static func part(_ head: [UInt8]) throws -> Part {
        guard let text = String(validating: head, as: UTF8.self) else { throw WebFault.malformed }
        var disposition: Substring?
        for line in text.components(separatedBy: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { throw WebFault.malformed }
            switch line[..<colon].lowercased() {
            case "content-disposition" where disposition == nil:
                disposition = line[line.index(after: colon)...].drop { $0 == " " }
            case "content-type": break
            default: throw WebFault.malformed
            }
        }
        guard let disposition, disposition.lowercased().hasPrefix("form-data;"),
            let name = parameter("name", of: disposition), !disposition.lowercased().contains("filename*")
        else { throw WebFault.malformed }
        return Part(name: name, fileName: parameter("filename", of: disposition))
    }

    /// A quoted parameter; browsers write `"` in it as `%22` (HTML 4.10.21.8).
    private static func parameter(_ name: String, of disposition: Substring) -> String? {
        guard let start = disposition.range(of: "; \(name)=\"", options: .caseInsensitive) else { return nil }
        let rest = disposition[start.upperBound...]
        guard let end = rest.firstIndex(of: "\"") else { return nil }
        return String(rest[..<end]).replacingOccurrences(of: "%22", with: "\"")
    }

    /// Where the pattern begins; looks only at places with its first octet.
    static func find(_ pattern: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= pattern.count, let first = pattern.first else { return nil }
        return bytes.withUnsafeBytes { all -> Int? in
            guard let base = all.baseAddress else { return nil }
            var position = 0
            while position + pattern.count <= all.count {
                let room = all.count - pattern.count + 1 - position
                guard let found = memchr(base + position, Int32(first), room) else { return nil }
                position = UnsafeRawPointer(found) - base
                if memcmp(base + position, pattern, pattern.count) == 0 { return position }
                position += 1
            }
            return nil
        }
    }
}
