import Synchronization

/// What request bodies take in memory while they are read and worked on: counted as it arrives, so that a slow client
/// holds little, and shared out, so that no client takes what others need.
public final class BodyBudget: Sendable {
    private struct State {
        var all = 0
        var each: [String: Int] = [:]
    }

    private let limits: (all: Int, each: Int)
    private let state = Mutex(State())

    /// - Parameters: octets for all clients together, and for each.
    public init(all: Int, each: Int) {
        limits = (all, each)
    }

    /// What one request takes; `release` gives it back.
    public func share(of name: String) -> Share { Share(name: name, budget: self) }

    public final class Share: Sendable {
        private let name: String
        private let budget: BodyBudget
        private let taken = Mutex(0)

        fileprivate init(name: String, budget: BodyBudget) {
            self.name = name
            self.budget = budget
        }

        /// False when there is no room for so many octets more; then none are taken.
        public func take(_ octets: Int) -> Bool {
            let fits = budget.state.withLock { state in
                guard state.all + octets <= budget.limits.all,
                    state.each[name, default: 0] + octets <= budget.limits.each
                else { return false }
                state.all += octets
                state.each[name, default: 0] += octets
                return true
            }
            if fits { taken.withLock { $0 += octets } }
            return fits
        }

        public func release() {
            let octets = taken.withLock { taken in
                defer { taken = 0 }
                return taken
            }
            guard octets > 0 else { return }
            budget.state.withLock { state in
                state.all -= octets
                let left = state.each[name, default: octets] - octets
                state.each[name] = left > 0 ? left : nil
            }
        }
    }
}
