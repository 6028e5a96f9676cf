import Foundation
import IplosExtract
import ReportWizard
import Reporting
import Synchronization

/// A report that is not sealed yet, with what was brought in for it: in this process only.
struct OpenReport: Sendable {
    var draft: ReportDraft
    var extract: Held?
    var identities: (facts: HeldFile, companion: CompanionIdentities)?
    /// How the extract was made, when it was made here.
    var made: MadeExtract?
    var check: CheckSummary?
    var findings: KeptFindings?
    var work: Running?
    var trouble: DeskTrouble?

    /// An extract and where it is read from.
    struct Held: Sendable {
        let facts: HeldFile
        let source: any ExtractSource
    }

    /// Work that goes on beside the desk.
    struct Running: Sendable {
        let kind: DeskWork.Kind
        let begunAt: Date
        let progress: WorkProgress

        var shown: DeskWork { DeskWork(kind: kind, begunAt: begunAt, done: progress.done, total: progress.total) }
    }

    init(_ draft: ReportDraft) { self.draft = draft }

    /// As its pages see it.
    var shown: DeskReport? {
        guard var report = draft.shown else { return nil }
        report.extract = extract?.facts
        report.identities = identities?.facts
        report.made = made
        report.check = check
        report.trouble = trouble
        report.work = work?.shown
        return report
    }
}

extension ReportDraft {
    /// What of a report is there without an open one.
    var shown: DeskReport? {
        guard let report else { return nil }
        var shown = DeskReport(id: report, isTrial: isTrial, begunAt: begunAt, begunBy: begunBy)
        shown.sealed = sealed.map {
            SealedReport(
                submission: $0.submission, unit: $0.unit, year: $0.year, kind: $0.kind, sequence: $0.sequence,
                persons: $0.persons, parts: $0.parts, octets: $0.octets, withheld: $0.withheld, at: $0.at, by: $0.by)
        }
        return shown
    }
}

/// How far work has come: written where it is done, read where it is shown.
final class WorkProgress: Sendable {
    let total: Int
    private let octets = Mutex(0)

    init(total: Int) { self.total = total }

    var done: Int { octets.withLock { $0 } }
    func add(_ count: Int) { octets.withLock { $0 += count } }
    func set(_ count: Int) { octets.withLock { $0 = count } }
}

/// A thread of its own for work that reads and encrypts for seconds, so that messages do not wait for it.
final class WorkThread: TaskExecutor {
    private let queue = DispatchQueue(label: "report-work", qos: .utility)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
