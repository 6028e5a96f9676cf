import Foundation
import Identifiers
import Synchronization

/// The register's data directory, held by one process at a time.
///
/// `register.sqlite`, `spool/<submission>/` for sealed parts until they are joined, `join-keys/<submission>` for the keys
/// that must be gone afterwards and therefore lie outside the database, and `lock`. Directories have mode 0700 and files
/// 0600.
final class RegisterDirectory: Sendable {
    let path: String
    private let lock: Mutex<Int32?>

    /// Makes the directory when it is missing and takes its lock.
    /// - Throws: `RegisterError.locked`, `.full`, `.failed`.
    init(_ path: String) throws {
        self.path = path
        for directory in [path, path + "/spool", path + "/join-keys"] { try Self.makeDirectory(directory) }
        lock = Mutex(try Self.takeLock(path + "/lock"))
    }

    deinit { unlock() }

    func unlock() {
        lock.withLock { lock in
            if let lock {
                // Not by closing alone: a child that is just being started still has the open file too.
                flock(lock, LOCK_UN)
                close(lock)
            }
            lock = nil
        }
    }

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

    // MARK: - Files

    /// Writes a file that is on disk when this returns: another name, fsync, rename, fsync of the directory.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let partial = path + ".partial"
        let file = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure() }
        do {
            try writeAll(bytes, to: file)
            guard fsync(file) == 0 else { throw RegisterError.notDurable }
        } catch {
            close(file)
            throw error
        }
        close(file)
        guard rename(partial, path) == 0 else { throw failure() }
        try sync((path as NSString).deletingLastPathComponent)
    }

    /// The whole file; nil when it is not there.
    /// - Parameter limit: a longer file is damaged.
    static func read(_ path: String, limit: Int) throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw failure()
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, Int(status.st_size) <= limit else { throw RegisterError.damaged }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(file, $0.baseAddress?.advanced(by: offset), $0.count - offset)
            }
            guard count > 0 else { throw RegisterError.damaged }
            offset += count
        }
        return bytes
    }

    /// Overwrites a small file and takes it away, so that its bytes are not left in a block that is still the file's.
    static func destroy(_ path: String) throws {
        let file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT { return }
            throw failure()
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure() }
        try writeAll([UInt8](repeating: 0, count: min(Int(status.st_size), 4_096)), to: file)
        guard fsync(file) == 0 else { throw RegisterError.notDurable }
        guard unlink(path) == 0 else { throw failure() }
        try sync((path as NSString).deletingLastPathComponent)
    }

    static func makeDirectory(_ path: String) throws {
        guard mkdir(path, 0o700) != 0 else { return try sync((path as NSString).deletingLastPathComponent) }
        guard errno == EEXIST else { throw failure() }
    }

    static func removeTree(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        try FileManager.default.removeItem(atPath: path)
        try sync((path as NSString).deletingLastPathComponent)
    }

    /// Makes an empty file that only its owner can read, if it is missing.
    static func makeFile(_ path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure() }
        close(file)
    }

    private static func writeAll(_ bytes: [UInt8], to file: Int32) throws {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: offset), $0.count - offset)
            }
            guard count > 0 else { throw failure() }
            offset += count
        }
    }

    private static func takeLock(_ path: String) throws -> Int32 {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure() }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let held = errno == EWOULDBLOCK
            let other = failure()
            close(file)
            throw held ? RegisterError.locked : other
        }
        return file
    }

    /// Makes the entry of a file durable in the directory above it.
    private static func sync(_ directory: String) throws {
        let handle = open(directory.isEmpty ? "." : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw failure() }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw RegisterError.notDurable }
    }

    private static func failure() -> RegisterError {
        errno == ENOSPC || errno == EDQUOT ? .full : .failed(errno)
    }
}
