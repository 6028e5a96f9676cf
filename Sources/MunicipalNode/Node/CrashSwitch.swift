import Exchange
import Glibc
import Synchronization

/// Kills the process at a named crash point, for the crash tests: `BUDSTIKKE_CRASH_AT=afterPlanCommit:3` at the third
/// passing. Without the variable nothing happens.
enum CrashSwitch {
    static func points(environment: [String: String]) -> CrashPoints {
        guard let setting = environment["BUDSTIKKE_CRASH_AT"] else { return .none }
        let parts = setting.split(separator: ":")
        guard let name = parts.first, let point = CrashPoint(rawValue: String(name)) else { return .none }
        let counter = Countdown(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
        return CrashPoints { passed in
            guard passed == point, counter.isDown() else { return }
            // The test tells by this line that the cut was made here and nowhere else.
            let words = Array("cut at \(point.rawValue)\n".utf8)
            _ = write(STDERR_FILENO, words, words.count)
            kill(getpid(), SIGKILL)
        }
    }

    private final class Countdown: Sendable {
        private let left: Mutex<Int>

        init(_ count: Int) {
            left = Mutex(count)
        }

        func isDown() -> Bool {
            left.withLock { left in
                left -= 1
                return left == 0
            }
        }
    }
}
