import Foundation
import Identifiers
import SQLiteAccess
import SealedSubmission

/// How far a submission has come at the trustee.
public enum SubmissionState: String, Sendable, Codable, CaseIterable {
    /// Its manifest is taken, its parts are coming.
    case receiving
    /// All of it is on disk and has a receipt.
    case received
    /// The map for the register is ready to be sent.
    case pseudonymised
    /// The register has it; nothing of it but this record is left here.
    case delivered
    /// A part could not be used; nothing of it but this record is left here.
    case refused
}

/// A submission as the trustee's database has it, without its manifest.
struct SubmissionRecord: Sendable, Equatable {
    let id: SubmissionID
    let unit: ReportingUnit
    let year: Int
    let kind: SubmissionKind
    let sequence: Int
    let state: SubmissionState
    /// What it counts as, from its arrival on.
    let tag: ReceiptKind?
    let arrivedAt: Date?
    let manifestHash: [UInt8]
    let receipt: [UInt8]?
    /// The code of the fault for which it was refused.
    let reason: String?
    /// When the municipality sealed it, as its manifest says; nil for one begun before that was kept.
    let sealedAt: Date?

    init(_ row: Columns) throws {
        id = try row.required(row.text(0).flatMap { SubmissionID($0) })
        unit = try row.required(row.text(1).flatMap { ReportingUnit($0) })
        year = Int(try row.required(row.integer(2)))
        kind = try row.required(row.code(3))
        sequence = Int(try row.required(row.integer(4)))
        state = try row.required(row.code(5))
        tag = row.code(6)
        arrivedAt = row.date(7)
        manifestHash = try row.required(row.bytes(8))
        receipt = row.bytes(9)
        reason = row.text(10)
        sealedAt = row.date(11)
    }

    static let columns = """
        SELECT id, unit, year, kind, sequence, state, tag, arrived_at, manifest_hash, receipt, reason, sealed_at
        FROM submissions
        """
}

/// The records of submissions, in the caller's transaction.
enum SubmissionRecords {
    static func find(_ id: SubmissionID, in connection: Connection) throws -> SubmissionRecord? {
        try connection.first(SubmissionRecord.columns + " WHERE id = ?", [id.text]) { try SubmissionRecord($0) }
    }

    /// The highest number that has arrived of a unit, year and kind; 0 when none has.
    static func highestSequence(
        of unit: ReportingUnit, year: Int, kind: SubmissionKind, in connection: Connection
    ) throws -> Int {
        try connection.first(
            """
            SELECT coalesce(max(sequence), 0) FROM submissions
            WHERE unit = ? AND year = ? AND kind = ? AND arrived_at IS NOT NULL
            """,
            ["\(unit)", year, kind.rawValue]
        ) { Int(try $0.required($0.integer(0))) } ?? 0
    }

    /// Whether a submission that counts has arrived before: a test never does.
    static func hasArrived(_ unit: ReportingUnit, year: Int, in connection: Connection) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM submissions WHERE unit = ? AND year = ? AND kind <> ? AND arrived_at IS NOT NULL LIMIT 1
            """,
            ["\(unit)", year, SubmissionKind.test.rawValue]
        ) { _ in true } ?? false
    }

    /// What a unit has begun and not delivered, without uploads that are older than a limit and so erased.
    static func open(
        of unit: ReportingUnit, since limit: Date, in connection: Connection
    ) throws -> (submissions: Int, octets: Int) {
        try connection.first(
            """
            SELECT count(DISTINCT s.id), coalesce(sum(p.octets), 0) FROM submissions s
            JOIN submission_parts p ON p.submission = s.id
            JOIN submission_steps t ON t.submission = s.id AND t.step = 'receiving'
            WHERE s.unit = ? AND (s.state IN ('received', 'pseudonymised') OR s.state = 'receiving' AND t.at >= ?)
            """,
            ["\(unit)", limit]
        ) { (Int(try $0.required($0.integer(0))), Int(try $0.required($0.integer(1)))) } ?? (0, 0)
    }

    static func insert(_ manifest: VerifiedManifest, sealed: [UInt8], in connection: Connection) throws {
        let content = manifest.manifest
        try connection.run(
            """
            INSERT INTO submissions (id, unit, year, kind, sequence, state, manifest_hash, manifest, sealed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                content.submission.text, "\(content.unit)", content.year, content.kind.rawValue, content.sequence,
                SubmissionState.receiving.rawValue, manifest.hash.bytes, sealed, content.createdAt,
            ])
        for part in content.parts {
            try connection.run(
                "INSERT INTO submission_parts (submission, name, octets) VALUES (?, ?, ?)",
                [content.submission.text, part.name.fileName, part.octets])
        }
    }

    /// Goes from one state to the next if nobody did it before.
    static func advance(
        _ id: SubmissionID, from old: SubmissionState, to new: SubmissionState, at: Date, in connection: Connection
    ) throws {
        try connection.run(
            "UPDATE submissions SET state = ? WHERE id = ? AND state = ?", [new.rawValue, id.text, old.rawValue])
        guard connection.changes == 1 else { throw TrusteeError.wrongState }
        try note(new.rawValue, of: id, at: at, in: connection)
    }

    /// Keeps when a step was taken; the first time counts.
    static func note(_ step: String, of id: SubmissionID, at: Date, in connection: Connection) throws {
        try connection.run(
            "INSERT OR IGNORE INTO submission_steps (submission, step, at) VALUES (?, ?, ?)", [id.text, step, at])
    }

    /// The octets that a part must have; nil when the manifest does not list it.
    static func octets(of part: PartName, in submission: SubmissionID, _ connection: Connection) throws -> Int? {
        try connection.first(
            "SELECT octets FROM submission_parts WHERE submission = ? AND name = ?",
            [submission.text, part.fileName]
        ) { Int(try $0.required($0.integer(0))) }
    }

    static func manifestPlace(_ id: SubmissionID) -> String { "submissions/\(id)/manifest" }
}
