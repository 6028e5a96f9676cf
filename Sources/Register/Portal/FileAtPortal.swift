public import Foundation
public import Identifiers
import SQLiteAccess

/// How a submission's file stands at the portal.
public struct FileAtPortal: Sendable, Equatable, Codable {
    /// When the portal had it on disk; nil while it waits.
    public let pushedAt: Date?
    /// The portal's word for why it did not take it.
    public let refusal: String?
    public let fetchedAt: Date?
    /// When somebody at the municipality said that it is passed on.
    public let forwardedAt: Date?
    /// When somebody deleted it; it can be taken back for a week.
    public let deletedAt: Date?
    /// When the portal destroyed it.
    public let purgedAt: Date?
}

extension RegisterStore {
    /// How the file of a submission stands; nil when there is none yet.
    public func portalFile(of id: SubmissionID) throws -> FileAtPortal? {
        try database.read { connection in
            try connection.first(
                """
                SELECT a.pushed_at, p.refusal, p.fetched_at, p.forwarded_at, p.deleted_at, p.purged_at
                FROM archives a JOIN submissions s ON s.key = a.submission
                LEFT JOIN portal_files p ON p.submission = a.submission WHERE s.id = ?
                """, [id.text]
            ) { row in
                FileAtPortal(
                    pushedAt: row.date(0), refusal: row.text(1), fetchedAt: row.date(2), forwardedAt: row.date(3),
                    deletedAt: row.date(4), purgedAt: row.date(5))
            }
        }
    }

    /// The portal does not take a file, with its own word for why.
    public func archiveRefused(of id: SubmissionID, _ refusal: String) throws {
        try database.write { connection in
            guard let submission = try Self.submission(id, in: connection) else { throw RegisterError.unknown }
            try connection.run(
                """
                INSERT INTO portal_files (submission, refusal) VALUES (?, ?)
                ON CONFLICT (submission) DO UPDATE SET refusal = excluded.refusal
                """, [submission.key, refusal])
        }
    }

    /// Files that wait or were refused, oldest first, with the refusal.
    public func archivesRefused() throws -> [(submission: SubmissionID, refusal: String)] {
        try database.read { connection in
            try connection.all(
                """
                SELECT s.id, p.refusal FROM portal_files p JOIN submissions s ON s.key = p.submission
                JOIN archives a ON a.submission = p.submission
                WHERE p.refusal IS NOT NULL AND a.pushed_at IS NULL ORDER BY s.key
                """
            ) { row in
                (try row.required(row.text(0).flatMap { SubmissionID($0) }), try row.required(row.text(1)))
            }
        }
    }
}
