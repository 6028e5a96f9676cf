/// The nine-digit number of a legal unit in the Central Coordinating Register for Legal Entities (Enhetsregisteret).
///
/// The last digit is a check digit: weights 3 2 7 6 5 4 3 2, modulus 11 (M-013).
public struct OrganisationNumber: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Nine digits, no spaces.
    public let digits: String

    /// Reads nine digits, spaces between them allowed; nil when the check digit is wrong.
    public init?(_ text: some StringProtocol) {
        let values = text.utf8.filter { $0 != 32 }.map { Int($0) - 48 }
        guard values.count == 9, values.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let sum = zip(values, [3, 2, 7, 6, 5, 4, 3, 2]).reduce(0) { $0 + $1.0 * $1.1 }
        guard (11 - sum % 11) % 11 == values[8] else { return nil }
        digits = values.map(String.init).joined()
    }

    public var description: String { digits }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = OrganisationNumber(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "An organisation number has nine digits, the last a check digit.")
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(digits)
    }
}
