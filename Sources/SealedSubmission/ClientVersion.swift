/// A version of the sealing program: three numbers, such as `1.4.0`, compared number by number (I-014).
public struct ClientVersion: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    private let numbers: [UInt16]

    /// Reads `1.4.0`; nil for anything but three numbers below 65536 without leading zeros.
    public init?(_ text: some StringProtocol) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt16($0) }
        let known = numbers.compactMap(\.self)
        guard numbers.count == 3, known.count == 3, known.map(String.init).joined(separator: ".") == text else {
            return nil
        }
        self.numbers = known
    }

    public var description: String { numbers.map(String.init).joined(separator: ".") }

    public static func < (left: Self, right: Self) -> Bool { left.numbers.lexicographicallyPrecedes(right.numbers) }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let version = ClientVersion(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "A version is three numbers.")
        }
        self = version
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The program that sealed a submission.
public struct SealingClient: Hashable, Sendable, Codable {
    /// 1 to 64 letters, digits, hyphens and dots.
    public let name: String
    public let version: ClientVersion

    public init(name: String, version: ClientVersion) {
        self.name = name
        self.version = version
    }

    var isPlausible: Bool { Token.isOne(name) }
}

/// Short names in documents that people do not write, and codes that another program answers with: nothing that could
/// mean something in a path, a header, a log, a terminal or a page.
public enum Token {
    /// 1 to 64 letters, digits, hyphens, dots and underscores, of ASCII.
    public static func isOne(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0 == 45 || $0 == 46 || $0 == 95 || isLetterOrDigit($0) }
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
