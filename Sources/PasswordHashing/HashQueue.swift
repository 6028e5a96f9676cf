import Dispatch

/// The queue that hashing waits in: a few at a time, since each takes much memory, and no more waiting than can be served.
///
/// Work runs on threads of its own, first come first served, so that those who log in do not stop the server's tasks.
public actor HashQueue {
    private let concurrent: Int
    private let longest: Int
    private let threads = DispatchQueue(label: "password hashing", attributes: .concurrent)
    private var running = 0
    private var queue: [(number: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    private var next = 0

    /// - Parameters:
    ///   - concurrent: how many hash at the same time; their memory together is what the machine must have.
    ///   - waiting: how many may wait for their turn.
    public init(concurrent: Int, waiting: Int) {
        self.concurrent = max(1, concurrent)
        longest = max(0, waiting)
    }

    /// How many wait for their turn.
    public var waiting: Int { queue.count }

    /// Runs the work when it is its turn.
    /// - Throws: `PasswordHashingFault.busy` at once when too many wait, `.cancelled` when the task was cancelled before
    ///   its turn, and what the work throws.
    public func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(PasswordHashingFault) -> Value
    ) async throws(PasswordHashingFault) -> Value {
        guard running < concurrent || queue.count < longest else { throw .busy }
        if running < concurrent {
            running += 1
        } else if await !takeTurn() {
            throw .cancelled
        }
        let threads = threads
        let result: Result<Value, PasswordHashingFault> = await withCheckedContinuation { continuation in
            threads.async {
                let result = Result { () throws(PasswordHashingFault) in try work() }
                continuation.resume(returning: result)
            }
        }
        passOn()
        return try result.get()
    }

    /// Waits; true when a place was handed over, false when the wait was given up.
    private func takeTurn() async -> Bool {
        next += 1
        let number = next
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: false)
                } else {
                    queue.append((number, continuation))
                }
            }
        } onCancel: {
            Task { await self.giveUp(number) }
        }
    }

    private func giveUp(_ number: Int) {
        guard let index = queue.firstIndex(where: { $0.number == number }) else { return }
        queue.remove(at: index).continuation.resume(returning: false)
    }

    /// The place goes to the one who has waited longest, or is free.
    private func passOn() {
        if queue.isEmpty {
            running -= 1
        } else {
            queue.removeFirst().continuation.resume(returning: true)
        }
    }
}
