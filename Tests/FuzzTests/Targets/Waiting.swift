import Dispatch
import Synchronization

/// Runs what is asynchronous to its end for a target, which is not.
///
/// On a thread of its own: one of those that tasks share must not wait for another.
enum Waiting {
    private static let thread = OwnThread()

    static func forResult<Value: Sendable>(_ body: @escaping @Sendable () async -> Value?) -> Value? {
        let result = Result<Value>()
        Task.detached(executorPreference: thread) { result.set(await body()) }
        return result.wait()
    }

    private final class OwnThread: TaskExecutor {
        private let queue = DispatchQueue(label: "waiting")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }

    private final class Result<Value: Sendable>: Sendable {
        private let value = Mutex<Value?>(nil)
        private let isSet = DispatchSemaphore(value: 0)

        func set(_ result: Value?) {
            value.withLock { $0 = result }
            isSet.signal()
        }

        func wait() -> Value? {
            isSet.wait()
            return value.withLock(\.self)
        }
    }
}
