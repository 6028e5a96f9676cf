import Dispatch
import PasswordHashing
import Synchronization
import Testing

@Suite("The queue that hashing waits in")
struct HashQueueTests {
    /// Work that stands still until it is let go, and says when it has begun.
    private final class Gate: Sendable {
        let begun = DispatchSemaphore(value: 0)
        let open = DispatchSemaphore(value: 0)

        func pass() {
            begun.signal()
            open.wait()
        }

        func hasBegun() async {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    self.begun.wait()
                    continuation.resume()
                }
            }
        }
    }

    private final class Counter: Sendable {
        private let counts = Mutex((now: 0, most: 0))

        var most: Int { counts.withLock { $0.most } }

        func visit() {
            counts.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            counts.withLock { $0.now -= 1 }
        }
    }

    private func waiters(_ count: Int, in queue: HashQueue) async {
        while await queue.waiting != count { await Task.yield() }
    }

    @Test("T-105 no more than the given number hash at once, and all get their turn, first come first served")
    func bounded() async throws {
        let queue = HashQueue(concurrent: 2, waiting: 100)
        let counter = Counter()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<60 {
                group.addTask {
                    try await queue.run {
                        counter.visit()
                        return index
                    }
                }
            }
            var seen: Set<Int> = []
            for try await index in group { seen.insert(index) }
            #expect(seen == Set(0..<60))
        }
        #expect(counter.most <= 2)
        #expect(await queue.waiting == 0)
    }

    @Test("T-105 beyond the queue's length it refuses at once, and takes work again afterwards")
    func refuses() async throws {
        let queue = HashQueue(concurrent: 1, waiting: 1)
        let gate = Gate()
        let first = Task { try await queue.run { gate.pass() } }
        await gate.hasBegun()
        let second = Task { try await queue.run { 2 } }
        await waiters(1, in: queue)
        await #expect(throws: PasswordHashingFault.busy) { try await queue.run { 3 } }
        gate.open.signal()
        try await first.value
        #expect(try await second.value == 2)
        #expect(try await queue.run { 4 } == 4)
    }

    @Test("T-105 who does not wait any more gives the place in the queue up, and does not hash")
    func cancelled() async throws {
        let queue = HashQueue(concurrent: 1, waiting: 1)
        let gate = Gate()
        let first = Task { try await queue.run { gate.pass() } }
        await gate.hasBegun()
        let second = Task { try await queue.run { 2 } }
        await waiters(1, in: queue)
        second.cancel()
        await waiters(0, in: queue)
        await #expect(throws: PasswordHashingFault.cancelled) { try await second.value }
        let third = Task { try await queue.run { 3 } }
        await waiters(1, in: queue)
        gate.open.signal()
        try await first.value
        #expect(try await third.value == 3)
    }

    @Test("T-105 what the work throws is passed on, and the place is free again")
    func failing() async throws {
        let queue = HashQueue(concurrent: 1, waiting: 0)
        await #expect(throws: PasswordHashingFault.outOfMemory) {
            try await queue.run { () throws(PasswordHashingFault) -> Int in throw .outOfMemory }
        }
        #expect(try await queue.run { 1 } == 1)
    }
}
