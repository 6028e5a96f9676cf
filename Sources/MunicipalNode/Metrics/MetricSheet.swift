import Foundation
import Identifiers
import Monitoring
import Store

/// Values gathered for one page of metrics.
struct MetricSheet {
    private var samples: [NodeMetric: [MetricFamily.Sample]] = [:]

    /// Every metric, in the order of the catalogue, with the values it got.
    var families: [MetricFamily] { NodeMetric.allCases.map { $0.family(samples[$0] ?? []) } }

    /// Values of labels come in the order of ``NodeMetric/labels``.
    mutating func add(_ metric: NodeMetric, _ value: Double, _ labels: String...) {
        samples[metric, default: []].append(metric.sample(value, labels))
    }

    private mutating func add(_ metric: NodeMetric, _ value: Bool, _ labels: String...) {
        samples[metric, default: []].append(metric.sample(value ? 1 : 0, labels))
    }

    mutating func add(_ meter: NodeMeter) {
        for metric in NodeMetric.allCases {
            samples[metric, default: []] += meter.counted(metric).map { metric.sample(Double($0.count), $0.labels) }
        }
    }

    mutating func add(_ process: ProcessFigures) {
        add(.processCPU, process.processorSeconds)
        if let startedAt = process.startedAt { add(.processStart, startedAt) }
        if let octets = process.residentBytes { add(.processMemory, octets) }
        if let files = process.openFiles { add(.processFiles, Double(files)) }
        if let limit = process.openFilesLimit { add(.processFileLimit, Double(limit)) }
    }

    mutating func add(_ state: NodeState, now: Date) {
        let readiness = NodeReadiness(of: state, now: now)
        add(.ready, readiness.ready)
        for code in ReadinessReason.Code.allCases {
            add(.notReadyReasons, Double(readiness.reasons.count { $0.code == code }), code.rawValue)
        }
        add(.loopsStalled, Double(state.stalledLoops.count))
        add(.clockJumped, state.isClockJumped)
        if let free = state.disk.free { add(.diskFree, Double(free)) }
        if let size = state.disk.size { add(.diskSize, Double(size)) }
        add(.diskReserve, Double(state.disk.reserve))
        if let due = state.revocationDue { add(.revocationLeft, due.timeIntervalSince(now)) }
        for tenant in state.tenants ?? [] {
            let name = tenant.id.name
            add(.tenantRunning, tenant.isRunning, name)
            for purpose in TenantState.purposes {
                guard let expiry = tenant.expiries[purpose] else { continue }
                add(.certificateLeft, expiry.timeIntervalSince(now), name, purpose.rawValue)
            }
            add(.mailboxUnreachable, tenant.unreachable.values.min().map { now.timeIntervalSince($0) } ?? 0, name)
        }
    }

    mutating func add(_ gauges: TenantGauges, of tenant: String, now: Date) {
        for (way, state, count) in gauges.messages {
            add(.messages, Double(count), tenant, way.rawValue, state.rawValue)
        }
        add(.tasksOpen, Double(gauges.tasks - gauges.overdueTasks), tenant, Overview.Verdict.needsHand.rawValue)
        add(.tasksOpen, Double(gauges.overdueTasks), tenant, Overview.Verdict.overdue.rawValue)
        add(.deviationClocks, Double(gauges.clocks.count), tenant)
        if let first = gauges.clocks.first {
            add(.deviationClockLeft, AuthorityClock(first, now: now).remaining, tenant)
        }
        for receipt in AwaitedReceipt.allCases {
            guard let waiting = gauges.waiting[receipt] else { continue }
            add(.receiptsWaiting, Double(waiting.count), tenant, receipt.rawValue)
            let age = waiting.oldest.map { max(0, now.timeIntervalSince($0)) } ?? 0
            add(.receiptOldest, age, tenant, receipt.rawValue)
        }
        for (kind, count) in gauges.jobs.sorted(by: { $0.key < $1.key }) { add(.jobs, Double(count), tenant, kind) }
    }
}

/// What one tenant's store is asked: look-ups in indices that end at a fixed number of rows, never a scan of messages.
struct TenantGauges: Sendable {
    let messages: [(way: Direction, state: MessageState, count: Int)]
    let tasks: Int
    let overdueTasks: Int
    let waiting: [AwaitedReceipt: WaitingReceipts]
    /// The earliest discovered first.
    let clocks: [DeviationClock]
    let jobs: [String: Int]

    /// States in which something is still to happen, by itself or by a person's hand. The others only grow.
    static let states: [(Direction, MessageState)] = [
        (.outgoing, .submitted), (.outgoing, .held), (.outgoing, .queued), (.outgoing, .sent), (.incoming, .received),
        (.incoming, .held), (.incoming, .queuedForHandOver), (.incoming, .handedOver), (.incoming, .parked),
    ]

    init(of store: any TenantReading, now: Date) throws {
        messages = try Self.states.map { ($0, $1, try store.count($0, $1, upTo: WaitingReceipts.most)) }
        (tasks, overdueTasks) = try store.openTasks(dueBefore: now)
        var waiting: [AwaitedReceipt: WaitingReceipts] = [:]
        // What is held waits for no receipt, and is counted by its state.
        for receipt in [AwaitedReceipt.transport, .application] { waiting[receipt] = try store.waiting(for: receipt) }
        self.waiting = waiting
        clocks = try store.deviationClocks()
        jobs = try store.jobCounts()
    }
}
