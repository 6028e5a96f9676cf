import Store
import Synchronization

/// Partners that wait on their HTTP connection for the answer to a message they posted (eb:SyncReply).
///
/// Only kept in memory: after a crash nobody waits any more, and the stored answer goes the other way.
public final class AnswerWaiters: Sendable {
    private struct Waiter {
        let processed: AsyncStream<Void>
        let finish: AsyncStream<Void>.Continuation
        var answer: MessageKey?
    }

    private let waiters = Mutex<[MessageKey: Waiter]>([:])

    public init() {}

    /// To be called before the message can be processed.
    func expect(_ message: MessageKey) {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        waiters.withLock { $0[message] = Waiter(processed: stream, finish: continuation) }
    }

    func isExpected(_ message: MessageKey) -> Bool { waiters.withLock { $0[message] != nil } }

    /// Says which stored answer belongs to a message.
    /// - Returns: whether somebody waits for it, so that it need not go by itself yet.
    func offer(_ answer: MessageKey, to message: MessageKey) -> Bool {
        waiters.withLock { waiters in
            guard waiters[message] != nil else { return false }
            waiters[message]?.answer = answer
            return true
        }
    }

    /// The message has come to an end, with or without an answer.
    func finished(_ message: MessageKey) {
        waiters.withLock { $0[message]?.finish.finish() }
    }

    /// Waits until a message is processed, and forgets it.
    /// - Returns: its answer; nil when there is none, or it took longer than `limit`.
    func answer(to message: MessageKey, within limit: Duration) async -> MessageKey? {
        guard let stream = waiters.withLock({ $0[message]?.processed }) else { return nil }
        let isProcessed = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await _ in stream {}
                return !Task.isCancelled
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return false
            }
            let first = await group.next() ?? false
            group.cancelAll()
            return first
        }
        let waiter = waiters.withLock { $0.removeValue(forKey: message) }
        return isProcessed ? waiter?.answer : nil
    }
}
