import Glibc
import Synchronization

/// Ends the process at a named place between two effects on the disk, as a power cut would, for the tests of crashes:
/// `BUDSTIKKE_CRASH_AT=joined:3` at the third passing, `joined:1:ready` at the first after the server said that it is
/// ready. Without the variable nothing happens.
public final class CrashSwitch: Sendable {
    private let place: String?
    private let state: Mutex<(left: Int, isArmed: Bool)>

    public init(environment: [String: String]) {
        let parts = environment["BUDSTIKKE_CRASH_AT"]?.split(separator: ":").map(String.init) ?? []
        place = parts.first
        state = Mutex((parts.count > 1 ? Int(parts[1]) ?? 1 : 1, parts.count < 3))
    }

    /// The server is ready: from now on passings count.
    public func arm() { state.withLock { $0.isArmed = true } }

    /// Does not return at the passing that was asked for.
    public func pass(_ name: String) {
        guard name == place else { return }
        let isTime = state.withLock { state in
            guard state.isArmed else { return false }
            state.left -= 1
            return state.left == 0
        }
        guard isTime else { return }
        // The test tells by this line that the cut was made here and nowhere else.
        let words = Array("cut at \(name)\n".utf8)
        _ = write(STDERR_FILENO, words, words.count)
        kill(getpid(), SIGKILL)
    }
}
