import Foundation
import Identifiers
import SQLiteAccess

/// The register's data directory, held by one process at a time.
///
/// `register.sqlite`, `spool/<submission>/` for sealed parts until they are joined, `join-keys/<submission>` for the keys
/// that must be gone afterwards and therefore lie outside the database, and `lock`. Directories have mode 0700 and files
/// 0600.
final class RegisterDirectory: Sendable {
    let path: String
    private let lock: DirectoryLock<RegisterError>

    /// Makes the directory when it is missing and takes its lock.
    /// - Throws: `RegisterError.locked`, `.full`, `.failed`.
    init(_ path: String) throws {
        self.path = path
        for directory in [path, path + "/spool", path + "/join-keys"] { try DurableFile.makeDirectory(directory) }
        lock = try DirectoryLock(path + "/lock")
    }

    /// Lets another process have the directory. The database must be closed.
    func unlock() { lock.unlock() }

    var database: String { path + "/register.sqlite" }

    /// The file of a submission's join key.
    func joinKey(of id: SubmissionID) -> String { "\(path)/join-keys/\(id)" }

    func spool(of id: SubmissionID) -> String { "\(path)/spool/\(id)" }

    /// Submissions that have a spool or a join key, by the names of their files.
    func leftOvers() throws -> [String] {
        let names = try ["spool", "join-keys"].flatMap {
            try FileManager.default.contentsOfDirectory(atPath: "\(path)/\($0)")
        }
        return Set(names).sorted()
    }

    /// When something was last written into a submission's spool; nil when there is none.
    func lastChange(ofSpool id: SubmissionID) -> Date? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: spool(of: id))
        return attributes?[.modificationDate] as? Date
    }

    /// Overwrites a small file and takes it away, so that its bytes are not left in a block that is still the file's.
    static func destroy(_ path: String) throws {
        let file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT { return }
            throw DurableFile.failure()
        }
        defer { close(file) }
        let size = try DurableFile.size(of: file)
        try DurableFile.append([UInt8](repeating: 0, count: min(size, 4_096))[...], to: file)
        guard fsync(file) == 0 else { throw RegisterError.notDurable }
        guard unlink(path) == 0 else { throw DurableFile.failure() }
        try DurableFile.syncDirectory((path as NSString).deletingLastPathComponent)
    }
}
