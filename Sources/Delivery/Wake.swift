import Synchronization

/// A signal that work may be waiting: raised by whoever commits work, awaited by the loop that does it.
///
/// Raising it twice before it is awaited counts once. One waiter at a time.
public final class Wake: Sendable {
    private struct State {
        var raised = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    public init() {}

    /// Lets the waiter go on, now or when it next waits.
    public func raise() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard let waiter = state.waiter else {
                state.raised = true
                return nil
            }
            state.waiter = nil
            return waiter
        }
        waiter?.resume()
    }

    /// Returns when raised, when `limit` has passed, or when the task is cancelled.
    public func wait(atMost limit: Duration) async {
        if takeRaised() { return }
        let timer = Task {
            try? await Task.sleep(for: limit)
            if !Task.isCancelled { raise() }
        }
        defer { timer.cancel() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goOn = state.withLock { state -> Bool in
                    if state.raised || Task.isCancelled {
                        state.raised = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if goOn { continuation.resume() }
            }
        } onCancel: {
            raise()
        }
    }

    private func takeRaised() -> Bool {
        state.withLock { state in
            defer { state.raised = false }
            return state.raised
        }
    }
}
