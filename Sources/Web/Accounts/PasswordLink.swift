import Cryptography
public import Foundation

/// The secret in a link by which a password is set: 192 random bits, known only to the mail it stands in (T-084).
public struct LinkToken: Hashable, Sendable, CustomStringConvertible {
    static let octets = 24
    /// 48 lower-case hexadecimal digits: short enough for a link that no mail program breaks (I-059).
    public let text: String

    /// - Parameter bytes: 24 unpredictable octets; nil for fewer or more.
    public init?(drawn bytes: [UInt8]) {
        guard bytes.count == Self.octets else { return nil }
        text = Hexadecimal.encode(bytes)
    }

    /// Reads what stands in a link; nil when it cannot be one.
    public init?(_ text: String) {
        guard text.utf8.count == 2 * Self.octets,
            text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.text = text
    }

    /// Under what the link is kept: who reads the accounts cannot use one.
    public var digest: LinkDigest { LinkDigest(hexadecimal: Hexadecimal.encode(SHA256.digest(Array(text.utf8)))) }

    public var description: String { "•••••" }
}

/// The SHA-256 digest of a link's token.
public struct LinkDigest: Hashable, Sendable, Codable {
    public let hexadecimal: String
}

/// A link that was sent, by which a password can be set once within 60 minutes (I-053, T-103).
public struct PasswordLink: Equatable, Sendable, Codable {
    /// Why it was asked for.
    public enum Purpose: String, Sendable, Codable, CaseIterable {
        case newUser, forgotten
    }

    /// Whether it can be used, or why not.
    public enum State: Equatable, Sendable {
        case usable(until: Date)
        case expired(at: Date)
        case used(at: Date)
        /// A newer link was sent; only that one works.
        case replaced(at: Date)
    }

    public let digest: LinkDigest
    public let purpose: Purpose
    public let issued: Date
    private(set) var used: Date?
    private(set) var replaced: Date?

    /// How long it lasts.
    public static let lifetime: TimeInterval = 60 * 60

    init(_ digest: LinkDigest, _ purpose: Purpose, issued: Date) {
        self.digest = digest
        self.purpose = purpose
        self.issued = issued
    }

    /// How it stands; looking changes nothing, so a mail scanner that opens every link does no harm.
    ///
    /// At 60 minutes it can still be used, past them not.
    public func state(_ now: Date) -> State {
        let end = issued.addingTimeInterval(Self.lifetime)
        if let used { return .used(at: used) }
        if let replaced { return .replaced(at: replaced) }
        return now <= end ? .usable(until: end) : .expired(at: end)
    }

    /// Uses it up. False, and nothing changes, when it cannot be used.
    mutating func use(_ now: Date) -> Bool {
        guard case .usable = state(now) else { return false }
        used = now
        return true
    }

    mutating func replace(_ now: Date) {
        if case .usable = state(now) { replaced = now }
    }
}
