import Foundation
import Synchronization

/// Rings when something new waits for a record system, for all who listen (long polls).
///
/// One who wants to miss nothing takes `count` first, looks, and then waits for a higher one.
public final class News: Sendable {
    private struct State {
        var count = 0
        var listeners: [UUID: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    /// How often it has rung.
    public var count: Int { state.withLock { $0.count } }

    public func ring() {
        let listeners = state.withLock { state in
            state.count += 1
            defer { state.listeners = [:] }
            return state.listeners.values
        }
        for listener in listeners { listener.resume() }
    }

    /// Returns when it has rung more often than `count`, when `limit` has passed, or when the task is cancelled.
    public func wait(beyond count: Int, atMost limit: Duration) async {
        await withTaskGroup { group in
            group.addTask { await self.listen(beyond: count) }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    private func listen(beyond count: Int) async {
        let id = UUID()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goOn = state.withLock { state in
                    guard state.count == count, !Task.isCancelled else { return true }
                    state.listeners[id] = continuation
                    return false
                }
                if goOn { continuation.resume() }
            }
        } onCancel: {
            leave(id)
        }
    }

    private func leave(_ id: UUID) {
        state.withLock { $0.listeners.removeValue(forKey: id) }?.resume()
    }
}
