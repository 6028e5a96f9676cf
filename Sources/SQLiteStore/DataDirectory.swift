import Foundation
import Identifiers
import SQLiteAccess
import Store

/// The data directory of one installation, held by one process at a time.
///
/// `node.sqlite`, `tenants/<id>/store.sqlite` and `lock`. Directories have mode 0700 and files 0600; SQLite gives its
/// log and shared-memory files the mode of the database beside them.
final class DataDirectory: Sendable {
    let path: String
    private let lock: DirectoryLock<StoreError>

    /// Makes the directory when it is missing and takes its lock.
    /// - Throws: `StoreError.locked` when another process holds it (T-078), `StoreError.failed` when it cannot be made.
    init(_ path: String) throws {
        self.path = path
        try StoredFile<StoreError>.makeDirectory(path)
        try StoredFile<StoreError>.makeDirectory(path + "/tenants")
        lock = try DirectoryLock(path + "/lock")
    }

    /// Lets another process have the directory. Every database in it must be closed.
    func unlock() { lock.unlock() }

    var nodeDatabase: String { path + "/node.sqlite" }

    func database(of tenant: TenantID) -> String { directory(of: tenant) + "/store.sqlite" }

    func hasFile(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes the tenant's directory, durably.
    func makeDirectory(of tenant: TenantID) throws { try StoredFile<StoreError>.makeDirectory(directory(of: tenant)) }

    /// Makes an empty database file that only its owner can read, if it is missing.
    func makeFile(_ path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoredFile<StoreError>.failure() }
        close(file)
    }

    private func directory(of tenant: TenantID) -> String { path + "/tenants/" + tenant.name }
}
