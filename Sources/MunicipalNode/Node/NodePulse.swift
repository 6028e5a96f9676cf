import Delivery
import Synchronization

/// Whether the node's loops still turn: each says so at every turn, and one that is silent for too long has stalled.
///
/// A loop that waits for a job it has begun is not silent: a slow mail server is no fault of the loop. Times are spans
/// on a clock that is never set.
final class NodePulse: Sendable {
    private struct Beat {
        var last: Duration
        let patience: Duration
        var begun = 0
        /// When it last had no job in its hands.
        var busySince: Duration?
    }

    /// How long a job may take before its loop counts as stalled all the same.
    static let longestJob: Duration = .seconds(3600)

    private let elapsed: @Sendable () -> Duration
    private let loops = Mutex<[String: Beat]>([:])

    init(elapsed: @escaping @Sendable () -> Duration) {
        self.elapsed = elapsed
    }

    convenience init() {
        let start = ContinuousClock.now
        self.init { start.duration(to: .now) }
    }

    /// A loop's own end of it. It counts from its first beat on.
    func loop(_ name: String, patience: Duration = .seconds(300)) -> LoopPulse {
        LoopPulse(name: name, patience: patience, pulse: self)
    }

    /// The loops that have been silent for longer than their patience, in order of name.
    var stalled: [String] {
        let now = elapsed()
        return loops.withLock { loops in
            loops.filter { _, beat in
                if let since = beat.busySince { return now - since > Self.longestJob }
                return now - beat.last > beat.patience
            }.keys.sorted()
        }
    }

    fileprivate func beat(_ loop: LoopPulse) {
        let now = elapsed()
        loops.withLock { $0[loop.name, default: Beat(last: now, patience: loop.patience)].last = now }
    }

    fileprivate func change(_ loop: LoopPulse, jobs: Int) {
        let now = elapsed()
        loops.withLock { loops in
            var beat = loops[loop.name] ?? Beat(last: now, patience: loop.patience)
            beat.begun += jobs
            beat.last = now
            // Each end of a job is a sign of life: only jobs of which none ends for so long are suspect.
            beat.busySince = beat.begun > 0 ? now : nil
            loops[loop.name] = beat
        }
    }

    fileprivate func forget(_ loop: LoopPulse) {
        _ = loops.withLock { $0.removeValue(forKey: loop.name) }
    }
}

/// What one loop says of itself.
struct LoopPulse: Sendable {
    let name: String
    let patience: Duration
    fileprivate let pulse: NodePulse

    /// The loop has turned once more.
    func beat() { pulse.beat(self) }

    func jobBegins() { pulse.change(self, jobs: 1) }
    func jobEnds() { pulse.change(self, jobs: -1) }

    /// What a job loop says of itself while it has jobs in its hands.
    var watch: JobWatch {
        JobWatch(begins: jobBegins, ends: jobEnds) { pulse.change(self, jobs: 0) }
    }

    /// The loop has ended as it should and is not waited for.
    func end() { pulse.forget(self) }
}
