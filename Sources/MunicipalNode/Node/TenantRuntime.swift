import Delivery
import Exchange
import Foundation
import Logging
import Mail
import Store

/// One tenant at work: its two job loops, its mailboxes and its record systems' folders.
struct TenantRuntime: Sendable {
    let context: ExchangeContext
    let intake: SubmissionIntake
    private let processing: JobLoop
    private let sending: JobLoop
    private let mailbox: @Sendable (_ name: String) -> POP3Mailbox?
    private let poll: @Sendable (_ name: String) -> Duration
    private let folderPoll: Duration
    private let clock: @Sendable () -> Date
    private let logger: Logger

    init(
        context: ExchangeContext, transport: any MailSending, slots: NodeSlots,
        mailbox: @escaping @Sendable (String) -> POP3Mailbox?, poll: @escaping @Sendable (String) -> Duration,
        folderPoll: Duration, clock: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.context = context
        self.mailbox = mailbox
        self.poll = poll
        self.folderPoll = folderPoll
        self.clock = clock
        self.logger = logger
        intake = SubmissionIntake(context: context)
        let wakes = context.wakes
        let report: JobLoop.Report = { job, outcome, error in
            logger.warning(
                "a job did not end well",
                metadata: [
                    "kind": "\(job.kind)", "message": "\(job.message?.value ?? 0)", "outcome": "\(outcome.code)",
                    "error": "\(error.map { String(describing: $0) } ?? "")",
                ])
        }
        processing = JobLoop(
            store: context.store,
            handlers: [
                OutgoingFlow(context: context), IncomingFlow(context: context), HandOverFlow(context: context),
                NoticeFlow(context: context), ResendFlow(context: context),
            ], policy: JobLoop.Policy(), slots: slots.processing, wake: wakes.processing,
            raiseOthers: { wakes.sending.raise() }, clock: clock, random: context.randomness.fraction, report: report)
        sending = JobLoop(
            store: context.store, handlers: [SendFlow(context: context, transport: transport)],
            policy: JobLoop.Policy(), slots: slots.sending, wake: wakes.sending,
            raiseOthers: { wakes.processing.raise() }, clock: clock, random: context.randomness.fraction, report: report
        )
    }

    /// Works until cancelled. What an earlier process left in its hands is taken up first.
    func run() async throws {
        let now = clock()
        _ = try await context.store.write { try $0.rescue(now: now) }
        await withDiscardingTaskGroup { group in
            group.addTask { await processing.run() }
            group.addTask { await sending.run() }
            group.addTask { await watchFolders() }
            group.addTask { await pollMailboxes() }
            group.addTask { await flagParked() }
        }
    }

    /// Each record system's folder in turn: submissions in, read marks out.
    private func watchFolders() async {
        let watch = TakenWatch(context: context)
        while !Task.isCancelled {
            for system in context.settings.current.recordSystems.values.sorted(by: { $0.name < $1.name }) {
                do {
                    try await watch.look(at: system, now: clock())
                    try await intake.take(from: system, now: clock())
                } catch {
                    logger.warning(
                        "a record system's folder cannot be used",
                        metadata: ["recordSystem": "\(system.name)", "error": "\(error)"])
                }
            }
            try? await Task.sleep(for: folderPoll)
        }
    }

    /// Messages whose work was set aside become visible within seconds.
    private func flagParked() async {
        let flow = ParkedFlow(context: context)
        while !Task.isCancelled {
            do { try await flow.flag(now: clock()) } catch {
                logger.warning("parked work cannot be looked at", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(10))
        }
    }

    /// Each mailbox on its own, so that a slow one does not hold up another; new ones are found within a second.
    private func pollMailboxes() async {
        await withDiscardingTaskGroup { group in
            var polled: Set<String> = []
            while !Task.isCancelled {
                let names = Set(context.settings.current.addresses.values.map(\.mailbox))
                for name in names.subtracting(polled) {
                    guard let reader = mailbox(name) else { continue }
                    polled.insert(name)
                    group.addTask { await fetch(name, reader) }
                }
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func fetch(_ name: String, _ reader: POP3Mailbox) async {
        let flow = MailboxFlow(context: context, name: name, mailbox: reader)
        var failures = 0
        let backoff = Backoff(first: 1, longest: 300)
        while !Task.isCancelled {
            do {
                let fetched = try await flow.fetch(now: clock)
                failures = 0
                if fetched > 0 { continue }
                try? await Task.sleep(for: poll(name))
            } catch {
                logger.warning("a mailbox cannot be read", metadata: ["mailbox": "\(name)", "error": "\(error)"])
                try? await Task.sleep(
                    for: .seconds(backoff.delay(attempts: failures, spread: context.randomness.fraction())))
                failures += 1
            }
        }
    }
}

/// Places to work in, shared by all tenants of a node.
struct NodeSlots: Sendable {
    let processing: Slots
    let sending: Slots
}

extension JobOutcome {
    /// A short code for logs.
    var code: String {
        switch self {
        case .completed: "completed"
        case .retry(_, let reason): "retry \(reason)"
        case .backOff(let reason): "back-off \(reason)"
        case .park(let reason): "park \(reason)"
        case .lost: "lost"
        }
    }
}
