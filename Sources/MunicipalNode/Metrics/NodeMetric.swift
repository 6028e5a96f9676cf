import Monitoring

/// Everything that `/metrics` tells, by its name in OpenMetrics without the ending of its kind (U-50).
///
/// Labels have few values, known beforehand: tenants by their short names, and codes. No partner, message or person is
/// ever one.
enum NodeMetric: String, CaseIterable, Hashable {
    // The process.
    case build = "budstikke_build"
    case processStart = "budstikke_process_start_time_seconds"
    case processCPU = "budstikke_process_cpu_seconds"
    case processMemory = "budstikke_process_resident_memory_bytes"
    case processFiles = "budstikke_process_open_fds"
    case processFileLimit = "budstikke_process_max_fds"
    // The installation.
    case ready = "budstikke_ready"
    case notReadyReasons = "budstikke_not_ready_reasons"
    case loopsStalled = "budstikke_loops_stalled"
    case clockJumped = "budstikke_clock_jumped"
    case diskFree = "budstikke_disk_free_bytes"
    case diskSize = "budstikke_disk_size_bytes"
    case diskReserve = "budstikke_disk_reserve_bytes"
    case revocationLeft = "budstikke_revocation_list_remaining_seconds"
    case httpRequests = "budstikke_http_requests"
    case collectionTime = "budstikke_metrics_collection_seconds"
    // Each tenant.
    case tenantRunning = "budstikke_tenant_running"
    case messages = "budstikke_messages"
    case steps = "budstikke_steps"
    case sends = "budstikke_sends"
    case tasksOpen = "budstikke_tasks_open"
    case deviationClocks = "budstikke_deviation_clocks"
    case deviationClockLeft = "budstikke_deviation_clock_remaining_seconds"
    case receiptsWaiting = "budstikke_receipts_waiting"
    case receiptOldest = "budstikke_receipt_oldest_wait_seconds"
    case certificateLeft = "budstikke_certificate_remaining_seconds"
    case jobs = "budstikke_jobs"
    case jobsFailed = "budstikke_jobs_failed"
    case mailboxRounds = "budstikke_mailbox_rounds"
    case mailsFetched = "budstikke_mails_fetched"
    case mailboxUnreachable = "budstikke_mailbox_unreachable_seconds"

    var kind: MetricFamily.Kind {
        switch self {
        case .build: .info
        case .processCPU, .httpRequests, .steps, .sends, .jobsFailed, .mailboxRounds, .mailsFetched: .counter
        case .processStart, .processMemory, .processFiles, .processFileLimit, .ready, .notReadyReasons, .loopsStalled,
            .clockJumped, .diskFree, .diskSize, .diskReserve, .revocationLeft, .collectionTime, .tenantRunning,
            .messages, .tasksOpen, .deviationClocks, .deviationClockLeft, .receiptsWaiting, .receiptOldest,
            .certificateLeft, .jobs, .mailboxUnreachable:
            .gauge
        }
    }

    /// Stands at the end of the name (OpenMetrics 1.0, "Units and Base Units").
    var unit: String? { ["seconds", "bytes"].first { rawValue.hasSuffix("_\($0)") } }

    /// The names of its labels, in the order of the values that are given for them.
    var labels: [String] {
        switch self {
        case .build: ["version"]
        case .notReadyReasons: ["reason"]
        case .httpRequests: ["listener", "status"]
        case .messages: ["tenant", "direction", "state"]
        case .steps: ["tenant", "step"]
        case .sends: ["tenant", "transport", "outcome"]
        case .tasksOpen: ["tenant", "verdict"]
        case .receiptsWaiting, .receiptOldest: ["tenant", "receipt"]
        case .certificateLeft: ["tenant", "purpose"]
        case .jobs: ["tenant", "kind"]
        case .jobsFailed: ["tenant", "kind", "outcome"]
        case .mailboxRounds: ["tenant", "outcome"]
        case .tenantRunning, .deviationClocks, .deviationClockLeft, .mailsFetched, .mailboxUnreachable: ["tenant"]
        case .processStart, .processCPU, .processMemory, .processFiles, .processFileLimit, .ready, .loopsStalled,
            .clockJumped, .diskFree, .diskSize, .diskReserve, .revocationLeft, .collectionTime:
            []
        }
    }

    var help: String {
        switch self {
        case .build: "The version of the server."
        case .processStart: "When the process started, in seconds since 1970."
        case .processCPU: "Time that processors have worked for the process."
        case .processMemory: "Memory that the process holds."
        case .processFiles: "Files and connections that the process has open."
        case .processFileLimit: "Files and connections that the process may have open."
        case .ready: "Whether all that is needed is there: 1 or 0, as /readyz says."
        case .notReadyReasons: "Reasons for not being ready, by code."
        case .loopsStalled: "Loops of work that have stopped turning."
        case .clockJumped: "Whether the wall clock has jumped and the server goes by elapsed time: 1 or 0."
        case .diskFree: "Free space on the data disk."
        case .diskSize: "Size of the data disk."
        case .diskReserve: "Free space below which only what is small is taken."
        case .revocationLeft: "Time until the first revocation list in use is out of date; negative afterwards."
        case .httpRequests: "HTTP requests answered, by listener and status."
        case .collectionTime: "Time that reading the stores for this page took."
        case .tenantRunning: "Whether the tenant is at work: 1 or 0."
        case .messages: "Messages that are on their way or set aside, by state; counted to 10000."
        case .steps: "Steps in the timelines of messages, since start."
        case .sends: "Attempts at sending a message, by transport and outcome."
        case .tasksOpen: "Open tasks: those within their time (needsHand) and those beyond it (overdue)."
        case .deviationClocks: "Deviations whose authority may have to be notified, nothing decided yet."
        case .deviationClockLeft: "Time left of the 72 hours of the earliest of those; negative afterwards."
        case .receiptsWaiting: "Outgoing messages that wait for a receipt; counted to 10000."
        case .receiptOldest: "How long the oldest of those messages has waited; 0 when none waits."
        case .certificateLeft: "Time until the certificate in use expires; negative afterwards."
        case .jobs: "Pieces of work in the queue, those for later included."
        case .jobsFailed: "Pieces of work that did not end well, by what happens to them."
        case .mailboxRounds: "Looks into mailboxes, by outcome."
        case .mailsFetched: "Mails fetched and stored."
        case .mailboxUnreachable: "For how long the mailbox that fails longest has not been read; 0 when all are read."
        }
    }

    /// The name that its samples have, which queries use.
    var sampleName: String { MetricFamily.sampleName(rawValue, kind) }

    /// One value. Values of labels come in the order of ``labels``.
    func sample(_ value: Double, _ values: [String]) -> MetricFamily.Sample {
        MetricFamily.Sample(zip(labels, values).map { MetricFamily.Label($0, $1) }, value)
    }

    func family(_ samples: [MetricFamily.Sample]) -> MetricFamily {
        MetricFamily(name: rawValue, kind: kind, unit: unit, help: help, samples: samples)
    }
}
