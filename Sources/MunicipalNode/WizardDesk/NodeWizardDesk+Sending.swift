import CommandOutcome
import Foundation
import Identifiers
import ReportWizard
import Reporting
import SealedSubmission
import Store

/// Sending what is sealed, and asking how far it has come.
extension NodeWizardDesk {
    func send(_ id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble? {
        guard var draft = try await draft(id, for: guest), let sealed = draft.sealed else {
            return DeskTrouble(.notSealed)
        }
        let folder = SubmissionFolder(path: "\(try reportsFolder(of: guest))/\(sealed.folder)")
        let line: SendLine
        do { line = try await SendLine(self, guest) } catch { return trouble(error) }
        guard sendings[id]?.work == nil, open[guest.tenant]?.work == nil else {
            await line.module.close()
            return DeskTrouble(.busy)
        }
        let progress = WorkProgress(total: sealed.octets)
        sendings[id, default: ReportErrand()].work = .init(kind: .sending, begunAt: clock(), progress: progress)
        sendings[id]?.trouble = nil
        draft.sendingBegunAt = clock()
        do { try await keep(draft, for: guest) } catch {
            sendings[id]?.work = nil
            await line.module.close()
            throw error
        }
        works[guest.tenant] = Task(executorPreference: thread) {
            let outcome: Result<ReportSending.Sent, any Error>
            do {
                outcome = .success(
                    try await line.sending.run(folder) { step in
                        if case .uploaded(let octets, _) = step { progress.set(octets) }
                    })
            } catch { outcome = .failure(error) }
            await line.module.close()
            await self.sent(outcome, id)
        }
        return nil
    }

    private func sent(_ outcome: Result<ReportSending.Sent, any Error>, _ id: ReportID) {
        sendings[id]?.work = nil
        if case .failure(let error) = outcome { sendings[id]?.trouble = trouble(error) }
    }

    func askTheWay(of id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble? {
        guard let draft = try await draft(id, for: guest), let sealed = draft.sealed else {
            return DeskTrouble(.notSealed)
        }
        do {
            let list = try await SendLine(self, guest).submissions(of: sealed.unit)
            let timeline =
                list.submissions.first { $0.submission == sealed.submission }?.timeline
                ?? SubmissionTimeline(sealedAt: sealed.at, arrivedAt: nil)
            sendings[id, default: ReportErrand()].way = ReportWay(timeline: timeline, askedAt: clock())
            return nil
        } catch { return trouble(error) }
    }

    /// A sealed report with what is known of its way.
    func sealedReport(_ draft: ReportDraft, for guest: ReportGuest) async throws -> DeskReport? {
        guard var shown = draft.shown, let sealed = draft.sealed else { return draft.shown }
        let record = try await store(guest).read {
            try $0.record(ReportedSubmission.self, id: sealed.submission.description)
        }
        let errand = sendings[shown.id]
        shown.work = errand?.work?.shown
        shown.trouble = errand?.trouble
        if let arrivedAt = record?.arrivedAt, let receipt = record?.receipt {
            let document = try? signers().open(Array(receipt), as: SubmissionReceipt.self).document
            shown.sent = SentReport(
                receivedAt: arrivedAt, nextReceiptBy: document?.nextReceiptBy, receipt: Array(receipt))
        } else if draft.sendingBegunAt != nil, errand == nil {
            shown.trouble = DeskTrouble(.sendingInterrupted)
        }
        shown.feedback = try await fetched(sealed.submission, for: guest).flatMap { FeedbackID(sha256: $0.sha256) }
        shown.way =
            errand?.way
            ?? ReportWay(
                timeline: SubmissionTimeline(sealedAt: sealed.at, arrivedAt: record?.arrivedAt), askedAt: nil)
        return shown
    }
}

/// A way to the send module for one guest, with the municipality's certificate to log in by.
struct SendLine: Sendable {
    let module: SendModuleClient
    private let organisation: OrganisationNumber
    private let office: SendingOffice
    private let keeper: DeskKeeper

    /// - Throws: `DeskTrouble`, `AdministrationError`, `SendFault`.
    init(_ desk: NodeWizardDesk, _ guest: ReportGuest) async throws {
        guard let tenant = try await desk.tenant(of: guest), let version = ClientVersion(Configuration.product.version)
        else { throw DeskTrouble(.other) }
        let configuration = desk.administration().configuration
        organisation = tenant.organisationNumber
        office = try SendingOffice(
            configuration, organisation: organisation, version: version, clock: desk.clock)
        keeper = DeskKeeper(administration: desk.administration, guest: guest)
        module = try SendModuleClient(SendModuleClient.Settings(configuration))
    }

    var sending: ReportSending { ReportSending(to: module, office: office, logIn: .certificate(keeper)) }

    /// What the unit has sent, as the send module tells it.
    func submissions(of unit: ReportingUnit) async throws -> SubmissionList {
        try await closing {
            try await ReportDesk(at: module, office: office, logIn: .certificate(keeper))
                .submissions(of: LogInClaim(unit: unit, organisation: organisation))
        }
    }

    /// What the send module tells everybody: the season, and the year's keys.
    func look() async throws -> ModuleLook {
        try await closing { try await ModuleLook(module, office: office) }
    }

    private func closing<Value: Sendable>(_ visit: () async throws -> Value) async throws -> Value {
        do {
            let value = try await visit()
            await module.close()
            return value
        } catch {
            await module.close()
            throw error
        }
    }
}
