import Archive
import CommandOutcome
import Cryptography
import Foundation
import Identifiers
import ReportWizard
import Reporting
import Store
import Texts

/// A feedback that is open: what was in the archive, in the spool of this process.
struct OpenFeedback: Sendable {
    let id: FeedbackID
    let content: KeptFeedback
    /// As the archive was called, as far as that may be shown.
    let fileName: String
    /// With what the name of the submission begins that it answers, where the archive's name says it as the portal does.
    let submissionStart: String?
    let at: Date
    let by: String
    var lastUsed: Date
}

/// Fetching, opening and comparing the register's feedback.
extension NodeWizardDesk {
    /// As many of a tenant's are open at a time: one, what it is compared with, and two more.
    private static let mostOpen = 4
    /// What nobody has looked at for so long is forgotten.
    private static let patience: TimeInterval = 2 * 3600

    func feedback(for guest: ReportGuest) async throws -> [FeedbackEntry] {
        let (received, submissions) = try await store(guest).read {
            (try $0.records(ReceivedFeedback.self), try $0.records(ReportedSubmission.self))
        }
        let answered = Dictionary(submissions.map { ($0.submission, $0) }, uniquingKeysWith: { first, _ in first })
        let open = openFeedback(of: guest.tenant)
        let fetched = received.compactMap { feedback in
            FeedbackID(sha256: feedback.sha256).map { id in
                FeedbackEntry(
                    id: id, unit: feedback.unit, year: feedback.year,
                    answers: answered[feedback.submission].map(FeedbackEntry.Answered.init),
                    fileName: Self.shown(feedback.fileName), at: feedback.fetchedAt,
                    by: Self.person(feedback.fetchedBy), isFetched: true, isOpen: open.contains { $0.id == id })
            }
        }
        let uploaded = open.filter { open in !fetched.contains { $0.id == open.id } }.map { open in
            let earlier = received.first { $0.all.contains { FeedbackID(sha256: $0.sha256) == open.id } }
            let submission =
                earlier.flatMap { answered[$0.submission] } ?? submissions.first { Self.isNamed($0, by: open) }
            return FeedbackEntry(
                id: open.id, unit: open.content.unit, year: open.content.year,
                answers: submission.map(FeedbackEntry.Answered.init), fileName: open.fileName, at: open.at, by: open.by,
                isFetched: false, isOpen: true)
        }
        return (fetched + uploaded).sorted { ($0.year, $0.at, $0.id.text) > ($1.year, $1.at, $1.id.text) }
    }

    func fetchFeedback(for guest: ReportGuest) async throws -> FetchOutcome {
        do {
            let reply = try await administration().perform(ReportFetch(tenant: guest.tenant), by: guest.actor)
            return FetchOutcome(
                taken: reply.items.count { $0.outcome == .taken },
                refused: reply.items.compactMap(\.refusal).map {
                    DeskTrouble(.feedbackRefused, detail: $0.rawValue, words: $0.phrase)
                })
        } catch { throw trouble(error) }
    }

    func openFeedback(_ id: FeedbackID, for guest: ReportGuest) async throws -> DeskTrouble? {
        if openFeedback(of: guest.tenant).contains(where: { $0.id == id }) { return nil }
        let received = try await store(guest).read { try $0.records(ReceivedFeedback.self) }
        guard let feedback = received.first(where: { FeedbackID(sha256: $0.sha256) == id }) else {
            return DeskTrouble(.feedbackNotThere)
        }
        do {
            let reply = try await administration().perform(
                ReportFeedback(tenant: guest.tenant, .submission(feedback.submission)), by: guest.actor)
            try await open(
                Array(reply.archive ?? Data()), as: id, named: feedback.fileName,
                password: reply.password, isProven: true, for: guest)
            return nil
        } catch { return trouble(error) }
    }

    func openFeedback(_ archive: UploadedArchive, for guest: ReportGuest) async throws -> FeedbackID {
        let digest = SHA256.digest(archive.octets)
        guard let id = FeedbackID(sha256: digest) else { throw DeskTrouble(.other) }
        if openFeedback(of: guest.tenant).contains(where: { $0.id == id }) { return id }
        do {
            // The same octets as came through the exchange are the register's, whoever uploads them.
            let received = try await store(guest).read { try $0.records(ReceivedFeedback.self) }
            let isProven = received.flatMap(\.all).contains { Array($0.sha256) == digest }
            let password =
                archive.password.isEmpty ? try await ownPassword(of: digest, for: guest) : archive.password
            try await open(
                archive.octets, as: id, named: archive.name, password: password, isProven: isProven,
                for: guest)
            return id
        } catch { throw trouble(error) }
    }

    func openedFeedback(_ id: FeedbackID, for guest: ReportGuest) async throws -> OpenedEntry? {
        guard let index = openFeedback(of: guest.tenant).firstIndex(where: { $0.id == id }),
            var open = feedbacks[guest.tenant]?.remove(at: index)
        else { return nil }
        open.lastUsed = clock()
        feedbacks[guest.tenant]?.append(open)
        let entry = try await feedback(for: guest).first { $0.id == id }
        return entry.map { OpenedEntry(entry: $0, content: open.content) }
    }

    func closeFeedback(_ id: FeedbackID, for guest: ReportGuest) {
        feedbacks[guest.tenant]?.removeAll { $0.id == id }
    }

