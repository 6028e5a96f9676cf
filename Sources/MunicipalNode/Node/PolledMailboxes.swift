import Synchronization

/// The mailboxes that someone reads just now.
final class PolledMailboxes: Sendable {
    private let names = Mutex<Set<String>>([])

    /// False when someone reads it already.
    func begin(_ name: String) -> Bool { names.withLock { $0.insert(name).inserted } }

    func end(_ name: String) {
        _ = names.withLock { $0.remove(name) }
    }
}
