import CPinning
import Foundation

/// Repeats an operation on one core and counts the processor time of this thread: what others do hardly matters.
enum PinnedThread {
    /// Runs `operation` for about so many seconds of processor time; returns how many a second.
    static func rate(seconds: Double, _ operation: () throws -> Void) throws -> Double {
        guard pin_thread() == 0 else { throw BenchError("this thread cannot be kept on one core") }
        defer { unpin_thread() }
        // Caches, tables and allocators first.
        for _ in 0..<3 { try operation() }
        let begin = processorTime()
        var count = 0
        var now = begin
        while now - begin < seconds {
            try operation()
            count += 1
            now = processorTime()
        }
        return Double(count) / (now - begin)
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
