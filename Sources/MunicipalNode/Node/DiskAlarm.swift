import FolderExchange
import Logging
import Store
import Synchronization

/// Says once, loudly, that the disk is full, and once that there is space again (T-064).
///
/// Nothing has to be done to the server: what was not written is tried again.
final class DiskAlarm: Sendable {
    private let logger: Logger
    private let isFull = Mutex(false)

    init(logger: Logger) { self.logger = logger }

    /// Whether something could not be stored, and nothing has been since.
    var isRaised: Bool { isFull.withLock { $0 } }

    /// Raises the alarm when this is what went wrong.
    func look(at error: (any Error)?) {
        let full = error as? StoreError == .full || (error as? FolderError)?.code == .full
        guard full,
            isFull.withLock({ was in
                defer { was = true }; return !was
            })
        else { return }
        logger.critical(
            "disk-full",
            metadata: [
                "sentence": "The disk is full; nothing new is taken. Free or extend space; work then goes on by itself."
            ])
    }

    /// Something new was stored: a transaction that changes nothing needs no space, and proves nothing.
    func hasWritten() {
        guard
            isFull.withLock({ was in
                defer { was = false }; return was
            })
        else { return }
        logger.notice("there is space on the disk again")
    }
}
