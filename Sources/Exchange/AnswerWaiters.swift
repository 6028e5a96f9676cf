import Delivery
import Store
import Synchronization

/// A stored answer that goes back on the connection its message came on: the attempt is committed with what it answers.
struct BegunAnswer: Sendable {
    let attempt: Attempt
    /// The MIME entity as it is stored.
    let entity: [UInt8]
}

/// Partners that wait on their HTTP connection for the answer to a message they posted (eb:SyncReply).
///
/// Only kept in memory: after a crash nobody waits any more, and the stored answer goes the other way.
public final class AnswerWaiters: Sendable {
    private struct Waiter {
        let processed = Wake()
        var isProcessed = false
        var answer: BegunAnswer?
    }

    private let waiters = Mutex<[MessageKey: Waiter]>([:])

    public init() {}

    /// To be called before the message can be processed.
    func expect(_ message: MessageKey) {
        waiters.withLock { $0[message] = Waiter() }
    }

    func isExpected(_ message: MessageKey) -> Bool { waiters.withLock { $0[message] != nil } }

    /// Gives the answer to whoever waits for it; it is taken once the message is finished.
    func offer(_ answer: BegunAnswer, to message: MessageKey) {
        waiters.withLock { $0[message]?.answer = answer }
    }

    /// The message has come to an end, with or without an answer.
    func finished(_ message: MessageKey) {
        waiters.withLock { waiters in
            waiters[message]?.isProcessed = true
            return waiters[message]?.processed
        }?.raise()
    }

    /// Waits until a message is processed, and forgets it.
    /// - Returns: its answer; nil when there is none, or it took longer than `limit`.
    func answer(to message: MessageKey, within limit: Duration) async -> BegunAnswer? {
        guard let processed = waiters.withLock({ $0[message]?.processed }) else { return nil }
        await processed.wait(atMost: limit)
        let waiter = waiters.withLock { $0.removeValue(forKey: message) }
        return waiter?.isProcessed == true ? waiter?.answer : nil
    }
}
