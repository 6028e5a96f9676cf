import Synchronization

/// A number of places to work in, given out in the order they are asked for.
///
/// Each tenant's loop asks for one place at a time, so tenants take turns and a flood from one cannot starve another
/// (T-071).
public final class Slots: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
        var next = 0
    }

    private let state: Mutex<State>

    /// - Parameter count: places in all, at least one.
    public init(_ count: Int) {
        state = Mutex(State(free: max(1, count)))
    }

    /// How many are waiting for a place.
    package var waiting: Int { state.withLock { $0.waiting.count - $0.next } }

    /// Waits for a place.
    public func acquire() async {
        await withCheckedContinuation { continuation in
            let taken = state.withLock { state -> Bool in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if taken { continuation.resume() }
        }
    }

    /// Gives the place to the one who has waited longest.
    public func release() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.next < state.waiting.count else {
                state.waiting.removeAll(keepingCapacity: true)
                state.next = 0
                state.free += 1
                return nil
            }
            let next = state.waiting[state.next]
            state.next += 1
            if state.next > 256 {
                state.waiting.removeFirst(state.next)
                state.next = 0
            }
            return next
        }
        next?.resume()
    }
}
