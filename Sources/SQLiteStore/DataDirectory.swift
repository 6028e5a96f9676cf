import Foundation
import Identifiers
import Store
import Synchronization

/// The data directory of one installation, held by one process at a time.
///
/// `node.sqlite`, `tenants/<id>/store.sqlite` and `lock`. Directories have mode 0700 and files 0600; SQLite gives its
/// log and shared-memory files the mode of the database beside them.
final class DataDirectory: Sendable {
    let path: String
    private let lock: Mutex<Int32?>

    /// Makes the directory when it is missing and takes its lock.
    /// - Throws: `StoreError.locked` when another process holds it (T-078), `StoreError.failed` when it cannot be made.
    init(_ path: String) throws {
        self.path = path
        try Self.makeDirectory(path)
        try Self.makeDirectory(path + "/tenants")
        lock = Mutex(try Self.takeLock(path + "/lock"))
    }

    deinit { unlock() }

    /// Lets another process have the directory. Every database in it must be closed.
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

    var nodeDatabase: String { path + "/node.sqlite" }

    func database(of tenant: TenantID) -> String { directory(of: tenant) + "/store.sqlite" }

    func hasFile(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes the tenant's directory, durably.
    func makeDirectory(of tenant: TenantID) throws { try Self.makeDirectory(directory(of: tenant)) }

    /// Makes an empty database file that only its owner can read, if it is missing.
    func makeFile(_ path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.failure("A database cannot be made") }
        close(file)
    }

    private static func takeLock(_ path: String) throws -> Int32 {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("The lock of the data directory cannot be opened") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let held = errno == EWOULDBLOCK
            let other = failure("The data directory cannot be locked")
            close(file)
            throw held ? StoreError.locked : other
        }
        return file
    }

    private func directory(of tenant: TenantID) -> String { path + "/tenants/" + tenant.name }

    private static func makeDirectory(_ path: String) throws {
        guard mkdir(path, 0o700) != 0 else { return try sync((path as NSString).deletingLastPathComponent) }
        guard errno == EEXIST else { throw failure("A directory cannot be made") }
    }

    /// Makes the entry of a new directory durable in the one above it.
    private static func sync(_ directory: String) throws {
        let handle = open(directory.isEmpty ? "." : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw failure("A directory cannot be opened") }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw failure("A directory cannot be made durable") }
    }

    private static func failure(_ what: String) -> StoreError {
        errno == ENOSPC || errno == EDQUOT ? .full : .failed("\(what) (\(errno)).")
    }
}
