import Synchronization
import Texts

/// What request bodies take in memory while they are read and worked on: counted as it arrives, so that a slow client
/// holds little, and shared out, so that no record system takes what others need.
final class BodyBudget: Sendable {
    private struct State {
        var all = 0
        var each: [String: Int] = [:]
    }

    private let limits: (all: Int, each: Int)
    private let state = Mutex(State())

    /// - Parameters: octets for all record systems together, and for each.
    init(all: Int = 256_000_000, each: Int = 100_000_000) {
        limits = (all, each)
    }

    /// What one request takes; `release` gives it back.
    func share(of name: String) -> Share { Share(name: name, budget: self) }

    final class Share: Sendable {
        private let name: String
        private let budget: BodyBudget
        private let taken = Mutex(0)

        init(name: String, budget: BodyBudget) {
            self.name = name
            self.budget = budget
        }

        /// - Throws: `Problem.unavailable` when there is no room for so many octets more.
        func take(_ octets: Int) throws {
            let fits = budget.state.withLock { state in
                guard state.all + octets <= budget.limits.all,
                    state.each[name, default: 0] + octets <= budget.limits.each
                else { return false }
                state.all += octets
                state.each[name, default: 0] += octets
                return true
            }
            guard fits else { throw Problem(.unavailable, retryAfter: 5) }
            taken.withLock { $0 += octets }
        }

        func release() {
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
