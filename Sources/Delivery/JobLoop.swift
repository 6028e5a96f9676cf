public import Foundation
public import Store

/// Leases one tenant's due jobs of some kinds and has them done, as many at a time as there are slots.
///
/// 1. *claim*: lease due jobs, at most one per order key, spread over fairness keys.
/// 2. *do*: each in slots of its own; the handler commits business change and completion together.
/// 3. *end*: a failure is retried after a back-off; what a crash left behind is claimed again when its lease runs out,
///    and parked after three crashes (T-070).
public struct JobLoop: Sendable {
    /// What a loop is allowed and how patient it is.
    public struct Policy: Sendable {
        /// Seconds a worker may hold a job before it counts as crashed. Longer than any honest wait for a slow mail
        /// server: after a crash of the process nobody waits for it, since the next start ends all leases.
        public var lease: TimeInterval
        /// Jobs leased in one claim.
        public var batch: Int
        /// Jobs in flight for one fairness key.
        public var perKey: Int
        /// Places this loop may hold at a time: fewer than there are, where its jobs wait long for others, leave some
        /// to the other tenants.
        public var share: Int
        public var backoff: Backoff
        /// Seconds between two claims: what comes meanwhile is claimed together, in one commit.
        public var gather: TimeInterval
        /// Seconds between looks when nothing is due and nobody raises the wake.
        public var idle: TimeInterval

        public init(
            lease: TimeInterval = 6 * 3600, batch: Int = 32, perKey: Int = 32, share: Int = .max,
            backoff: Backoff = Backoff(), gather: TimeInterval = 0.01, idle: TimeInterval = 30
        ) {
            self.lease = lease
            self.batch = batch
            self.perKey = perKey
            self.share = share
            self.backoff = backoff
            self.gather = gather
            self.idle = idle
        }
    }

    /// Told when a job did not end well; static codes only, no personal data.
    public typealias Report = @Sendable (_ job: Job, _ outcome: JobOutcome, _ error: (any Error)?) -> Void

    private let store: any TenantStore
    private let handlers: [String: any JobHandler]
    private let policy: Policy
    private let slots: Slots
    private let wake: Wake
    private let raiseOthers: @Sendable () -> Void
    private let clock: @Sendable () -> Date
    private let random: @Sendable () -> Double
    private let watch: JobWatch
    private let report: Report

    public init(
        store: any TenantStore, handlers: [any JobHandler], policy: Policy, slots: Slots, wake: Wake,
        raiseOthers: @escaping @Sendable () -> Void = {}, clock: @escaping @Sendable () -> Date,
        random: @escaping @Sendable () -> Double, watch: JobWatch = .none, report: @escaping Report
    ) {
        self.store = store
        self.handlers = Dictionary(
            handlers.flatMap { handler in handler.kinds.map { ($0, handler) } }, uniquingKeysWith: { first, _ in first }
        )
        self.policy = policy
        self.slots = slots
        self.wake = wake
        self.raiseOthers = raiseOthers
        self.clock = clock
        self.random = random
        self.watch = watch
        self.report = report
    }

    /// Works until the task is cancelled. Jobs begun are finished first.
    public func run() async {
        await withDiscardingTaskGroup { group in
            let flight = InFlight(limit: policy.batch * 2, perKey: policy.perKey)
            let own = Slots(policy.share)
            while !Task.isCancelled {
                let claimed = await claim(except: flight.full, limit: policy.batch)
                for job in claimed {
                    // From here on, for who waits for a place does not stand still.
                    watch.begins()
                    await flight.enter(job.fairnessKey)
                    let places = min(slots.places(for: job.size), own.count)
                    await own.acquire(places)
                    await slots.acquire(places)
                    group.addTask {
                        await perform(job)
                        slots.release(places)
                        own.release(places)
                        flight.leave(job.fairnessKey)
                        watch.ends()
                        wake.raise()
                        raiseOthers()
                    }
                }
                if claimed.isEmpty { await wake.wait(atMost: await pause()) }
                try? await Task.sleep(for: .seconds(policy.gather))
            }
        }
    }

    /// Does what is due at `now`, one job after the other, until nothing is. Returns how many jobs were done.
    @discardableResult
    public func runOnce(now: Date) async throws -> Int {
        var done = 0
        while true {
            let jobs = try await lease(now: now, except: [], limit: policy.batch)
            if jobs.isEmpty { return done }
            for job in jobs {
                await perform(job, now: now)
                done += 1
            }
        }
    }

    private func claim(except: Set<String>, limit: Int) async -> [Job] {
        do { return try await lease(now: clock(), except: except, limit: limit) } catch {
            await wake.wait(atMost: .seconds(1))
            return []
        }
    }

    private func lease(now: Date, except: Set<String>, limit: Int) async throws -> [Job] {
        let claim = JobClaim(
            kinds: handlers.keys.sorted(), now: now, lease: policy.lease, limit: limit, perKey: policy.perKey,
            except: except)
        let due = try await store.read { try $0.nextJob(kinds: claim.kinds) }
        guard let due, due <= now else { return [] }
        return try await store.write { try $0.claim(claim) }
    }

    private func pause() async -> Duration {
        let kinds = handlers.keys.sorted()
        let next = try? await store.read { try $0.nextJob(kinds: kinds) }
        guard let next else { return .seconds(policy.idle) }
        return .milliseconds(Int(min(max(next.timeIntervalSince(clock()), 0.02), policy.idle) * 1000))
    }

    private func perform(_ job: Job, now: Date? = nil) async {
        let now = now ?? clock()
        do {
            guard let handler = handlers[job.kind] else { return }
            let outcome = try await handler.handle(job, now: now)
            try await end(job, outcome, now: now)
            if outcome != .completed { report(job, outcome, nil) }
        } catch StoreError.damaged {
            // Trying again reads the same bytes: a person has to look (T-065).
            let outcome = JobOutcome.park(reason: "content-damaged")
            report(job, outcome, nil)
            await endWhenPossible(job, outcome, now: now)
        } catch {
            let outcome = JobOutcome.backOff(reason: "failed")
            report(job, outcome, error)
            await endWhenPossible(job, outcome, now: now)
        }
    }

    /// On a full disk the end is written as soon as there is space: the lease is far too long to wait for (T-064). What
    /// fails otherwise is left to the lease, when it runs out or at the next start.
    private func endWhenPossible(_ job: Job, _ outcome: JobOutcome, now: Date) async {
        while true {
            do { return try await end(job, outcome, now: now) } catch StoreError.full {
                watch.goesOn()
                do { try await Task.sleep(for: .seconds(1)) } catch { return }
            } catch { return }
        }
    }

    private func end(_ job: Job, _ outcome: JobOutcome, now: Date) async throws {
        switch outcome {
        case .completed, .lost:
            break
        case .retry(let at, let reason):
            _ = try await store.write { try $0.retry(job, at: at, reason: reason) }
        case .backOff(let reason):
            let at = now.addingTimeInterval(policy.backoff.delay(attempts: job.attempts, spread: random()))
            _ = try await store.write { try $0.retry(job, at: at, reason: reason) }
        case .park(let reason):
            _ = try await store.write { try $0.park(job, reason: reason) }
        }
    }
}
