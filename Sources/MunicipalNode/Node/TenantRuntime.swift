import Delivery
import Exchange
import Foundation
import Identifiers
import Logging
import Mail
import Monitoring
import Store
import Texts

/// One tenant at work: its two job loops, its mailboxes and its record systems' folders.
struct TenantRuntime: Sendable {
    /// What the loops work with; a reload exchanges it while they go on.
    let equipment: EquipmentBox
    private let processing: JobLoop
    private let sending: JobLoop
    private let loops: Loops
    private let folderPoll: Duration
    private let clock: @Sendable () -> Date
    private let logger: Logger
    private let tenant: String
    private let meter: NodeMeter
    private let disk: DiskAlarm
    let mailboxHealth = MailboxHealth()

    /// The signs of life of the tenant's loops.
    private struct Loops {
        let processing, sending, folders, mailboxes, parked, tasks: LoopPulse

        init(of tenant: TenantID, _ pulse: NodePulse) {
            func loop(_ name: String) -> LoopPulse { pulse.loop("\(tenant) \(name)") }
            (processing, sending, folders) = (loop("processing"), loop("sending"), loop("folders"))
            (mailboxes, parked, tasks) = (loop("mailboxes"), loop("parked work"), loop("tasks"))
        }

        func end() {
            for loop in [processing, sending, folders, mailboxes, parked, tasks] { loop.end() }
        }
    }

    init(
        tenant: TenantID, equipment: EquipmentBox, slots: NodeSlots, signs: NodeSigns, folderPoll: Duration,
        clock: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.equipment = equipment
        self.folderPoll = folderPoll
        self.clock = clock
        var logger = logger
        logger[metadataKey: "tenant"] = "\(tenant)"
        self.logger = logger
        self.tenant = tenant.name
        let (meter, disk) = (signs.meter, signs.disk)
        self.meter = meter
        self.disk = disk
        let loops = Loops(of: tenant, signs.pulse)
        self.loops = loops
        let context = equipment.current.context
        let log = FailedJobLog(store: context.store, logger: logger)
        let report: JobLoop.Report = { job, outcome, error in
            disk.look(at: error)
            meter.count(.jobsFailed, tenant.name, job.kind, outcome.word)
            log.tell(job, outcome, error)
        }
        let wakes = context.wakes
        let processed: [@Sendable (TenantEquipment) -> any JobHandler] = [
            { OutgoingFlow(context: $0.context) }, { IncomingFlow(context: $0.context) },
            { HandOverFlow(context: $0.context) }, { NoticeFlow(context: $0.context) },
            { ResendFlow(context: $0.context) }, { AnswerDeadlineFlow(context: $0.context) },
        ]
        // A job loop asks for the time whenever it looks for work: that is its beat.
        processing = JobLoop(
            store: context.store,
            handlers: processed.map { EquippedHandler(equipment, $0) },
            policy: JobLoop.Policy(), slots: slots.processing, wake: wakes.processing,
            raiseOthers: { wakes.sending.raise() },
            clock: {
                loops.processing.beat()
                return clock()
            }, random: context.randomness.fraction, watch: loops.processing.watch, report: report)
        sending = JobLoop(
            store: context.store,
            handlers: [
                EquippedHandler(equipment) {
                    SendFlow(context: $0.context, transport: $0.transport, posting: $0.posting)
                }
            ],
            // A tenant whose mail server is slow holds its places for long: some are left to the others.
            policy: JobLoop.Policy(share: 24), slots: slots.sending, wake: wakes.sending,
            raiseOthers: { wakes.processing.raise() },
            clock: {
                loops.sending.beat()
                return clock()
            }, random: context.randomness.fraction, watch: loops.sending.watch, report: report)
    }

    var context: ExchangeContext { equipment.current.context }
    var intake: SubmissionIntake { SubmissionIntake(context: context) }

    /// Works until cancelled. What an earlier process left in its hands is taken up first.
    func run() async throws {
        let now = clock()
        try await rescue(now: now)
        try await ClockWatch.warnOfFuture(in: context.store, now: now, logger: logger)
        await withDiscardingTaskGroup { group in
            group.addTask { await processing.run() }
            group.addTask { await sending.run() }
            group.addTask { await watchFolders() }
            group.addTask { await pollMailboxes() }
            group.addTask { await flagParked() }
            group.addTask { await watchTasks() }
        }
        loops.end()
    }

