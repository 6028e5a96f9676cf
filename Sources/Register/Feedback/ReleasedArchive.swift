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
}

extension RegisterStore {
    /// The archive of a released submission; nil for others.
    public func archive(of id: SubmissionID) throws -> ReleasedArchive? {
        try database.read { connection in
            guard let submission = try Self.submission(id, in: connection) else { throw RegisterError.unknown }
            return try connection.first(
                "SELECT name, archive, for_municipality, for_trustee, made_at FROM archives WHERE submission = ?",
                [submission.key]
            ) { row in
                let archive = try row.required(row.bytes(1))
                return ReleasedArchive(
                    submission: id, unit: submission.unit, year: submission.year,
                    fileName: try row.required(row.text(0)), archive: archive, sha256: SHA256.digest(archive),
                    passwordForMunicipality: try row.required(row.bytes(2)),
                    passwordForTrustee: try row.required(row.bytes(3)), madeAt: try row.required(row.date(4)))
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

    /// The portal has the archive: from now on the notice about it may go.
    /// - Throws: `RegisterError.wrongState` when there is no archive.
    public func archivePushed(of id: SubmissionID, at time: Date) throws {
        try database.write { connection in
            guard let submission = try Self.submission(id, in: connection) else { throw RegisterError.unknown }
            guard submission.state == .released else { throw RegisterError.wrongState }
            try connection.run(
                "UPDATE archives SET pushed_at = ? WHERE submission = ? AND pushed_at IS NULL",
                [time.microseconds, submission.key])
            try StatusEvents.note(.fileReady, of: submission.key, at: time, in: connection)
        }
    }

    /// The lists and tables of a controlled submission, in order (I-070).
    public func feedbackFiles(of id: SubmissionID) throws -> [FeedbackFile] {
        let sealed = try database.read { connection in
            guard let submission = try Self.submission(id, in: connection) else { throw RegisterError.unknown }
            return try connection.all(
                "SELECT position, file FROM feedback_files WHERE submission = ? ORDER BY position", [submission.key]
            ) { (position: try $0.required($0.count(0)), file: try $0.required($0.bytes(1))) }
        }
        return try sealed.map {
            let bytes = try keys.open($0.file, as: "feedback/\(id)/\($0.position)")
            guard let end = bytes.firstIndex(of: 0) else { throw RegisterError.damaged }
            return FeedbackFile(
                name: String(decoding: bytes[..<end], as: UTF8.self), bytes: Array(bytes[(end + 1)...]))
        }
    }

    /// Keeps a file of the feedback, name and content sealed together.
    func keep(_ file: FeedbackFile, at position: Int, of submission: Submission, in connection: Connection) throws {
        let bytes = Array(file.name.utf8) + [0] + file.bytes
        try connection.run(
            "INSERT INTO feedback_files (submission, position, file) VALUES (?, ?, ?)",
            [submission.key, position, try keys.seal(bytes, as: "feedback/\(submission.id)/\(position)")])
    }
}
