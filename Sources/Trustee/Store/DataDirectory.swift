import SQLiteAccess

/// The trustee's data directory, held by one process at a time: `trustee.sqlite`, one `vault-….sqlite` for each register
/// and generation, `spool/` for what comes in, `outbox/` for what goes to the register, and `lock`.
///
/// Directories have mode 0700 and files 0600; SQLite gives its log the mode of the database beside it.
final class DataDirectory: Sendable {
    let path: String
    private let lock: DirectoryLock<TrusteeError>

    /// Makes the directory when it is missing and takes its lock.
    /// - Throws: `TrusteeError.locked` when another process holds it, `.file` when it cannot be made.
    init(_ path: String) throws {
        self.path = path
        for directory in [path, path + "/spool", path + "/outbox"] { try DurableFile.makeDirectory(directory) }
        lock = try DirectoryLock(path + "/lock")
    }

    /// Lets another process have the directory. Every database in it must be closed.
    func unlock() { lock.unlock() }

    var database: String { path + "/trustee.sqlite" }
    var spool: String { path + "/spool" }
    var outbox: String { path + "/outbox" }

    func vault(_ register: RegisterName, generation: Int) -> String {
        "\(path)/vault-\(register)-\(generation).sqlite"
    }
}
