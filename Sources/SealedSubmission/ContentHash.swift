public import Cryptography

/// A SHA-256 digest; in JSON 64 hexadecimal digits in lower case.
public struct ContentHash: Hashable, Sendable, Codable, CustomStringConvertible {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// The digest of these bytes.
    public init(of content: [UInt8]) { bytes = SHA256.digest(content) }

    /// Takes a digest of 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == SHA256.length else { return nil }
        self.bytes = bytes
    }

    public var description: String { Hexadecimal.encode(bytes) }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hash = try Hexadecimal.decode(container.decode(String.self)).flatMap({ ContentHash(bytes: $0) })
        else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "This is no SHA-256 digest.") }
        self = hash
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The name of a public key: SHA-256 of its SubjectPublicKeyInfo.
public struct KeyFingerprint: Hashable, Sendable, Codable, CustomStringConvertible {
    public let hash: ContentHash

    public init(of key: PublicKey) { hash = ContentHash(of: key.spkiDER) }

    /// Sixteen groups of four hexadecimal digits, to be read aloud on the telephone and compared (I-018).
    public var groups: [String] {
        let digits = Array(hash.description)
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }
    }

    /// The groups with spaces between them.
    public var description: String { groups.joined(separator: " ") }

    public init(from decoder: any Decoder) throws { hash = try ContentHash(from: decoder) }

    public func encode(to encoder: any Encoder) throws { try hash.encode(to: encoder) }
}

/// Bytes that stand in JSON as base 64 in one line.
public struct Base64Text: Hashable, Sendable, Codable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = try Base64.decode(container.decode(String.self).utf8) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "This is no base 64.")
        }
        self.bytes = bytes
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Base64.encode(bytes))
    }
}
