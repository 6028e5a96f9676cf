import Cryptography
public import Foundation
import Identifiers
public import Keys
public import OsloCalendar
import SQLiteAccess
import Texts
public import Web

/// All that the portal keeps: accounts by their hashes, archives as ciphertext, and what has happened to them.
public final class PortalStore: Sendable {
    let database: PortalDatabase
    /// The secrets of pages, passwords and mails.
    public let keys: PortalKeys
    private let lock: DirectoryLock<PortalFault>

    /// Opens the data directory, or makes it with mode 0700: `portal.sqlite` and `lock`, held by one process at a time.
    /// - Throws: `PortalFault`.
    public init(directory: String, masterKey: MasterKey) throws {
        try StoredFile<PortalFault>.makeDirectory(directory)
        lock = try DirectoryLock(directory + "/lock")
        do {
            let database = try PortalDatabase(path: directory + "/portal.sqlite")
            self.database = database
            keys = try database.writeBlocking { try PortalKeys(masterKey: masterKey, in: $0) }
        } catch {
            lock.unlock()
            throw error
        }
    }

    /// Closes the database and lets another process have the directory.
    public func close() throws {
        try database.close()
        lock.unlock()
    }

    // MARK: - Units

    /// What became of a unit that the register told of.
    public struct UnitChange: Equatable, Sendable {
        public enum Kind: Sendable {
            case same, new, changed
            /// It has another address. The old one sees its files no more, nor do the persons who logged in for it, whose
            /// accounts are gone with it (I-050).
            case moved
        }

        public let kind: Kind
        /// The names that log in no more, or for another: end all their sessions.
        public let ended: [SharedAddress]
    }

    /// Takes a unit as the register knows it. Its account is made when there is none.
    ///
    /// The register's word goes before anybody's invitation: a person who logs in under the unit's shared address loses
    /// that account, and invitations to it end.
    /// - Parameter moved: the mails to be queued with the change when the unit has another address.
    public func set(
        _ unit: PortalUnit, now: Date,
        moved: (sender: String, mails: @Sendable (_ from: SharedAddress) -> [PortalMail])? = nil
    ) async throws -> UnitChange {
        try await database.write { [keys] connection in
            let old = try Self.units("unit = ?", unit.unit.description, in: connection).first
            let ousted = try Self.oust(unit.account, at: now, in: connection)
            guard old != unit else { return UnitChange(kind: .same, ended: ousted) }
            let state = [UInt8](try JSONEncoder().encode(Account(unit.account, placeNames: [unit.name])))
            try connection.run(
                "INSERT INTO accounts (name, state) VALUES (?, ?) ON CONFLICT DO NOTHING", [unit.account.text, state])
            try connection.run(
                """
                INSERT INTO units (unit, name, account, language, contact, exchange) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (unit) DO UPDATE SET name = excluded.name, account = excluded.account,
                    language = excluded.language, contact = excluded.contact, exchange = excluded.exchange
                """,
                [
                    unit.unit.description, unit.name, unit.account.text, unit.language.rawValue, unit.contact,
                    unit.hasExchange ? 1 : 0,
                ])
            try PortalEvent.note(.unitSet, unit.unit, at: now, in: connection)
            guard let old else { return UnitChange(kind: .new, ended: ousted) }
            guard old.account != unit.account else { return UnitChange(kind: .changed, ended: ousted) }
            for mail in moved?.mails(old.account) ?? [] {
                try Self.queue(mail, from: moved?.sender ?? "", keys: keys, in: connection)
            }
            let unused = try Self.removeUnused(old.account, in: connection)
            return UnitChange(kind: .moved, ended: ousted + unused + [old.account])
        }
    }

    /// Takes an account away that has no unit left, and those of its persons.
    /// - Returns: the persons' names.
    private static func removeUnused(_ account: SharedAddress, in connection: Connection) throws -> [SharedAddress] {
        guard try units("account = ?", account.text, in: connection).isEmpty else { return [] }
        let people = try users("owner = ?", account.text, in: connection).map(\.name)
        for name in people { try removePerson(name, in: connection) }
        try connection.run("DELETE FROM accounts WHERE name = ?", [account.text])
        return people
    }

    /// All units, by number.
    public func units() async throws -> [PortalUnit] {
        try await database.read { try Self.units("unit >= ?", "", in: $0) }
    }

    /// The units of an account, in order; none when there is no such account.
    public func units(of account: SharedAddress) async throws -> [PortalUnit] {
        try await database.read { try Self.units("account = ?", account.text, in: $0) }
    }

    func unit(_ unit: ReportingUnit) async throws -> PortalUnit? {
        try await database.read { try Self.units("unit = ?", unit.description, in: $0).first }
    }

    static func units(_ condition: String, _ value: String, in connection: Connection) throws -> [PortalUnit] {
        try connection.all(
            "SELECT unit, name, account, language, contact, exchange FROM units WHERE \(condition) ORDER BY unit",
            [value]
        ) { row in
            PortalUnit(
                unit: try row.required(row.text(0).flatMap { ReportingUnit($0) }), name: try row.required(row.text(1)),
                account: try row.required(row.text(2).flatMap { SharedAddress(known: $0) }),
                language: try row.required(row.text(3).flatMap(Language.init)), contact: row.text(4),
                hasExchange: row.integer(5) == 1)
        }
    }

    // MARK: - Season

    /// The dates that pages and mails tell; nil until the register has told them.
    public func season() async throws -> SeasonCalendar? {
        try await database.read { connection in
            try connection.first("SELECT calendar FROM season") { row in
                let bytes = try row.required(row.bytes(0))
                guard let season = try? JSONDecoder().decode(SeasonCalendar.self, from: Data(bytes)) else {
                    throw PortalFault.damaged
                }
                return season
            }
        }
    }

    public func set(_ season: SeasonCalendar) async throws {
        let calendar = [UInt8](try JSONEncoder().encode(season))
        try await database.write { try $0.run("INSERT OR REPLACE INTO season VALUES (1, ?)", [calendar]) }
    }
}
