import Foundation
import Identifiers
import OsloCalendar
import SQLiteAccess
import SealedSubmission

extension RegisterStore {
    /// The generation of the trustee's pseudonym key that the register's data has; 1 in a new register.
    public func generation() throws -> Int { try database.read { try Self.generation(in: $0) } }

    static func generation(in connection: Connection) throws -> Int {
        try connection.first("SELECT value FROM figures WHERE name = 'generation'", [], { $0.count(0) }).flatMap { $0 }
            ?? 1
    }

    static func setFigure(_ name: String, _ value: Int64, in connection: Connection) throws {
        try connection.run(
            "INSERT INTO figures (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value])
    }

    /// The time of an arrival: never before an earlier arrival's, also when the clock was set back (I-034).
    func arrival(at now: Date, in connection: Connection) throws -> Date {
        let last = try connection.first("SELECT value FROM figures WHERE name = 'arrival'") { $0.integer(0) }
        let arrival = max(now.microseconds, last.flatMap { $0 } ?? 0)
        try Self.setFigure("arrival", arrival, in: connection)
        return Date(microseconds: arrival)
    }

    /// Inserts a received submission.
    /// - Parameter sent: when the municipality had sent it, by which it counts as late or not.
    /// - Throws: `IntakeRefusal.sequenceTaken`.
    func insert(
        _ manifest: VerifiedManifest, signed: [UInt8], map: MapStatement, arrival: Date, sent: Date,
        in connection: Connection
    ) throws -> Int64 {
        let document = manifest.manifest
        let (municipality, district) = (document.unit.municipality.digits, document.unit.district.digits)
        let taken = try connection.first(
            """
            SELECT 1 FROM submissions
            WHERE municipality = ? AND district = ? AND year = ? AND kind = ? AND sequence = ?
            """,
            [municipality, district, document.year, document.kind.rawValue, document.sequence]
        ) { _ in true }
        guard taken == nil else { throw IntakeRefusal.sequenceTaken }
        let id = document.submission
        let contacts = Contacts(contact: document.contact, deputy: document.deputy)
        try connection.run(
            """
            INSERT INTO submissions
            (id, municipality, district, year, kind, label, sequence, state, persons, without_pseudonym, generation,
                manifest_hash, manifest, contact, arrived_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'received', ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id.text, municipality, district, document.year, document.kind.rawValue,
                try label(of: document, arrival: sent, in: connection).rawValue, document.sequence,
                document.personCount, map.entries - map.pseudonyms, map.generation, manifest.hash.bytes,
                try keys.seal(signed, as: "manifest/\(id)"), try contacts.sealed(of: id, keys: keys),
                arrival.microseconds,
            ])
        return connection.insertedKey
    }

    /// What the submission counts as. The trustee has let it in; outside every phase it is late.
    private func label(
        of document: SubmissionManifest, arrival: Date, in connection: Connection
    ) throws -> SubmissionLabel {
        guard document.kind != .test else { return .test }
        let before = try Self.inForce(document.unit, year: document.year, in: connection) != nil
        let season = try Receipts.season(of: document.year, in: connection)
        let label = season?.label(arrival: arrival, hasSubmittedBefore: before, isTest: false)
        return label ?? (season == nil && document.kind == .ordinary ? .ordinary : before ? .correction : .late)
    }

    /// The signed manifest of a received submission.
    func signedManifest(of id: SubmissionID) throws -> [UInt8] {
        let sealed = try database.read {
            try $0.first("SELECT manifest FROM submissions WHERE id = ?", [id.text]) { try $0.required($0.bytes(0)) }
        }
        guard let sealed else { throw RegisterError.unknown }
        return try keys.open(sealed, as: "manifest/\(id)")
    }
}
