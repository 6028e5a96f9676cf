public import Foundation
public import Web

/// A link by which one person sets the password of their account: once, within 24 hours.
public struct AccountLink: Sendable, Equatable, Codable {
    /// What it was made for.
    public enum Purpose: String, Sendable, Codable {
        case invitation
        case newPassword = "new-password"
        case newFactor = "new-factor"
    }

    /// Whether it can be used, or why not.
    public enum State: Sendable, Equatable {
        case usable(until: Date)
        case used(at: Date)
        case expired(at: Date)
        /// A newer link was made, or the account was disabled.
        case replaced(at: Date)
    }

    public static let lifetime: TimeInterval = 24 * 3600

    public let digest: LinkDigest
    public let purpose: Purpose
    public let issuedAt: Date
    /// Who made it, as the record of what was done names them.
    public let issuedBy: String
    public private(set) var usedAt: Date?
    private(set) var replacedAt: Date?

    init(_ digest: LinkDigest, _ purpose: Purpose, at now: Date, by actor: String) {
        self.digest = digest
        self.purpose = purpose
        issuedAt = now
        issuedBy = actor
    }

    public var expiresAt: Date { issuedAt.addingTimeInterval(Self.lifetime) }

    /// How it stands; looking changes nothing.
    public func state(_ now: Date) -> State {
        if let usedAt { return .used(at: usedAt) }
        if let replacedAt { return .replaced(at: replacedAt) }
        return now < expiresAt ? .usable(until: expiresAt) : .expired(at: expiresAt)
    }

    /// Uses it up. False, and nothing changes, when it cannot be used.
    mutating func use(_ now: Date) -> Bool {
        guard case .usable = state(now) else { return false }
        usedAt = now
        return true
    }

    mutating func replace(_ now: Date) {
        if case .usable = state(now) { replacedAt = now }
    }
}
