public import CommandOutcome
import Exchange
public import Foundation
import HealthMessages
public import Identifiers
import PrivateFiles
import Store

/// Takes registers' feedback out of the tenant's own inbox of the exchange: *judge* → *keep the archive* → *answer with an
/// AppRec* → *commit that it is taken*.
///
/// Each step may be done again after a crash: the archive is kept once, the AppRec has one MsgId, and only the commit
/// ends it. A message that fails stays where it is, and holds up no other.
public struct ReportFetch: AdministrationRequest {
    public static let name = "report.fetch"

    /// What came of one message.
    public struct Item: Codable, Sendable, Equatable {
        public enum Outcome: String, Codable, Sendable, CaseIterable {
            case taken
            /// The same had been taken before.
            case repeated
            case refused
            /// No feedback at all; it stays where it is.
            case other
        }

        public let message: UUID
        public let outcome: Outcome
        /// Nil for what is no feedback that can be read.
        public let submission: SubmissionID?
        public let unit: ReportingUnit?
        public let year: Int?
        public let fileName: String?
        public let octets: Int?
        public let refusal: FeedbackRefusal?
    }

    /// A message that could be neither taken nor refused now.
    public struct Failure: Codable, Sendable, Equatable {
        public let message: UUID
        public let error: AdministrationError
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let items: [Item]
        /// These stay where they are, for the next time.
        public let failed: [Failure]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) { self.tenant = tenant }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        try await session.require(.fetch, of: tenant)
        guard let parties = session.administration.configuration.reporting else {
            throw AdministrationError.reportingNotSet
        }
        let waiting = try await waiting(of: tenant, in: session)
        let judgement = FeedbackJudgement(session: session, tenant: tenant, parties: parties)
        var items: [Item] = []
        var failed: [Failure] = []
        for (offer, message) in waiting {
            do {
                let verdict = try await judgement.verdict(on: message)
                let item = Item(verdict, message)
                if !session.dryRun, item.outcome != .other {
                    try await take(offer, message, verdict, of: tenant, in: session)
                }
                items.append(item)
            } catch {
                failed.append(Failure(message: message.serverID, error: AdministrationError(performing: error)))
            }
        }
        // Where nothing could be done, the reason is one of the installation's and not of a message.
        if items.isEmpty, let first = failed.first { throw first.error }
        return Reply(items: items, failed: failed)
    }

    // MARK: - Steps

    private func waiting(
        of tenant: Tenant, in session: AdministrationSession
    ) async throws -> [(offer: Offer, message: StoredMessage)] {
        let system = ReportClient.recordSystem
        let found = try await session.read(tenant) { store -> [(offer: Offer, message: StoredMessage)]? in
            guard try store.record(RecordSystem.self, id: system) != nil else { return nil }
            return try store.offers(recordSystem: system, states: [.offered, .written]).compactMap { offer in
                try store.message(offer.message).map { (offer, $0) }
            }
        }
        guard let found else {
            throw AdministrationError(
                "report-client-missing", "Registers' feedback does not go to the reporting client yet.",
                remedy: "`budstikke report client` sets the rules for it.", exit: .configuration)
        }
        // Notices about the AppRecs that were sent wait there too, and nobody else reads them.
        if !session.dryRun { try await settle(found.filter { $0.message.direction == .outgoing }, tenant, session) }
        return found.filter { $0.message.direction == .incoming }.sorted { $0.message.key < $1.message.key }
    }

    private func settle(
        _ notices: [(offer: Offer, message: StoredMessage)], _ tenant: Tenant, _ session: AdministrationSession
    ) async throws {
        guard !notices.isEmpty else { return }
        let offers = notices.map(\.offer)
        try await session.store(tenant).write { transaction in
            for var offer in offers {
                offer.state = .taken
                try transaction.set(offer)
            }
        }
    }

    private func take(
        _ offer: Offer, _ message: StoredMessage, _ verdict: FeedbackVerdict, of tenant: Tenant,
        in session: AdministrationSession
    ) async throws {
        var detail = ["message": message.serverID.uuidString.lowercased()]
        switch verdict {
        case .accepted(let feedback):
            try await keep(feedback, message, of: tenant, in: session)
            detail["submission"] = feedback.submission.description
            detail["outcome"] = "taken"
            try await answer(message, status: .ok, errors: [], of: tenant, in: session)
        case .refused(let refusal):
            detail["outcome"] = refusal.rawValue
            try await answer(message, status: .rejected, errors: [refusal.error], of: tenant, in: session)
        case .repeated: detail["outcome"] = "repeated"
        case .other: return
        }
        let (facts, now, actor) = (detail, session.now, session.actor)
        _ = try await session.change(tenant, facts) { transaction in
            var taken = offer
            taken.state = .taken
            try transaction.set(taken)
            try transaction.append(
                MessageEvent(
                    message: message.key, at: now, step: "taken", actor: actor,
                    detail: ["offer": offer.id.uuidString.lowercased()]))
        }
    }

    /// Keeps the archive and what is known of it, in one transaction: two who fetch at once keep both of theirs. One that
    /// was taken before changes nothing.
    private func keep(
        _ feedback: RegisterFeedback, _ message: StoredMessage, of tenant: Tenant, in session: AdministrationSession
    ) async throws {
        let archives = FeedbackArchives(session.administration.configuration, of: tenant.id)
        let new = ReceivedFeedback(feedback, message, session)
        try await session.store(tenant).write { transaction in
            let known = try transaction.record(ReceivedFeedback.self, id: new.id)
            if known?.all.contains(where: { $0.sha256 == new.sha256 }) == true { return }
            let record = known.map(new.replacing) ?? new
            // Nobody else can take its number meanwhile.
            do { try archives.keep(feedback.archive, as: record) } catch {
                var why = ""
                if case PrivateFile.Failure.system(let reason) = error {
                    why = " (\(String(cString: strerror(reason))))"
                }
                throw AdministrationError(
                    "archive-not-kept", "The archive cannot be written\(why).",
                    remedy: "Make room, or mend the data directory's modes, and fetch again.", exit: .inputOutput)
            }
            try transaction.put(record)
        }
    }

    /// Sends the one receipt of a message. A receiver that cannot be answered gets none, as by any record system.
    private func answer(
        _ message: StoredMessage, status: AppRecStatus, errors: [AppRecError], of tenant: Tenant,
        in session: AdministrationSession
    ) async throws {
        guard let receiver = message.toHER,
            let bytes = try await session.read(tenant, { try $0.content(.document, of: message.key) }),
            let document = try? HealthDocument.read(bytes), document.wantsReceipt
        else { return }
        let id = UUID.named("receipt for \(message.serverID.uuidString.lowercased()) from \(receiver)")
        let catalogue = try MessageCatalogue.bundled()
        guard
            case .success(let appRec) = AppRec.answer(
                to: document, from: receiver, status: status, errors: errors, now: session.now, id: id,
                catalogue: catalogue)
        else { return }
        // It speaks for the address that the message came to, and for no other.
        let system = RecordSystem(
            name: ReportClient.recordSystem, folder: nil, herIDs: [receiver], createdAt: session.now)
        _ = try await session.administration.exchange.submit(
            appRec.write(), tenant: tenant.id, recordSystem: system, now: session.now)
        // A refusal is one of two: the same was sent before a crash, or nobody can be answered.
    }
}

