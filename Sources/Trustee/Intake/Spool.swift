import Foundation
import Identifiers
import PrivateFiles
import SQLiteAccess
import SealedSubmission

/// Sealed parts on their way in: `spool/SUBMISSION/identity-0001.p7m`. How long a file is says how far its upload has
/// come, so that it goes on at any byte after a cut or a crash.
struct Spool: Sendable {
    /// What came of some bytes.
    enum Appended: Equatable, Sendable {
        /// So long is the part now.
        case at(Int)
        /// The bytes did not begin where the part ends; send from here.
        case expected(Int)
        /// More bytes than the manifest says the part has.
        case tooLong
        /// Another connection is writing the same part.
        case busy
    }

    let path: String
    /// Octets that are left free on the disk for everything else.
    var reserve = FreeSpace.reserve

    func directory(_ submission: SubmissionID) -> String { "\(path)/\(submission)" }

    func file(_ part: PartName, of submission: SubmissionID) -> String {
        "\(directory(submission))/\(part.fileName)"
    }

    func make(_ submission: SubmissionID) throws { try DurableFile.makeDirectory(directory(submission)) }

    /// Adds bytes at the end of a part; not yet durable.
    /// - Throws: `TrusteeError.full` before the disk is.
    func append(
        _ bytes: [UInt8], to part: PartName, of submission: SubmissionID, at offset: Int, limit: Int
    ) throws -> Appended {
        try make(submission)
        let file = open(
            self.file(part, of: submission), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw DurableFile.failure() }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return .busy }
        let size = try DurableFile.size(of: file)
        guard size == offset else { return .expected(size) }
        guard bytes.count <= limit - size else { return .tooLong }
        guard FreeSpace.has(bytes.count, besides: reserve, for: file) else { throw TrusteeError.full }
        try DurableFile.append(bytes[...], to: file)
        return .at(size + bytes.count)
    }

    /// How much of a part has come.
    func length(_ part: PartName, of submission: SubmissionID) -> Int {
        var status = stat()
        guard stat(file(part, of: submission), &status) == 0 else { return 0 }
        return Int(status.st_size)
    }

    /// The whole part; nil when nothing of it has come.
    func read(_ part: PartName, of submission: SubmissionID) throws -> [UInt8]? {
        try DurableFile.read(file(part, of: submission), limit: PartLimits.octets)
    }

    /// Begins a part anew.
    func discard(_ part: PartName, of submission: SubmissionID) throws {
        try DurableFile.remove(file(part, of: submission))
    }

    /// Makes the parts and their names durable.
    func sync(_ parts: [PartName], of submission: SubmissionID) throws {
        for part in parts { try DurableFile.sync(file(part, of: submission)) }
        try DurableFile.syncDirectory(directory(submission))
    }

    /// Erases everything of a submission.
    func erase(_ submission: SubmissionID) throws { try DurableFile.remove(directory(submission)) }
}
