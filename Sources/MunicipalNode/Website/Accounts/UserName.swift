/// What an account is called within its tenant, and its person logs in with.
///
/// Lower-case letters a–z, digits, and `.`, `-`, `_`, `+`, `@` between them; 2 to 64 characters; never an identity
/// number. The same name at two tenants is two accounts (M-038).
public struct UserName: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let text: String

    /// Reads what somebody wrote: upper case and white space around it do not count.
    public init?(_ written: some StringProtocol) {
        guard written.utf8.count <= 200 else { return nil }
        let text = written.drop { $0.isWhitespace }.lowercased().reversed().drop { $0.isWhitespace }.reversed()
        let bytes = Array(String(text).utf8)
        func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
        guard (2...64).contains(bytes.count), let first = bytes.first, let last = bytes.last, isLetter(first),
            isLetter(last), bytes.allSatisfy({ isLetter($0) || ".-_+@".utf8.contains($0) }),
            !PatientNumber.mayStand(in: String(text.map { "_+@".contains($0) ? "-" : $0 }))
        else { return nil }
        self.text = String(text)
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let name = UserName(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "This is no user name.")
        }
        self = name
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// As the audit chain names who acts by this account; a link's guest is `web:NAME` (decision 0019).
    public var actor: String { Self.actorPrefix + text }

    /// The account that acts; nil for an actor that is none.
    static func of(actor: String) -> UserName? {
        actor.hasPrefix(actorPrefix) ? UserName(actor.dropFirst(actorPrefix.count)) : nil
    }

    private static let actorPrefix = "user:"
}
