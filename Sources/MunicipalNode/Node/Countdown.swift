import Synchronization

/// Does something once, when a number of others have said that they are there.
final class Countdown: Sendable {
    private let left: Mutex<Int>
    private let work: @Sendable () -> Void

    /// - Parameter work: done at the last `step`.
    init(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        left = Mutex(count)
        self.work = work
    }

    func step() {
        let isLast = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isLast { work() }
    }
}
