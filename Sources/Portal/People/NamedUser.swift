public import Foundation
public import Web

/// A person at the municipality who logs in under a name of their own and sees what the shared account sees.
///
/// An extension of ours beside the guide's one account for each municipality. The name is the person's own e-mail
/// address, which no mail is ever sent to: mails go to the shared address alone.
public struct NamedUser: Equatable, Sendable, Codable {
    public let key: Int64
    /// What they log in with.
    public let name: SharedAddress
    public let person: String
    /// The shared account.
    public let owner: SharedAddress
    public let since: Date
}

/// What a person was invited to, and how it stands.
struct Invitation: Equatable, Sendable {
    /// How its link stands; looking changes nothing, so that a mail scanner accepts nothing.
    enum State: Equatable, Sendable {
        case open(until: Date)
        case used(at: Date)
        case expired(at: Date)
    }

    /// How long it can be accepted: the clerk at the shared address passes it on.
    static let lifetime: TimeInterval = 7 * 86_400

    let key: Int64
    let name: SharedAddress
    let person: String
    let owner: SharedAddress
    let ends: Date
    let used: Date?

    func state(_ now: Date) -> State {
        if let used { return .used(at: used) }
        return now <= ends ? .open(until: ends) : .expired(at: ends)
    }
}

/// Who reads the portal's pages: the shared account, or a person of it.
struct PortalReader: Equatable, Sendable {
    /// The account whose files they see.
    let account: SharedAddress
    /// nil for the shared account itself.
    let user: NamedUser?

    /// The right to invite and to take away: the shared account's own.
    static let people = "people"
}
