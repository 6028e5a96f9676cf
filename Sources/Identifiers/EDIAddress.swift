/// The mail address of an EDI mailbox, as registered in the address register (E_EDI).
///
/// One local part, one `@`, one domain; printable ASCII without spaces, angle brackets or quotes, so that it can never
/// carry a second header or command (T-055). Compared without regard to case.
public struct EDIAddress: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The address in lower case, without `mailto:`.
    public let text: String

    /// Reads an address, with or without a leading `mailto:`; nil when a mail server could misunderstand it.
    public init?(_ address: some StringProtocol) {
        var text = String(address).lowercased()
        if text.hasPrefix("mailto:") { text.removeFirst(7) }
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let forbidden = Set("<>()[]\\,;:\"".utf8)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 254,
            text.utf8.allSatisfy({ (33...126).contains($0) && !forbidden.contains($0) })
        else { return nil }
        self.text = text
    }

    /// The part after the `@`.
    public var domain: Substring { text[text.index(after: text.firstIndex(of: "@") ?? text.startIndex)...] }

    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let address = EDIAddress(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "This is not a mail address.")
        }
        self = address
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
