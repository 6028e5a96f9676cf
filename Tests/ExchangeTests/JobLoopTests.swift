import Delivery
import Foundation
import Store
import Synchronization
import Testing

/// What a running loop holds in its hands, beside the loops of other tenants.
@Suite struct JobLoopTests {
    @Test("U-49 a job that waits while other tenants hold all places is in its loop's hands, and is done in its turn")
    func waiting() async throws {
        let stage = try await Stage(jobs: 1)
        let slots = Slots(1)
        await slots.acquire()
        let loop = stage.loop(slots: slots)
        let running = Task { await loop.run() }
        while stage.counts.held == 0 { await Task.yield() }
        #expect(stage.counts.begun == 0)
        slots.release()
        stage.open()
        while stage.counts.ended == 0 { await Task.yield() }
        #expect(stage.counts.held == 0)
        #expect(stage.counts.begun == 1)
        running.cancel()
        await running.value
    }

    @Test("T-071 a tenant whose mail server never answers leaves places to the others", arguments: [1, 2])
    func share(_ share: Int) async throws {
        let stage = try await Stage(jobs: 3)
        let slots = Slots(2)
        let loop = stage.loop(slots: slots, share: share)
        let running = Task { await loop.run() }
        while stage.counts.begun < share { await Task.yield() }
        let other = Task {
            await slots.acquire()
            slots.release()
        }
        if share == 1 {
            await other.value
            #expect(stage.counts.begun == 1)
        } else {
            // The control: without a share of its own the loop takes all there is.
            while slots.waiting == 0 { await Task.yield() }
        }
        stage.open()
        while stage.counts.ended < 3 { await Task.yield() }
        await other.value
        running.cancel()
        await running.value
        await slots.acquire(2)
        #expect(slots.waiting == 0, "all places were given back")
    }

    /// A tenant's jobs that last until they are let go.
    private final class Stage: Sendable {
        struct Counts {
            var held = 0
            var begun = 0
            var ended = 0
        }

        private let office: Office
        private let country: Country
        private let state = Mutex(Counts())
        private let isOpen = Atomic(false)

        var counts: Counts { state.withLock { $0 } }

        init(jobs: Int) async throws {
            (country, office, _) = try await Country.withTwoOffices()
            try await office.store.write { transaction in
                for _ in 0..<jobs {
                    try transaction.enqueue(
                        NewJob(kind: "slow", message: nil, fairnessKey: "a", runAt: Country.start))
                }
            }
        }

        func open() { isOpen.store(true, ordering: .releasing) }

        func loop(slots: Slots, share: Int = .max) -> JobLoop {
            JobLoop(
                store: office.store, handlers: [Slow(stage: self)], policy: .init(share: share), slots: slots,
                wake: Wake(), clock: { Country.start }, random: { 0 },
                watch: JobWatch(
                    begins: { self.state.withLock { $0.held += 1 } },
                    ends: {
                        self.state.withLock {
                            $0.held -= 1
                            $0.ended += 1
                        }
                    }, goesOn: {}),
                report: { job, outcome, _ in Issue.record("\(job.kind) \(outcome)") })
        }

        private struct Slow: JobHandler {
            let kinds = ["slow"]
            let stage: Stage

            func handle(_ job: Job, now: Date) async throws -> JobOutcome {
                stage.state.withLock { $0.begun += 1 }
                while !stage.isOpen.load(ordering: .acquiring) { await Task.yield() }
                return try await stage.office.store.write { try $0.complete(job) } ? .completed : .lost
            }
        }
    }
}
