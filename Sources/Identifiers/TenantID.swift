/// The short name of one tenant (virksomhet) on an installation, used in paths, logs and commands.
///
/// Lower-case letters a–z, digits and hyphens, 1 to 40 characters, starting with a letter: it can name a file.
public struct TenantID: Hashable, Sendable, Codable, CustomStringConvertible {
    public let name: String

    public init?(_ name: some StringProtocol) {
        let allowed = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard allowed, (1...40).contains(name.utf8.count), (97...122).contains(name.utf8.first ?? 0) else { return nil }
        self.name = String(name)
    }

    public var description: String { name }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = TenantID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "A tenant's name has lower-case letters, digits and hyphens.")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
