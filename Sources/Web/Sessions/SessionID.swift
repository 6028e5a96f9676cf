import Cryptography

/// The secret that a browser shows to be known again: 256 random bits, which only the browser keeps.
public struct SessionID: Hashable, Sendable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits: the cookie's value.
    public let text: String
    static let octets = 32

    init?(drawn bytes: [UInt8]) {
        guard bytes.count == Self.octets else { return nil }
        text = Hexadecimal.encode(bytes)
    }

    /// Reads a cookie's value; nil when it cannot be one.
    public init?(_ text: String) {
        guard text.utf8.count == 2 * Self.octets,
            text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.text = text
    }

    /// What is kept of it: who reads the sessions cannot take one over.
    public var digest: SessionDigest { SessionDigest(hexadecimal: Hexadecimal.encode(SHA256.digest(Array(text.utf8)))) }

    public var description: String { "•••••" }
}

/// The SHA-256 digest of a session's id, under which the session is kept.
public struct SessionDigest: Hashable, Sendable, Codable {
    /// 64 hexadecimal digits.
    public let hexadecimal: String
}
