import CMS
import Cryptography
public import Foundation
public import Identifiers
import SQLiteAccess
import SealedSubmission

/// One file inside the feedback, as the municipality will see it.
public struct FeedbackFile: Sendable, Equatable {
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// A released archive on its way to the portal: ciphertext, and its password sealed twice.
public struct ReleasedArchive: Sendable, Equatable {
    public let submission: SubmissionID
    public let unit: ReportingUnit
    public let year: Int
    public let isTest: Bool
    public let fileName: String
    /// AES-256 zip.
    public let archive: [UInt8]
    /// SHA-256 of `archive`.
    public let sha256: [UInt8]
    /// RSAES-OAEP to the submission's return key, label `Feedback.passwordLabel`.
    public let passwordForMunicipality: [UInt8]
    /// The same to the trustee's published key, for its send module.
    public let passwordForTrustee: [UInt8]
    public let madeAt: Date
    /// From 1; a higher one takes the place of those before it.
    public let number: Int
}

extension RegisterStore {
    /// The archive of a released submission; nil for others.
    public func archive(of id: SubmissionID) throws -> ReleasedArchive? {
        try database.read { connection in
            guard let submission = try Self.submission(id, in: connection) else { throw RegisterError.unknown }
            return try connection.first(
                "SELECT name, archive, for_municipality, for_trustee, made_at, number FROM archives WHERE submission = ?",
                [submission.key]
            ) { row in
                let archive = try row.required(row.bytes(1))
                return ReleasedArchive(
                    submission: id, unit: submission.unit, year: submission.year, isTest: submission.kind == .test,
                    fileName: try row.required(row.text(0)), archive: archive, sha256: SHA256.digest(archive),
                    passwordForMunicipality: try row.required(row.bytes(2)),
                    passwordForTrustee: try row.required(row.bytes(3)), madeAt: try row.required(row.date(4)),
                    number: try row.required(row.count(5)))
            }
        }
    }

    /// Released submissions whose archive the portal does not have yet, oldest first.
    public func archivesToPush(limit: Int = 100) throws -> [SubmissionID] {
        try database.read {
            try $0.all(
                """
                SELECT s.id FROM archives a JOIN submissions s ON s.key = a.submission
                WHERE a.pushed_at IS NULL ORDER BY s.key LIMIT ?
                """,
                [limit]
            ) { row in try row.required(row.text(0).flatMap { SubmissionID($0) }) }
        }
    }

    /// The portal has the archive with this number: from now on the notice about it may go. One that was made anew
    /// meanwhile is still to be pushed.
    /// - Throws: `RegisterError.wrongState` when there is no archive.
    public func archivePushed(of id: SubmissionID, number: Int = 1, at time: Date) throws {
        try database.write { connection in
            guard let submission = try Self.submission(id, in: connection) else { throw RegisterError.unknown }
            guard submission.state == .released else { throw RegisterError.wrongState }
            try connection.run(
                "UPDATE archives SET pushed_at = ? WHERE submission = ? AND number = ? AND pushed_at IS NULL",
                [time.microseconds, submission.key, number])
            guard connection.changes == 1 else { return }
            try connection.run("UPDATE portal_files SET refusal = NULL WHERE submission = ?", [submission.key])
            try StatusEvents.note(.fileReady, of: submission.key, at: time, in: connection)
        }
    }

    /// The lists and tables of a controlled submission, in order (I-070).
    public func feedbackFiles(of id: SubmissionID) throws -> [FeedbackFile] {
        try feedbackNames(of: id).map { FeedbackFile(name: $0.name, bytes: try feedbackFile($0.position, of: id)) }
    }

    /// Names of the lists and tables of a controlled submission, in order.
    func feedbackNames(of id: SubmissionID) throws -> [(position: Int, name: String)] {
        let sealed = try database.read { connection in
            guard let submission = try Self.submission(id, in: connection) else { throw RegisterError.unknown }
            return try connection.all(
                "SELECT position, name FROM feedback_files WHERE submission = ? ORDER BY position", [submission.key]
            ) { (position: try $0.required($0.count(0)), name: try $0.required($0.bytes(1))) }
        }
        return try sealed.map {
            (
                $0.position,
                String(decoding: try keys.open($0.name, as: "feedback-name/\(id)/\($0.position)"), as: UTF8.self)
            )
        }
    }

    /// One of them.
    func feedbackFile(_ position: Int, of id: SubmissionID) throws -> [UInt8] {
        let sealed = try database.read {
            try $0.first(
                """
                SELECT f.file FROM feedback_files f JOIN submissions s ON s.key = f.submission
                WHERE s.id = ? AND f.position = ?
                """,
                [id.text, position]
            ) { $0.bytes(0) }
        }
        guard let sealed = sealed.flatMap({ $0 }) else { throw RegisterError.damaged }
        let packed = try keys.open(sealed, as: "feedback/\(id)/\(position)")
        do { return try Gzip.inflate(packed, limit: Self.largestFile) } catch { throw RegisterError.damaged }
    }

    /// More octets than any file that was kept.
    private static let largestFile = 1 << 30

    /// Keeps a file of the feedback, compressed: a large list is most of what is written here.
    func keep(_ file: FeedbackFile, at position: Int, of submission: Submission, in connection: Connection) throws {
        try connection.run(
            "INSERT INTO feedback_files (submission, position, name, file) VALUES (?, ?, ?, ?)",
            [
                submission.key, position,
                try keys.seal(Array(file.name.utf8), as: "feedback-name/\(submission.id)/\(position)"),
                try keys.seal(Gzip.deflate(file.bytes), as: "feedback/\(submission.id)/\(position)"),
            ])
    }
}
