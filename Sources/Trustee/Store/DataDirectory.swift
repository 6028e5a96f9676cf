import Foundation
import Synchronization

/// The trustee's data directory, held by one process at a time: `trustee.sqlite`, one `vault-….sqlite` for each register
/// and generation, `spool/` for what comes in, `outbox/` for what goes to the register, and `lock`.
///
/// Directories have mode 0700 and files 0600; SQLite gives its log the mode of the database beside it.
final class DataDirectory: Sendable {
    let path: String
    private let lock: Mutex<Int32?>

    /// Makes the directory when it is missing and takes its lock.
    /// - Throws: `TrusteeError.locked` when another process holds it, `.file` when it cannot be made.
    init(_ path: String) throws {
        self.path = path
        for directory in [path, path + "/spool", path + "/outbox"] { try DurableFile.makeDirectory(directory) }
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

    var database: String { path + "/trustee.sqlite" }
    var spool: String { path + "/spool" }
    var outbox: String { path + "/outbox" }

    func vault(_ register: RegisterName, generation: Int) -> String {
        "\(path)/vault-\(register)-\(generation).sqlite"
    }

    private static func takeLock(_ path: String) throws -> Int32 {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw DurableFile.failure() }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let error = errno == EWOULDBLOCK ? TrusteeError.locked : DurableFile.failure()
            close(file)
            throw error
        }
        return file
    }
}
