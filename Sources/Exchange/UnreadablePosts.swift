import Foundation
import Synchronization

/// How many posts that cannot be read may still be kept of the tenant's, counted by the day: anybody can post them, and
/// nothing is ever thrown away.
final class UnreadablePosts: Sendable {
    enum Verdict {
        case keep
        /// The day's are used up.
        case refuse(isFirst: Bool)
    }

    private let perDay: Int
    private let state = Mutex((day: 0, count: 0))

    init(perDay: Int) {
        self.perDay = perDay
    }

    /// Counts one more.
    func spend(now: Date) -> Verdict {
        let day = Int((now.timeIntervalSince1970 / 86_400).rounded(.down))
        return state.withLock { state in
            if state.day != day { state = (day, 0) }
            state.count += 1
            return state.count <= perDay ? .keep : .refuse(isFirst: state.count == perDay + 1)
        }
    }
}
