import Synchronization

/// How many jobs of one loop are being done, in all and for each fairness key.
final class InFlight: Sendable {
    private struct State {
        var counts: [String: Int] = [:]
        var total = 0
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let limit: Int
    private let perKey: Int
    private let state = Mutex(State())

    init(limit: Int, perKey: Int) {
        self.limit = limit
        self.perKey = perKey
    }

    /// Keys that have enough in flight.
    var full: Set<String> {
        state.withLock { state in Set(state.counts.filter { $0.value >= perKey }.keys) }
    }

    /// Counts one more, after waiting for the total to fall under the limit. Called by the loop alone.
    func enter(_ key: String) async {
        await withCheckedContinuation { continuation in
            let goOn = state.withLock { state -> Bool in
                state.total += 1
                state.counts[key, default: 0] += 1
                if state.total <= limit { return true }
                state.waiter = continuation
                return false
            }
            if goOn { continuation.resume() }
        }
    }

    func leave(_ key: String) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.total -= 1
            state.counts[key, default: 0] -= 1
            if state.counts[key] == 0 { state.counts[key] = nil }
            guard state.total <= limit else { return nil }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
