import Foundation
import Synchronization

/// The lock of a data directory, which one process holds at a time.
package final class DirectoryLock<Failure: StorageError>: Sendable {
    private let file: Mutex<Int32?>

    /// Takes the lock, whose file is made when it is missing.
    /// - Throws: the store's errors for `StorageTrouble.locked` when another process holds it, `.full`, `.file`.
    package init(_ path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoredFile<Failure>.failure() }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let error = errno == EWOULDBLOCK ? Failure(.locked) : StoredFile<Failure>.failure()
            close(file)
            throw error
        }
        self.file = Mutex(file)
    }

    deinit { unlock() }

    /// Lets another process have the directory. Every database in it must be closed.
    package func unlock() {
        file.withLock { file in
            if let file {
                // Not by closing alone: a child that is just being started still has the open file too.
                flock(file, LOCK_UN)
                close(file)
            }
            file = nil
        }
    }
}