extension HealthDocument {
    fileprivate var wantsReceipt: Bool { !isAppRec && ack != "N" }
}

extension ReceivedFeedback {
    fileprivate init(_ feedback: RegisterFeedback, _ message: StoredMessage, _ session: AdministrationSession) {
        self.init(
            submission: feedback.submission, unit: feedback.unit, year: feedback.year, fileName: feedback.fileName,
            sha256: feedback.sha256, octets: feedback.archive.count, sealedPassword: feedback.sealedPassword,
            msgID: message.msgID ?? "", sender: message.fromHER, receivedAt: message.createdAt,
            fetchedAt: session.now, fetchedBy: session.actor)
    }
}

extension ReportFetch.Item {
    fileprivate init(_ verdict: FeedbackVerdict, _ message: StoredMessage) {
        let feedback: RegisterFeedback?
        (outcome, feedback, refusal) =
            switch verdict {
            case .accepted(let feedback): (.taken, feedback, nil)
            case .refused(let refusal): (.refused, nil, refusal)
            case .repeated: (.repeated, nil, nil)
            case .other: (.other, nil, nil)
            }
        self.message = message.serverID
        submission = feedback?.submission
        unit = feedback?.unit
        year = feedback?.year
        fileName = feedback?.fileName
        octets = feedback?.archive.count
    }
}
