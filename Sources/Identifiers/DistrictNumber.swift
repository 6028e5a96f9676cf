/// The two-digit number of a city district (bydel), such as `03`; `00` where a municipality reports as a whole.
public struct DistrictNumber: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// Two ASCII digits.
    public let digits: String

    /// The municipality has no districts, or reports for all of them at once.
    public static let whole = DistrictNumber(digits: "00")

    /// Reads two ASCII digits and nothing else: `3` is not `03`.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        self.init(digits: String(text))
    }

    private init(digits: String) { self.digits = digits }

    public var description: String { digits }

    public static func < (left: Self, right: Self) -> Bool { left.digits < right.digits }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = DistrictNumber(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "A district's number has two digits.")
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(digits)
    }
}
