import Foundation
import SQLiteAccess
public import Web

extension PortalStore: AccountKeeping {
    public func account(_ name: SharedAddress) async throws -> Account? {
        try await database.read { try Self.account("name = ?", name.text, in: $0) }
    }

    public func account(linked digest: LinkDigest) async throws -> Account? {
        try await database.read { connection in
            let condition = "name = (SELECT account FROM account_links WHERE digest = ?)"
            return try Self.account(condition, digest.hexadecimal, in: connection)
        }
    }

    /// An account that something else has changed in between is read again, so the event may be asked more than once.
    public func change<Outcome: Sendable>(
        _ name: SharedAddress, _ event: @Sendable (inout Account) -> Outcome
    ) async throws -> Outcome? {
        while let state = try await state(of: name) {
            let old = try Self.decode(state)
            var account = old
            let outcome = event(&account)
            if account == old { return outcome }
            if try await replace(state, of: old, by: account) { return outcome }
        }
        return nil
    }

    private func state(of name: SharedAddress) async throws -> [UInt8]? {
        try await database.read { connection in
            try connection.first("SELECT state FROM accounts WHERE name = ?", [name.text]) { row in
                try row.required(row.bytes(0))
            }
        }
    }

    /// False when what is kept is not `state` any more.
    private func replace(_ state: [UInt8], of old: Account, by account: Account) async throws -> Bool {
        let new = [UInt8](try JSONEncoder().encode(account))
        return try await database.write { connection in
            let name = account.name.text
            try connection.run("UPDATE accounts SET state = ? WHERE name = ? AND state = ?", [new, name, state])
            guard connection.changes == 1 else { return false }
            try connection.run("DELETE FROM account_links WHERE account = ?", [name])
            for link in account.links {
                try connection.run(
                    "INSERT INTO account_links (digest, account) VALUES (?, ?)", [link.digest.hexadecimal, name])
            }
            if let time = Self.latestUse(account), Self.latestUse(old) != time {
                try Self.note(.passwordSet, of: account.name, at: time, in: connection)
            }
            return true
        }
    }

    /// When a link of the account was used last, which is when its password was set.
    private static func latestUse(_ account: Account) -> Date? {
        account.links.compactMap { link in
            if case .used(let time) = link.state(link.issued) { time } else { nil }
        }.max()
    }

    private static func account(_ condition: String, _ value: String, in connection: Connection) throws -> Account? {
        try connection.first("SELECT state FROM accounts WHERE \(condition)", [value]) { row in
            try decode(try row.required(row.bytes(0)))
        }
    }

    static func decode(_ state: [UInt8]) throws -> Account {
        guard let account = try? JSONDecoder().decode(Account.self, from: Data(state)) else {
            throw PortalFault.damaged
        }
        return account
    }

    /// Notes something that happened to an account, for each of its units.
    func note(_ kind: PortalEvent.Kind, of account: SharedAddress, now: Date) async throws {
        try await database.write { try Self.note(kind, of: account, at: now, in: $0) }
    }

    /// For a person's account, those of the shared one.
    static func note(
        _ kind: PortalEvent.Kind, of account: SharedAddress, at time: Date, in connection: Connection
    ) throws {
        let own = "account = ?1 OR account = (SELECT owner FROM named_users WHERE name = ?1)"
        for unit in try units(own, account.text, in: connection) {
            try PortalEvent.note(kind, unit.unit, at: time, in: connection)
        }
    }

    // MARK: - Whether the address is read

    /// How a link stands by which a shared address is confirmed.
    enum Confirmation: Equatable, Sendable {
        case open(SharedAddress)
        case used(SharedAddress, at: Date)
        case expired
        case unknown
    }

    /// Accounts that have not been confirmed since `since`, and not asked since `asked`, in order.
    func unconfirmed(since: Date, askedBefore asked: Date) async throws -> [SharedAddress] {
        try await database.read { connection in
            try connection.all(
                """
                SELECT name FROM accounts WHERE coalesce(confirmed_at, 0) < ? AND coalesce(asked_at, 0) <= ?
                AND name IN (SELECT account FROM units) ORDER BY name
                """,
                [since.microseconds, asked.microseconds]
            ) { row in try row.required(row.text(0).flatMap { SharedAddress(known: $0) }) }
        }
    }

    func askToConfirm(_ account: SharedAddress, _ digest: LinkDigest, ends: Date, now: Date) async throws {
        try await database.write { connection in
            try connection.run("UPDATE accounts SET asked_at = ? WHERE name = ?", [now.microseconds, account.text])
            try connection.run(
                "INSERT INTO confirmations (digest, account, ends_at) VALUES (?, ?, ?)",
                [digest.hexadecimal, account.text, ends.microseconds])
        }
    }

    /// Looking changes nothing, so that a mail scanner confirms nothing.
    func confirmation(_ digest: LinkDigest, now: Date) async throws -> Confirmation {
        try await database.read { try Self.confirmation(digest, now: now, in: $0) }
    }

    /// Confirms the address of an open link; says how the link stood.
    func confirm(_ digest: LinkDigest, now: Date) async throws -> Confirmation {
        try await database.write { connection in
            let state = try Self.confirmation(digest, now: now, in: connection)
            guard case .open(let account) = state else { return state }
            try connection.run(
                "UPDATE confirmations SET used_at = ? WHERE digest = ?", [now.microseconds, digest.hexadecimal])
            try connection.run("UPDATE accounts SET confirmed_at = ? WHERE name = ?", [now.microseconds, account.text])
            try Self.note(.addressConfirmed, of: account, at: now, in: connection)
            return state
        }
    }

    private static func confirmation(
        _ digest: LinkDigest, now: Date, in connection: Connection
    ) throws -> Confirmation {
        let found = try connection.first(
            "SELECT account, ends_at, used_at FROM confirmations WHERE digest = ?", [digest.hexadecimal]
        ) { row -> Confirmation in
            let account = try row.required(row.text(0).flatMap { SharedAddress(known: $0) })
            if let used = row.date(2) { return .used(account, at: used) }
            return try now < row.required(row.date(1)) ? .open(account) : .expired
        }
        return found ?? .unknown
    }
}
