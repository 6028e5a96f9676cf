public import Foundation
import Synchronization

/// The time the node goes by: the wall clock, as long as it moves like time does (T-067).
///
/// A wall clock that jumps — a wrong setting, a restored snapshot — would expire or resend everything at once. So the
/// elapsed time since start is measured by the machine's continuous clock too; when the two differ by more than
/// `tolerance`, the node goes on by elapsed time and says that the clock is wrong.
public final class NodeClock: Sendable {
    private struct State {
        var anchor: Date
        var elapsedAtAnchor: TimeInterval
        var jumped = false
    }

    private let wall: @Sendable () -> Date
    private let elapsed: @Sendable () -> TimeInterval
    private let tolerance: TimeInterval
    private let state: Mutex<State>

    /// - Parameters:
    ///   - wall: the wall clock.
    ///   - elapsed: seconds on a clock that is never set, counting sleep.
    ///   - tolerance: seconds the two may drift apart between two looks.
    public init(
        wall: @escaping @Sendable () -> Date, elapsed: @escaping @Sendable () -> TimeInterval,
        tolerance: TimeInterval = 120
    ) {
        self.wall = wall
        self.elapsed = elapsed
        self.tolerance = tolerance
        state = Mutex(State(anchor: wall(), elapsedAtAnchor: elapsed()))
    }

    /// The machine's own clocks.
    public static func system() -> NodeClock {
        let start = ContinuousClock.now
        return NodeClock(
            wall: { Date() },
            elapsed: {
                let (seconds, attoseconds) = start.duration(to: .now).components
                return TimeInterval(seconds) + TimeInterval(attoseconds) * 1e-18
            })
    }

    /// The time now. Small corrections of the wall clock are followed, jumps are not.
    public func now() -> Date {
        let (wall, elapsed) = (wall(), elapsed())
        return state.withLock { state in
            let expected = state.anchor.addingTimeInterval(elapsed - state.elapsedAtAnchor)
            state.jumped = abs(wall.timeIntervalSince(expected)) > tolerance
            let now = state.jumped ? expected : wall
            state.anchor = now
            state.elapsedAtAnchor = elapsed
            return now
        }
    }

    /// Whether the wall clock has jumped away and not come back.
    public var isJumped: Bool { state.withLock { $0.jumped } }
}
