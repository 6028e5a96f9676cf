import Cryptography

/// A cheap look for eb:ConversationId in a mail that nobody has parsed yet.
///
/// A hint for the order of work and nothing else: it may miss, and a stranger may have written it. At most
/// `searchedBytes` are looked at.
public enum ConversationHint {
    /// How far into the mail the search goes: the SOAP part comes first.
    static let searchedBytes = 65_536

    /// The trimmed value, at most 200 bytes of printable ASCII; nil when none is found.
    public static func find(in mail: [UInt8]) -> String? {
        let head = mail.prefix(searchedBytes)
        return value(in: head) ?? encodedParts(of: head).lazy.compactMap { value(in: $0[...]) }.first
    }

    /// The text of the first element whose local name is ConversationId.
    private static func value(in bytes: ArraySlice<UInt8>) -> String? {
        guard let name = first(Array("ConversationId".utf8), in: bytes, from: bytes.startIndex),
            let open = bytes[name...].firstIndex(of: UInt8(ascii: ">")),
            let close = bytes[open...].firstIndex(of: UInt8(ascii: "<"))
        else { return nil }
        // Quoted-printable breaks lines with "=" and a line end.
        let text = String(decoding: bytes[(open + 1)..<close], as: UTF8.self)
            .split(separator: "=\r\n").joined().trimmed
        guard (1...200).contains(text.utf8.count), text.utf8.allSatisfy({ (33...126).contains($0) }) else { return nil }
        return text
    }

    /// The first three bodies in base64: what follows an empty line and looks like it, up to an octet that does not.
    private static func encodedParts(of bytes: ArraySlice<UInt8>) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var position = bytes.startIndex
        let gap = Array("\n\r\n".utf8)
        let bareGap = Array("\n\n".utf8)
        while parts.count < 3 {
            let start =
                first(gap, in: bytes, from: position).map { $0 + 3 }
                ?? first(bareGap, in: bytes, from: position).map { $0 + 2 }
            guard let start, start < bytes.endIndex else { break }
            let end = bytes[start...].firstIndex { !isBase64($0) } ?? bytes.endIndex
            var text = bytes[start..<end].filter { $0 > 32 && $0 != UInt8(ascii: "=") }
            text.removeLast(text.count % 4)
            if text.count > 64, let decoded = Base64.decode(text) { parts.append(decoded) }
            position = max(end, start)
        }
        return parts
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 43, 47, 61, 13, 10: true
        default: false
        }
    }

    private static func first(_ needle: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        guard bytes.endIndex - start >= needle.count else { return nil }
        return (start...(bytes.endIndex - needle.count)).first { index in
            bytes[index] == needle[0] && bytes[index..<(index + needle.count)].elementsEqual(needle)
        }
    }
}
