import Dispatch
import Foundation
import Synchronization

/// Ctrl-C or a request to end, noticed instead of ending the process at once, so that the nodes are not left behind.
final class Interruption: Sendable {
    private let happened = Mutex(false)

    init() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { [weak self] in self?.happened.withLock { $0 = true } }
            source.resume()
            // Kept for as long as the process lives: a source that is let go is cancelled.
            _ = Unmanaged.passRetained(source as AnyObject)
        }
    }

    var hasHappened: Bool { happened.withLock(\.self) }

    /// Does something until Ctrl-C comes, which cancels it.
    func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let task = Task { try await work() }
        let watch = Task {
            while !hasHappened { try await Task.sleep(for: .milliseconds(50)) }
            task.cancel()
        }
        defer { watch.cancel() }
        return try await task.value
    }

    /// Whether a failure now is only what Ctrl-C has done: the terminal tells the nodes too, and one of them may be gone
    /// a moment before this process has noticed.
    func explainsFailure() async -> Bool {
        for _ in 0..<20 where !hasHappened { try? await Task.sleep(for: .milliseconds(10)) }
        return hasHappened
    }
}
