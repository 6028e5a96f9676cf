import Foundation
import SQLiteAccess
import Web

extension PortalStore {
    /// Persons and open invitations that one account may have.
    static let mostPeople = 20

    /// Why nobody is invited.
    enum InvitationRefusal: Error, Equatable, Sendable {
        /// The name belongs to an account already, or is invited.
        case taken
        case full
    }

    /// Who logs in under a name; nil for none, and for one that has been taken away.
    func reader(_ name: SharedAddress) async throws -> PortalReader? {
        try await database.read { connection in
            if let user = try Self.users("name = ?", name.text, in: connection).first {
                return PortalReader(account: user.owner, user: user)
            }
            let hasUnits = try !Self.units("account = ?", name.text, in: connection).isEmpty
            return hasUnits ? PortalReader(account: name, user: nil) : nil
        }
    }

    /// An account's persons, by name.
    func people(of owner: SharedAddress) async throws -> [NamedUser] {
        try await database.read { try Self.users("owner = ?", owner.text, in: $0) }
    }

    /// An account's invitations that have not been accepted, newest first, those that have ended included.
    func invitations(of owner: SharedAddress) async throws -> [Invitation] {
        try await database.read {
            try Self.invitations("owner = ? AND used_at IS NULL", [owner.text], in: $0)
        }
    }

