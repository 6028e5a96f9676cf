/// The four-digit number of a municipality in Statistics Norway's standard (kommunenummer), such as `4601`.
///
/// Numbers change when municipalities merge or split: which of them a year has is that year's list, not known here.
/// `0000` is no municipality.
public struct MunicipalityNumber: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// Four ASCII digits.
    public let digits: String

    /// Reads four ASCII digits and nothing else: no spaces, no missing leading zero.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 4, text.utf8.allSatisfy({ (48...57).contains($0) }), text != "0000" else { return nil }
        digits = String(text)
    }

    public var description: String { digits }

    public static func < (left: Self, right: Self) -> Bool { left.digits < right.digits }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = MunicipalityNumber(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "A municipality's number has four digits.")
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(digits)
    }
}
