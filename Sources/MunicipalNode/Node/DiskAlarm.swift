import FolderExchange
import Logging
import PrivateFiles
import Store
import Synchronization

/// Says once, loudly, that the disk is full, and once that there is space again (T-064); one for all tenants.
///
/// Nothing has to be done to the server: what was not written is tried again. The disk is full when a write failed for
/// want of space, and when something new was refused for the reserve's sake. There is space again only when a quarter of
/// the reserve is free beside it: small writes that still succeed take nothing back.
final class DiskAlarm: Sendable {
    private enum State {
        case quiet
        /// A write failed.
        case failed
        /// So many octets had no room beside the reserve.
        case refused(octets: Int)
    }

    private let logger: Logger
    private let isRoomy: @Sendable (_ octets: Int) -> Bool
    private let state = Mutex(State.quiet)

    /// - Parameter isRoomy: whether so many octets have room, and clearly more than the reserve is free besides.
    init(logger: Logger, isRoomy: @escaping @Sendable (_ octets: Int) -> Bool) {
        self.logger = logger
        self.isRoomy = isRoomy
    }

    convenience init(logger: Logger, directory: String) {
        self.init(logger: logger) {
            let reserve = FreeSpace.reserve(in: directory)
            return FreeSpace.has($0, besides: reserve + reserve / 4, in: directory)
        }
    }

    /// Whether the disk is full, as far as is known.
    var isRaised: Bool { state.withLock { if case .quiet = $0 { false } else { true } } }

    /// Raises the alarm when this is what went wrong.
    func look(at error: (any Error)?) {
        guard error as? StoreError == .full || (error as? FolderError)?.code == .full else { return }
        raise(.failed)
    }

    /// So many octets were not taken for the reserve's sake.
    func refused(octets: Int) { raise(.refused(octets: octets)) }

    /// Something new was stored: a transaction that changes nothing needs no space, and proves nothing.
    func hasWritten() {
        end {
            switch $0 {
            case .quiet: false
            case .failed: isRoomy(0)
            case .refused(let octets): isRoomy(octets)
            }
        }
    }

    /// Looks whether what was refused has room by now; a write that failed is only taken back by one that does not.
    func lookAgain() {
        end { if case .refused(let octets) = $0 { isRoomy(octets) } else { false } }
    }

    private func raise(_ cause: State) {
        let isNews = state.withLock { state in
            guard case .quiet = state else { return false }
            state = cause
            return true
        }
        guard isNews else { return }
        logger.critical(
            "disk-full",
            metadata: [
                "sentence": "The disk is full; nothing new is taken. Free or extend space; work then goes on by itself."
            ])
    }

    private func end(when isOver: (State) -> Bool) {
        let isNews = state.withLock { state in
            guard isOver(state) else { return false }
            state = .quiet
            return true
        }
        if isNews { logger.notice("there is space on the disk again") }
    }
}
