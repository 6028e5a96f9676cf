import Foundation
import Identifiers
import Synchronization

/// How many signed errors may still go to a sender whose mail could not be authenticated, counted by the hour.
final class ErrorBudget: Sendable {
    private struct State {
        var hour = 0
        var spent: [HERId: Int] = [:]
    }

    private let perHour: Int
    private let state = Mutex(State())

    init(perHour: Int) {
        self.perHour = perHour
    }

    /// Takes one from the sender's budget; false when it is used up.
    func spend(on sender: HERId, now: Date) -> Bool {
        let hour = Int(now.timeIntervalSince1970 / 3600)
        return state.withLock { state in
            if state.hour != hour { state = State(hour: hour) }
            guard state.spent[sender, default: 0] < perHour else { return false }
            state.spent[sender, default: 0] += 1
            return true
        }
    }
}
