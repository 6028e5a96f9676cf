/// The name of one submission of a yearly report, from sealing to feedback: a UUID, in lower case.
///
/// It identifies no person and may stand in logs, file names and addresses.
public struct SubmissionID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// 36 characters: hexadecimal digits in lower case, with hyphens after the 8th, 12th, 16th and 20th.
    public let text: String

    /// Reads a UUID in lower case; nil for anything else, so that one submission never has two spellings.
    public init?(_ text: some StringProtocol) {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard groups.map(\.count) == [8, 4, 4, 4, 12], groups.allSatisfy({ Hexadecimal.bytes($0) != nil }) else {
            return nil
        }
        self.text = String(text)
    }

    /// Takes the UUID's sixteen bytes as they are; nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        let digits = String(decoding: Hexadecimal.digits(bytes), as: UTF8.self)
        var groups: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        text = groups.joined(separator: "-")
    }

    /// Makes a new one of sixteen random bytes, marked as a random UUID (RFC 9562 5.4); nil for any other count.
    public init?(random bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var marked = Array(bytes)
        marked[6] = marked[6] & 0x0F | 0x40
        marked[8] = marked[8] & 0x3F | 0x80
        self.init(bytes: marked)
    }

    /// The UUID's sixteen bytes.
    public var bytes: [UInt8] { Hexadecimal.bytes(text.utf8.filter { $0 != UInt8(ascii: "-") }) ?? [] }

    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = SubmissionID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "A submission's id is a UUID in lower case.")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
