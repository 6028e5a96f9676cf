import Dispatch
import Store
import Synchronization

/// Holds the writer of a store until it is opened, so that others gather behind it.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let isReached = Mutex(false)

    /// Runs as a body: blocks its queue until `open`.
    func hold() {
        isReached.withLock { $0 = true }
        semaphore.wait()
    }

    /// Returns when the writer has come to the gate.
    func reached() async { while !isReached.withLock({ $0 }) { await Task.yield() } }

    func open() { semaphore.signal() }
}
