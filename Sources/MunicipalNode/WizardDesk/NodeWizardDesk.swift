import Foundation
import Identifiers
import IplosContent
import IplosExtract
import NationalIdentity
import ReportWizard
import Reporting
import SealedSubmission
import Store

/// The desk of the wizard: a municipality's reports, with the node's stores and keys behind them.
///
/// Reports that are sealed are in the tenant's store; one that is not is in memory, its extract encrypted in the spool
/// (decision 0016). Each tenant has at most one of those, and all that is long is done on one thread, one at a time; a tenant's
/// feedback is opened on its own.
actor NodeWizardDesk: WizardDesk {
    nonisolated let spool: Spool
    /// With what is in effect now.
    nonisolated let administration: @Sendable () -> Administration
    nonisolated let clock: @Sendable () -> Date
    /// Where libpq looks for a password file.
    let environment: [String: String]
    let draw: @Sendable (Int) -> [UInt8]
    /// Told of faults of ours that no request waits for.
    let report: @Sendable (any Error) -> Void
    nonisolated let thread = WorkThread()
    var open: [TenantID: OpenReport] = [:]
    /// Where each tenant's feedback is opened.
    var readers: [TenantID: WorkThread] = [:]
    /// What is going on with reports that are sealed, and what was told of them.
    var sendings: [ReportID: ReportErrand] = [:]
    /// The last work begun for each tenant.
    var works: [TenantID: Task<Void, Never>] = [:]
    /// The feedback that is open, the one used last at the end.
    var feedbacks: [TenantID: [OpenFeedback]] = [:]

    /// - Parameter draw: so many unpredictable octets.
    init(
        administration: @escaping @Sendable () -> Administration, clock: @escaping @Sendable () -> Date,
        environment: [String: String] = [:], draw: @escaping @Sendable (Int) -> [UInt8],
        report: @escaping @Sendable (any Error) -> Void
    ) {
        self.administration = administration
        self.clock = clock
        self.environment = environment
        self.draw = draw
        self.report = report
        spool = Spool(directory: administration().configuration.spool)
    }

    // MARK: - Guests

    func rights(of guest: ReportGuest) async throws -> Set<ReportRight> {
        // An account's roles name its person; the participants are users of the machine.
        if guest.hasAccount { return guest.rights }
        let participants = try await store(guest).read { try $0.records(ReportParticipant.self) }
        if participants.isEmpty { return guest.rights }
        return guest.rights.intersection(participants.first { $0.person == guest.maker }?.rights ?? [])
    }

    func isForTests(_ guest: ReportGuest) async throws -> Bool { try await tenant(of: guest)?.stage == .test }

    // MARK: - Reports

    func reports(for guest: ReportGuest) async throws -> [ReportEntry] {
        let (drafts, submissions) = try await store(guest).read {
            (try $0.records(ReportDraft.self), try $0.records(ReportedSubmission.self))
        }
        let open = drafts.filter { $0.sealed == nil }.map {
            ReportEntry(report: $0.report, begunAt: $0.begunAt, begunBy: $0.begunBy, sealed: nil)
        }
        let begun = submissions.sorted { ($0.begunAt, $0.id) > ($1.begunAt, $1.id) }.map { submission in
            let draft = drafts.first { $0.sealed?.submission == submission.submission }
            return ReportEntry(
                report: draft?.report, begunAt: submission.begunAt, begunBy: submission.begunBy,
                sealed: .init(
                    unit: submission.unit, year: submission.year, kind: submission.submissionKind,
                    sequence: submission.sequence, at: submission.signedAt))
        }
        return open + begun
    }

    func begin(isTrial: Bool, for guest: ReportGuest) async throws -> ReportID {
        guard let id = ReportID(bytes: draw(16)) else { throw DeskTrouble(.other) }
        let draft = ReportDraft(id: id, isTrial: isTrial, begunAt: clock(), begunBy: guest.person)
        let entry = entry("report.wizard.begun", for: guest)
        // Two who begin at the same time get the same one.
        return try await store(guest).write { transaction in
            if let open = try transaction.records(ReportDraft.self).first(where: { $0.sealed == nil })?.report {
                return open
            }
            try transaction.put(draft)
            try transaction.audit(entry)
            return id
        }
    }

    func report(_ id: ReportID, for guest: ReportGuest) async throws -> DeskReport? {
        if let report = try await opened(id, for: guest) { return report.shown }
        guard let draft = try await draft(id, for: guest) else { return nil }
        return try await sealedReport(draft, for: guest)
    }

    func discard(_ id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble? {
        guard let report = try await opened(id, for: guest) else { return DeskTrouble(.sealedAlready) }
        if report.work != nil { return DeskTrouble(.busy) }
        open[guest.tenant] = nil
        let entry = entry("report.wizard.discarded", for: guest)
        try await store(guest).write { transaction in
            try transaction.delete(ReportDraft.self, id: id.text)
            try transaction.audit(entry)
        }
        return nil
    }

    func findings(of id: ReportID, for guest: ReportGuest) async throws -> KeptFindings? {
        try await opened(id, for: guest)?.findings
    }

    // MARK: - Parts

    /// Returns when the work that has been begun for the tenant is done, and what came of it too.
    func settle(_ tenant: TenantID) async {
        var last: Task<Void, Never>?
        while let work = works[tenant], work != last {
            await work.value
            last = work
        }
    }

    /// The report, if it is not sealed; taken up again after a restart.
    func opened(_ id: ReportID, for guest: ReportGuest) async throws -> OpenReport? {
        if let report = open[guest.tenant], report.draft.id == id.text { return report }
        guard var draft = try await draft(id, for: guest), draft.sealed == nil else { return nil }
        if let sealed = try await sealedBeforeTheEnd(draft, for: guest) {
            draft.sealed = sealed
            try await keep(draft, for: guest)
            return nil
        }
        // Somebody else may have taken it up meanwhile.
        if let report = open[guest.tenant] { return report.draft.id == id.text ? report : nil }
        var report = OpenReport(draft)
        if draft.hasExtract { report.trouble = DeskTrouble(.interrupted) }
        open[guest.tenant] = report
        return report
    }

    func draft(_ id: ReportID, for guest: ReportGuest) async throws -> ReportDraft? {
        try await store(guest).read { try $0.record(ReportDraft.self, id: id.text) }
    }

    /// Notes that work on a report begins; what cannot be kept on disk has not begun.
    func begin(_ report: OpenReport, for guest: ReportGuest) async throws {
        open[guest.tenant] = report
        do { try await keep(report.draft, for: guest) } catch {
            open[guest.tenant]?.work = nil
            throw error
        }
    }

    func keep(_ draft: ReportDraft, for guest: ReportGuest) async throws {
        try await store(guest).write { try $0.put(draft) }
    }

    func store(_ guest: ReportGuest) async throws -> any TenantStore {
        try await administration().installation.tenant(guest.tenant, as: guest.actor)
    }

    func tenant(of guest: ReportGuest) async throws -> Tenant? {
        try await administration().installation.tenants().first { $0.id == guest.tenant }
    }

    /// Whose identity numbers are taken.
    func realm(_ draft: ReportDraft, for guest: ReportGuest) async throws -> IdentityRealm {
        if draft.isTrial { return .test }
        return try await isForTests(guest) ? .test : .production
    }

    func entry(_ action: String, for guest: ReportGuest, _ detail: [String: String] = [:]) -> AuditEntry {
        AuditEntry(at: clock(), actor: guest.actor, action: action, detail: detail)
    }

    func note(_ action: String, for guest: ReportGuest, _ detail: [String: String] = [:]) async throws {
        let entry = entry(action, for: guest, detail)
        try await store(guest).write { try $0.audit(entry) }
    }
}
