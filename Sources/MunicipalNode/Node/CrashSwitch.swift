import Exchange
import Glibc

/// Kills the process at a named crash point, for the crash tests: `BUDSTIKKE_CRASH_AT=afterPlanCommit:3` at the third
/// passing. Without the variable nothing happens.
enum CrashSwitch {
    static func points(environment: [String: String]) -> CrashPoints {
        guard let setting = environment["BUDSTIKKE_CRASH_AT"] else { return .none }
        let parts = setting.split(separator: ":")
        guard let name = parts.first, let point = CrashPoint(rawValue: String(name)) else { return .none }
        let passings = Countdown(parts.count > 1 ? Int(parts[1]) ?? 1 : 1) {
            // The test tells by this line that the cut was made here and nowhere else.
            let words = Array("cut at \(point.rawValue)\n".utf8)
            _ = write(STDERR_FILENO, words, words.count)
            kill(getpid(), SIGKILL)
        }
        return CrashPoints { passed in
            if passed == point { passings.step() }
        }
    }
}
