import Cryptography
public import Foundation
public import Identifiers
public import Keys
public import OsloCalendar
import SQLiteAccess

/// Everything the register keeps, in one data directory that one process holds at a time.
///
/// Each change is on disk when its call returns. What is sensitive is sealed under keys that `masterKey` wraps; a copy of
/// the directory without that key shows counts, times and public names. All calls block for the length of one
/// transaction; long work belongs on a thread of its own.
public final class RegisterStore: Sendable {
    let database: RegisterDatabase
    let directory: RegisterDirectory
    let keys: RegisterKeys
    let audit: AuditChain

    /// Opens the data directory, or makes it, and takes away what a crash left behind.
    /// - Throws: `RegisterError.locked`, `.otherMasterKey`, `.newerVersion`, `.damaged` and others of it.
    public init(directory path: String, masterKey: MasterKey) throws {
        directory = try RegisterDirectory(path)
        let database = try RegisterDatabase(path: directory.database)
        self.database = database
        let keys = try database.write { try RegisterKeys(masterKey: masterKey, in: $0) }
        self.keys = keys
        audit = AuditChain(key: keys.audit)
        try removeLeftOvers()
    }

    /// Closes the database and lets another process have the directory.
    public func close() throws {
        try database.close()
        directory.unlock()
    }

    // MARK: - Municipalities and seasons

    /// Adds a municipality or replaces what was known of it.
    public func keep(_ municipality: Municipality) throws {
        try database.write { try Self.keep(municipality, in: $0) }
    }

    /// Replaces what was known of several at once, with a record of it.
    public func keep(_ municipalities: [Municipality], noting entry: AuditEntry) throws {
        try database.write { connection in
            for municipality in municipalities { try Self.keep(municipality, in: connection) }
            try audit.append(entry, to: connection)
        }
    }

    /// All municipalities, by number.
    public func municipalities() throws -> [Municipality] {
        try database.read { try Self.municipalities(in: $0) }
    }

    /// The municipality with this number; nil for one the register does not know.
    public func municipality(_ unit: ReportingUnit) throws -> Municipality? {
        try database.read { try Self.municipality(unit, in: $0) }
    }

    /// Sets the dates of one year's reporting (I-004).
    public func keep(_ season: SeasonCalendar) throws {
        let calendar = String(decoding: try Self.encoder().encode(season), as: UTF8.self)
        try database.write {
            try $0.run(
                """
                INSERT INTO seasons (year, calendar) VALUES (?, ?)
                ON CONFLICT (year) DO UPDATE SET calendar = excluded.calendar
                """,
                [season.yearReported, calendar])
        }
    }

    /// The dates of the reporting about `year`; nil when they were never set.
    public func season(of year: Int) throws -> SeasonCalendar? {
        try database.read {
            try $0.first("SELECT calendar FROM seasons WHERE year = ?", [year]) {
                try Self.decode(SeasonCalendar.self, from: $0.required($0.text(0)))
            }
        }
    }

    /// All seasons whose dates are set, by year.
    public func seasons() throws -> [SeasonCalendar] {
        try database.read {
            try $0.all("SELECT calendar FROM seasons ORDER BY year") {
                try Self.decode(SeasonCalendar.self, from: $0.required($0.text(0)))
            }
        }
    }

    // MARK: - Audit

    /// Writes into the audit chain what was done outside the flows of this target.
    public func record(_ entry: AuditEntry) throws { try database.write { try audit.append(entry, to: $0) } }

    /// Walks the whole audit chain.
    public func verifyAudit() throws -> AuditVerdict { try database.read { try audit.verify($0) } }

    // MARK: - For the flows

    static func keep(_ municipality: Municipality, in connection: Connection) throws {
        let entry = String(decoding: try encoder().encode(municipality), as: UTF8.self)
        try connection.run(
            """
            INSERT INTO municipalities (municipality, district, entry) VALUES (?, ?, ?)
            ON CONFLICT (municipality, district) DO UPDATE SET entry = excluded.entry
            """,
            [municipality.unit.municipality.digits, municipality.unit.district.digits, entry])
    }

    static func municipalities(in connection: Connection) throws -> [Municipality] {
        try connection.all("SELECT entry FROM municipalities ORDER BY municipality, district") { try municipality($0) }
    }

    static func municipality(_ unit: ReportingUnit, in connection: Connection) throws -> Municipality? {
        try connection.first(
            "SELECT entry FROM municipalities WHERE municipality = ? AND district = ?",
            [unit.municipality.digits, unit.district.digits]
        ) { try Self.municipality($0) }
    }

    /// JSON in one form only, so that the same value gives the same bytes.
    static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .secondsSince1970
        return encoder
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        do {
            return try decoder.decode(type, from: Data(text.utf8))
        } catch {
            throw RegisterError.damaged
        }
    }

    private static func municipality(_ row: Columns) throws -> Municipality {
        try decode(Municipality.self, from: row.required(row.text(0)))
    }

    /// Files of submissions that were joined or refused before a crash. One that is `received` needs its files, and one
    /// that is not in the database yet is still being sent.
    private func removeLeftOvers() throws {
        for name in try directory.leftOvers() {
            guard let id = SubmissionID(name), let submission = try submission(id) else { continue }
            if submission.state != .received { try eraseJoinMaterial(of: id) }
        }
    }

    /// Takes away deliveries that were begun and not completed, and have not been touched since `time`.
    /// - Returns: how many.
    @discardableResult
    public func removeAbandonedDeliveries(untouchedSince time: Date) throws -> Int {
        try directory.leftOvers().filter { name in
            guard let id = SubmissionID(name), try submission(id) == nil,
                directory.lastChange(ofSpool: id).map({ $0 < time }) ?? true
            else { return false }
            try eraseJoinMaterial(of: id)
            return true
        }.count
    }

    /// Destroys the key that a submission's parts lie under, and then the parts.
    func eraseJoinMaterial(of id: SubmissionID) throws {
        try RegisterDirectory.destroy(directory.joinKey(of: id))
        try DurableFile.remove(directory.spool(of: id))
    }
}