    /// Started on a full disk, it waits for space: nothing is lost by that, and nobody has to start it again (T-064).
    private func rescue(now: Date) async throws {
        while true {
            do { return _ = try await context.store.write { try $0.rescue(now: now) } } catch StoreError.full {
                disk.look(at: StoreError.full)
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Each record system's folder in turn: submissions in, and every fifth time, for nobody waits for them, read marks.
    private func watchFolders() async {
        var round = 0
        while !Task.isCancelled {
            defer { round += 1 }
            let context = context
            for system in context.settings.current.recordSystems.values.sorted(by: { $0.name < $1.name }) {
                loops.folders.beat()
                do {
                    if round % 5 == 0 { try await TakenWatch(context: context).look(at: system, now: clock()) }
                    let taken = try await SubmissionIntake(context: context).take(from: system, now: clock())
                    if taken > 0 { disk.hasWritten() }
                } catch {
                    disk.look(at: error)
                    logger.warning(
                        "a record system's folder cannot be used",
                        metadata: ["recordSystem": "\(system.name)", "error": "\(error)"])
                }
            }
            loops.folders.beat()
            try? await Task.sleep(for: folderPoll)
        }
    }

    /// Messages whose work was set aside become visible within seconds.
    private func flagParked() async {
        while !Task.isCancelled {
            loops.parked.beat()
            do { try await ParkedFlow(context: context).flag(now: clock()) } catch {
                logger.warning("parked work cannot be looked at", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(10))
        }
    }

    /// What needs a hand is on somebody's list within seconds.
    private func watchTasks() async {
        var (round, deaf) = (0, clock())
        while !Task.isCancelled {
            loops.tasks.beat()
            disk.lookAgain()
            // Whoever does not hear must not call others silent.
            if !mailboxHealth.unreachable.isEmpty { deaf = clock() }
            let watch = AttentionWatch(store: context.store, logger: logger, meter: meter, tenant: tenant)
            let mayCallSilent = round % 20 == 0 ? clock() >= deaf + 7_200 : nil
            do { try await watch.runOnce(now: clock(), mayCallSilent: mayCallSilent) } catch {
                disk.look(at: error)
                logger.error("what calls for people cannot be watched", metadata: ["error": "\(error)"])
            }
            round += 1
            try? await Task.sleep(for: .seconds(3))
        }
    }

    /// Each mailbox on its own, so that a slow one does not hold up another; new ones are found within a second.
    private func pollMailboxes() async {
        let polled = PolledMailboxes()
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                loops.mailboxes.beat()
                for name in equipment.current.mailboxes where polled.begin(name) {
                    group.addTask {
                        await fetch(name)
                        polled.end(name)
                    }
                }
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Empties one mailbox again and again, until cancelled or until it is no longer the tenant's.
    private func fetch(_ name: String) async {
        var failures = 0
        defer { mailboxHealth.recovered(name) }
        // Known from the first look on, so that the first failure is seen as one.
        for outcome in ["ok", "failed"] { meter.count(.mailboxRounds, tenant, outcome, by: 0) }
        // A minute at most: when the network is back, so are we (T-068).
        let backoff = Backoff(first: 1, longest: 60)
        var (now, generation) = (equipment.current, equipment.generation)
        guard let reader = now.reader(of: name) else { return }
        var flow = MailboxFlow(context: now.context, name: name, mailbox: reader)
        while !Task.isCancelled {
            guard let changed = equipment.current.reader(of: name) else { return }
            if generation != equipment.generation {
                (now, generation) = (equipment.current, equipment.generation)
                flow = MailboxFlow(context: now.context, name: name, mailbox: changed)
            }
            do {
                let fetched = try await flow.fetch(now: clock)
                failures = 0
                mailboxHealth.recovered(name)
                meter.count(.mailboxRounds, tenant, "ok")
                meter.count(.mailsFetched, tenant, by: fetched)
                if fetched > 0 {
                    disk.hasWritten()
                    continue
                }
                await rest(now.poll(name), unlessAfter: generation)
            } catch {
                disk.look(at: error)
                meter.count(.mailboxRounds, tenant, "failed")
                mailboxHealth.failed(name, at: clock())
                logger.warning("a mailbox cannot be read", metadata: ["mailbox": "\(name)", "error": "\(error)"])
                let delay = backoff.delay(attempts: failures, spread: context.randomness.fraction())
                await rest(.seconds(delay), unlessAfter: generation)
                failures += 1
            }
        }
    }

    /// Waits, and no longer than a second more once the configuration has been read anew: it may have put things right.
    private func rest(_ span: Duration, unlessAfter generation: Int) async {
        var left = span
        while left > .zero, !Task.isCancelled, equipment.generation == generation {
            let part = min(left, .seconds(1))
            try? await Task.sleep(for: part)
            left -= part
        }
    }
}