    func difference(
        from old: FeedbackID, to new: FeedbackID, for guest: ReportGuest
    ) async throws -> ReportDifference? {
        let open = openFeedback(of: guest.tenant)
        guard let before = open.first(where: { $0.id == old }), let after = open.first(where: { $0.id == new }) else {
            return nil
        }
        do {
            return try await onThread(of: guest.tenant) {
                try ReportDifference(from: before.content.side(), to: after.content.side())
            }
        } catch { throw trouble(error) }
    }

    func extractToCompare(with unit: ReportingUnit, for guest: ReportGuest) -> HeldFile? {
        guard let report = open[guest.tenant], report.work == nil, let check = report.check,
            check.verdict != .stopped, check.unit == unit
        else { return nil }
        return report.extract?.facts
    }

    func differenceToExtract(
        from old: FeedbackID, in language: Language, for guest: ReportGuest
    ) async throws -> (extract: HeldFile, difference: ReportDifference)? {
        guard let before = openFeedback(of: guest.tenant).first(where: { $0.id == old })?.content,
            extractToCompare(with: before.unit, for: guest) != nil, let report = open[guest.tenant],
            let extract = report.extract
        else { return nil }
        let options = ReportCheck.Options(realm: try await realm(report.draft, for: guest), examples: 0)
        let companion = report.identities?.companion
        do {
            let difference = try await onThread(of: guest.tenant) {
                let after = try ReportSide(extract.source, companion: companion, check: options) { $0[language] }
                return try ReportDifference(from: before.side(), to: after)
            }
            return (extract.facts, difference)
        } catch { throw trouble(error) }
    }

    nonisolated func sendModuleAddress() -> String? {
        administration().configuration.reporting?.sendModule?.address.text
    }

    func noteDownload(of file: String, from id: FeedbackID, for guest: ReportGuest) async throws {
        try await note("report.wizard.download", for: guest, ["feedback": id.text, "file": file])
    }

    /// The feedback that has been fetched on a submission.
    func fetched(_ submission: SubmissionID, for guest: ReportGuest) async throws -> ReceivedFeedback? {
        try await store(guest).read { try $0.record(ReceivedFeedback.self, id: submission.description) }
    }

    // MARK: - Steps

    /// The password of an archive that has come to the inbox too.
    private func ownPassword(of digest: [UInt8], for guest: ReportGuest) async throws -> String {
        do {
            return try await administration().perform(
                ReportFeedback(tenant: guest.tenant, .archive(sha256: Data(digest))), by: guest.actor
            ).password
        } catch {
            guard error.code == "feedback-unknown" else { throw error }
            throw DeskTrouble(.passwordNeeded)
        }
    }

    /// *open* → *is it ours?* → *on record* → *there to be read*.
    private func open(
        _ archive: [UInt8], as id: FeedbackID, named name: String, password: String, isProven: Bool,
        for guest: ReportGuest
    ) async throws {
        guard let password = ArchivePassword(typed: password) else { throw DeskTrouble(.passwordForm) }
        let content = try await onThread(of: guest.tenant) { [spool] in
            try KeptFeedback(archive, password: password, isProven: isProven, into: spool)
        }
        let reported = try await store(guest).read { try $0.records(ReportedSubmission.self) }.map(\.unit)
        guard try await (reported + units(of: guest)).contains(content.unit) else {
            throw DeskTrouble(.feedbackOfOthers)
        }
        try await note(
            "report.wizard.feedback", for: guest,
            ["feedback": id.text, "unit": content.unit.description, "year": String(content.year)])
        let now = clock()
        var open = openFeedback(of: guest.tenant).filter { $0.id != id }
        open.append(
            OpenFeedback(
                id: id, content: content, fileName: Self.shown(name), submissionStart: Self.submissionStart(in: name),
                at: now, by: guest.person, lastUsed: now))
        feedbacks[guest.tenant] = open.suffix(Self.mostOpen)
    }

    /// What is open of a tenant's; what has not been used for long is forgotten first.
    private func openFeedback(of tenant: TenantID) -> [OpenFeedback] {
        let now = clock()
        feedbacks[tenant]?.removeAll { now >= $0.lastUsed + Self.patience }
        return feedbacks[tenant] ?? []
    }

    /// Work of seconds, beside the desk: one at a time for each tenant, so that none waits for what another brings.
    private func onThread<Value: Sendable>(
        of tenant: TenantID, _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        let thread = readers[tenant] ?? WorkThread()
        readers[tenant] = thread
        return try await Task(executorPreference: thread) { try work() }.value
    }

    /// The portal ends an archive's name with the beginning of the submission's: whoever uploads it sees which it is.
    private static func submissionStart(in name: String) -> String? {
        let start = name.split(separator: "_").last?.prefix(8) ?? ""
        return start.utf8.count == 8 && start.allSatisfy(\.isHexDigit) ? start.lowercased() : nil
    }

    private static func isNamed(_ submission: ReportedSubmission, by feedback: OpenFeedback) -> Bool {
        guard let start = feedback.submissionStart else { return false }
        return submission.unit == feedback.content.unit && submission.year == feedback.content.year
            && submission.submission.text.hasPrefix(start)
    }

    /// `web:Kari` is shown as Kari.
    private static func person(_ actor: String) -> String {
        ReportGuest.person(actor) ?? actor
    }
}

extension FeedbackEntry.Answered {
    fileprivate init(_ submission: ReportedSubmission) {
        self.init(
            submission: submission.submission, kind: submission.submissionKind, sequence: submission.sequence)
    }
}
