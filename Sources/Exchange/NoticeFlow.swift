public import Delivery
import FolderExchange
public import Foundation
import HealthMessages
import Identifiers
public import Store
import Texts

/// Tells the record system how its message fared: `receipts/<uuid>.<n>.json`, and the AppRec beside it.
///
/// The outcomes are the message's own timeline, so the nth outcome always gets the same file: writing it again after a
/// crash changes nothing.
public struct NoticeFlow: JobHandler {
    public static let kind = "notice"
    public let kinds = [kind]

    /// The steps a record system is told of.
    static let outcomes: Set<String> = [
        "acknowledged", "appRecAccepted", "appRecAcceptedWithErrors", "appRecRejected", "appRecMissing", "refusedByUs",
        "refusedByPartner", "undeliverable", "expired", "parked", "remarked",
    ]

    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    static func job(for message: StoredMessage, at now: Date) -> NewJob {
        NewJob(
            kind: kind, message: message.key, orderKey: message.serverID.uuidString,
            fairnessKey: "record-system:\(message.recordSystem ?? "")", runAt: now)
    }

    public func handle(_ job: Job, now: Date) async throws -> JobOutcome {
        guard let key = job.message, let message = try await context.store.read({ try $0.message(key) }),
            let name = message.recordSystem, let system = recordSystem(name, of: message)
        else { return try await finish(job) }
        let (notices, submission) = try await context.store.read { store in
            (try Notice.all(about: message, in: store), try Deliveries.id(of: message, in: store))
        }
        guard let path = system.folder else { return try await offer(notices, to: system.name, job: job) }
        let folder = RecordSystemFolder(path: path, maximumSize: context.limits.document)
        do {
            for notice in notices {
                let appRec = try await appRec(named: notice.event.detail["appRec"])
                _ = try folder.receipt(
                    message.serverID, number: notice.number,
                    note: note(notice, of: submission, appRec: appRec),
                    appRec: appRec)
            }
        } catch is FolderError {
            return .backOff(reason: ReasonCode.folderUnavailable.rawValue)
        }
        context.crash.pass(.afterNoticeWritten)
        return try await finish(job)
    }

    /// For a record system that fetches through the API.
    private func offer(_ notices: [Notice], to system: String, job: Job) async throws -> JobOutcome {
        let kept = try await context.store.write { transaction in
            for notice in notices {
                try APIHandOver.offer(
                    notice: notice.number, of: notice.event, about: notice.message, to: system, in: transaction)
            }
            return try transaction.complete(job)
        }
        context.wakes.news.ring()
        return kept ? .completed : .lost
    }

    /// The one that submitted it; where that one is gone, the one that now has its HER-id.
    private func recordSystem(_ name: String, of message: StoredMessage) -> RecordSystem? {
        let settings = context.settings.current
        return settings.recordSystems[name]
            ?? message.fromHER.flatMap { settings.recordSystem(for: $0, action: message.action) }
    }

    private func appRec(named id: String?) async throws -> [UInt8]? {
        guard let id = id.flatMap(UUID.init(uuidString:)) else { return nil }
        return try await context.store.read { store in
            guard let message = try store.message(serverID: id) else { return nil }
            return try store.content(.document, of: message.key)
        }
    }

    private func note(_ notice: Notice, of submission: String, appRec: [UInt8]?) -> ReceiptNote {
        let (message, event) = (notice.message, notice.event)
        let name = message.serverID.uuidString.lowercased()
        // The sender of a rejected message is to see all that was said of it, free text too (HITS 1168 7).
        let errors = appRec.flatMap { try? AppRec.read($0) }?.errors.map(\.sentence) ?? []
        return ReceiptNote(
            id: UUID(uuidString: submission) ?? message.serverID, msgID: message.msgID, outcome: event.step,
            receiver: message.toHER, code: event.detail["reason"],
            sentences: Self.sentences(for: event, about: message, errors: errors),
            appRecFile: appRec == nil ? nil : "\(name).\(notice.number).xml", at: event.at)
    }

    /// What happened and why, for each language.
    ///
    /// - Parameter errors: what an AppRec says, in full; else the code list's words for the codes in the event.
    static func sentences(
        for event: MessageEvent, about message: StoredMessage, errors: [String] = []
    ) -> [String: String] {
        let codes = (event.detail["codes"] ?? "").split(separator: " ").map(String.init)
        let known = codes.map { code in AppRecErrorCode(rawValue: code).map { "\(code) \($0.name)" } ?? code }
        let values = event.detail.merging([
            "attempts": String(message.attempts), "code": codes.joined(separator: ", "),
            "errors": (errors.isEmpty ? known : errors).joined(separator: "; "),
        ]) { $1 }
        var sentences: [String: String] = [:]
        for language in Language.allCases {
            let step = Texts.step(event.step, language)
            let reason = event.detail["reason"].map {
                " " + Texts.explanation(of: $0, language, values: values).what
            }
            sentences[language.rawValue] = "\(step).\(reason ?? "")"
        }
        return sentences
    }

    private func finish(_ job: Job) async throws -> JobOutcome {
        try await context.store.write { try $0.complete(job) } ? .completed : .lost
    }
}

extension AppRecError {
    /// Code, its words, and the free text that explains it.
    fileprivate var sentence: String {
        [code, name].compactMap(\.self).joined(separator: " ") + (explanation.map { " (\($0))" } ?? "")
    }
}
