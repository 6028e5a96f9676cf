/// The number under which a communication party is known in the national address register (HER-id, HIS 1153-1).
public struct HERId: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// The number itself: positive, at most nine digits.
    public let value: Int

    /// Takes a number between 1 and 999 999 999; anything else is no HER-id.
    public init?(_ value: Int) {
        guard (1...999_999_999).contains(value) else { return nil }
        self.value = value
    }

    /// Reads decimal digits only, surrounding white space ignored (HITS 1172 r.13, r.31, r.56).
    public init?(_ text: some StringProtocol) {
        var digits = Array(text.utf8)[...]
        while let first = digits.first, Self.isSpace(first) { digits.removeFirst() }
        while let last = digits.last, Self.isSpace(last) { digits.removeLast() }
        guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        self.init(digits.reduce(0) { $0 * 10 + Int($1 - 48) })
    }

    public var description: String { String(value) }

    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = HERId(try container.decode(Int.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "A HER-id is a number from 1 to 999999999.")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