    /// Keeps an invitation under its token's digest. Another of the same name that has not been accepted ends with it.
    /// - Throws: `InvitationRefusal`.
    func invite(
        _ name: SharedAddress, person: String, to owner: SharedAddress, _ digest: LinkDigest, now: Date
    ) async throws {
        try await database.write { connection in
            let isKnown = try connection.first("SELECT 1 FROM accounts WHERE name = ?", [name.text]) { _ in true }
            guard isKnown == nil else { throw InvitationRefusal.taken }
            try connection.run(
                "DELETE FROM invitations WHERE owner = ? AND name = ? AND used_at IS NULL", [owner.text, name.text])
            let users = try Self.users("owner = ?", owner.text, in: connection).count
            let open = try Self.invitations(
                "owner = ? AND used_at IS NULL AND ends_at >= ?", [owner.text, now.microseconds], in: connection)
            guard users + open.count < Self.mostPeople else { throw InvitationRefusal.full }
            try connection.run(
                "INSERT INTO invitations (digest, owner, name, person, invited_at, ends_at) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    digest.hexadecimal, owner.text, name.text, person, now.microseconds,
                    (now + Invitation.lifetime).microseconds,
                ])
            try Self.note(.userInvited, of: owner, at: now, in: connection)
        }
    }

    /// The invitation that a link is for; nil when it is none, or was taken back.
    func invitation(_ digest: LinkDigest) async throws -> Invitation? {
        try await database.read { try Self.invitations("digest = ?", [digest.hexadecimal], in: $0).first }
    }

    /// What became of a try to accept.
    enum Acceptance: Equatable, Sendable {
        case accepted
        /// Somebody has an account of this name by now.
        case taken
        case refused(Invitation.State)
        case unknown
    }

    /// Accepts an open invitation: makes the person's account, with a link by which they set a password. Uses it up.
    /// - Parameter link: the token of that link.
    func accept(_ digest: LinkDigest, link: LinkToken, now: Date) async throws -> Acceptance {
        try await database.write { connection in
            guard let invitation = try Self.invitations("digest = ?", [digest.hexadecimal], in: connection).first else {
                return .unknown
            }
            guard case .open = invitation.state(now) else { return .refused(invitation.state(now)) }
            let places = try Self.units("account = ?", invitation.owner.text, in: connection).map(\.name)
            var account = Account(invitation.name, placeNames: places)
            guard account.askForLink(link, .newUser, now: now) else { return .unknown }
            let name = invitation.name.text
            try connection.run(
                "INSERT INTO accounts (name, state) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [name, [UInt8](try JSONEncoder().encode(account))])
            guard connection.changes == 1 else { return .taken }
            try connection.run(
                "INSERT INTO account_links (digest, account) VALUES (?, ?)", [link.digest.hexadecimal, name])
            try connection.run(
                "INSERT INTO named_users (name, owner, person, since) VALUES (?, ?, ?, ?)",
                [name, invitation.owner.text, invitation.person, now.microseconds])
            try connection.run(
                "UPDATE invitations SET used_at = ? WHERE key = ?", [now.microseconds, invitation.key])
            try Self.note(.userAdded, of: invitation.owner, at: now, in: connection)
            return .accepted
        }
    }

    /// Takes a person's account away.
    /// - Returns: its name, whose sessions are to be ended; nil when it is none of this account's.
    func remove(user key: Int64, of owner: SharedAddress, now: Date) async throws -> SharedAddress? {
        try await database.write { connection in
            guard let user = try Self.users("owner = ?", owner.text, in: connection).first(where: { $0.key == key })
            else { return nil }
            try Self.removePerson(user.name, in: connection)
            try Self.note(.userRemoved, of: owner, at: now, in: connection)
            return user.name
        }
    }

    /// Takes an invitation back. False when it is none of this account's, or has been accepted.
    func withdraw(invitation key: Int64, of owner: SharedAddress) async throws -> Bool {
        try await database.write { connection in
            try connection.run(
                "DELETE FROM invitations WHERE key = ? AND owner = ? AND used_at IS NULL", [key, owner.text])
            return connection.changes == 1
        }
    }

    // MARK: - Steps

    /// Takes from a person the name that is a unit's shared address, and ends invitations to it; the register sees the
    /// event of the municipality that invited.
    /// - Returns: the name when somebody had it, whose sessions are to be ended.
    static func oust(_ name: SharedAddress, at now: Date, in connection: Connection) throws -> [SharedAddress] {
        try connection.run("DELETE FROM invitations WHERE name = ? AND used_at IS NULL", [name.text])
        guard let user = try users("name = ?", name.text, in: connection).first else { return [] }
        try note(.userOusted, of: user.owner, at: now, in: connection)
        try removePerson(name, in: connection)
        return [name]
    }

    /// Takes a person's account away. One that units have by now is theirs: it begins anew, without password or links.
    static func removePerson(_ name: SharedAddress, in connection: Connection) throws {
        let places = try units("account = ?", name.text, in: connection).map(\.name)
        guard !places.isEmpty else {
            return try connection.run("DELETE FROM accounts WHERE name = ?", [name.text])
        }
        // What hangs on the account's row goes with the old one; the units keep theirs.
        let state = [UInt8](try JSONEncoder().encode(Account(name, placeNames: places)))
        try connection.run("INSERT OR REPLACE INTO accounts (name, state) VALUES (?, ?)", [name.text, state])
    }

    static func users(_ condition: String, _ value: String, in connection: Connection) throws -> [NamedUser] {
        try connection.all(
            "SELECT key, name, owner, person, since FROM named_users WHERE \(condition) ORDER BY person, key", [value]
        ) { row in
            NamedUser(
                key: try row.required(row.integer(0)),
                name: try row.required(row.text(1).flatMap { SharedAddress(known: $0) }),
                person: try row.required(row.text(3)),
                owner: try row.required(row.text(2).flatMap { SharedAddress(known: $0) }),
                since: try row.required(row.date(4)))
        }
    }

    private static func invitations(
        _ condition: String, _ values: [(any Bindable)?], in connection: Connection
    ) throws -> [Invitation] {
        try connection.all(
            """
            SELECT key, name, owner, person, ends_at, used_at FROM invitations
            WHERE \(condition) ORDER BY key DESC
            """, values
        ) { row in
            Invitation(
                key: try row.required(row.integer(0)),
                name: try row.required(row.text(1).flatMap { SharedAddress(known: $0) }),
                person: try row.required(row.text(3)),
                owner: try row.required(row.text(2).flatMap { SharedAddress(known: $0) }),
                ends: try row.required(row.date(4)), used: row.date(5))
        }
    }
}
