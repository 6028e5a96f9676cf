import Cryptography
public import Identifiers

/// A cheap look for eb:From and eb:ConversationId in a mail that nobody has parsed yet.
///
/// A hint for the order of work and nothing else: it may miss, and a stranger may have written it. Who parses the mail
/// compares it with what is there. At most `searchedBytes` are looked at.
public struct ConversationHint: Sendable, Equatable {
    /// The HER-id in eb:From; nil when none is found before the conversation.
    public let sender: HERId?
    /// The trimmed value, at most 200 bytes of printable ASCII.
    public let conversation: String

    /// How far into the mail the search goes: the SOAP part comes first.
    static let searchedBytes = 65_536

    /// nil when no conversation is found.
    public static func find(in mail: [UInt8]) -> ConversationHint? {
        let head = mail.prefix(searchedBytes)
        return hint(in: head) ?? encodedParts(of: head).lazy.compactMap { hint(in: $0[...]) }.first
    }

    /// From the first element whose local name is ConversationId, and the first party of type HER before it.
    private static func hint(in bytes: ArraySlice<UInt8>) -> ConversationHint? {
        guard let name = first(Array("ConversationId".utf8), in: bytes, from: bytes.startIndex),
            let conversation = element(at: name, in: bytes)
        else { return nil }
        return ConversationHint(sender: sender(in: bytes[..<name]), conversation: conversation.text)
    }

    /// eb:From comes first in the header; at most four identifiers are looked at.
    private static func sender(in bytes: ArraySlice<UInt8>) -> HERId? {
        var position = bytes.startIndex
        for _ in 0..<4 {
            guard let name = first(Array("PartyId".utf8), in: bytes, from: position),
                let party = element(at: name, in: bytes)
            else { return nil }
            if first(Array("HER".utf8), in: party.tag, from: party.tag.startIndex) != nil {
                return HERId(party.text)
            }
            // Behind the end tag.
            guard let end = bytes[party.end...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
            position = end + 1
        }
        return nil
    }

    /// The rest of the start tag whose name begins at `name`, the text behind it, and where that ends.
    private static func element(
        at name: Int, in bytes: ArraySlice<UInt8>
    ) -> (tag: ArraySlice<UInt8>, text: String, end: Int)? {
        guard let open = bytes[name...].firstIndex(of: UInt8(ascii: ">")),
            let close = bytes[open...].firstIndex(of: UInt8(ascii: "<"))
        else { return nil }
        // Quoted-printable breaks lines with "=" and a line end.
        let text = String(decoding: bytes[(open + 1)..<close], as: UTF8.self)
            .split(separator: "=\r\n").joined().trimmed
        guard (1...200).contains(text.utf8.count), text.utf8.allSatisfy({ (33...126).contains($0) }) else { return nil }
        return (bytes[name..<open], text, close)
    }

    /// The first three bodies in base64: what follows an empty line and looks like it, up to an octet that does not.
    private static func encodedParts(of bytes: ArraySlice<UInt8>) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var position = bytes.startIndex
        while parts.count < 3, let start = afterEmptyLine(in: bytes, from: position), start < bytes.endIndex {
            let end = bytes[start...].firstIndex { !isBase64($0) } ?? bytes.endIndex
            var text = bytes[start..<end].filter { $0 > 32 && $0 != UInt8(ascii: "=") }
            text.removeLast(text.count % 4)
            if text.count > 64, let decoded = Base64.decode(text) { parts.append(decoded) }
            position = max(end, start)
        }
        return parts
    }

    /// The first octet behind the next empty line. What lies before it is looked at once.
    private static func afterEmptyLine(in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        var position = start
        while let lineFeed = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) {
            position = lineFeed + 1
            let next = bytes[position...]
            if next.first == UInt8(ascii: "\n") { return position + 1 }
            if next.starts(with: Array("\r\n".utf8)) { return position + 2 }
        }
        return nil
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
