public import Delivery
import FolderExchange
public import Foundation
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
        "refusedByPartner", "undeliverable", "expired", "parked",
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
                let (event, number) = (notice.event, notice.number)
                let appRec = try await appRec(named: event.detail["appRec"])
                _ = try folder.receipt(
                    message.serverID, number: number,
                    note: note(message, event, of: submission, number: number, hasAppRec: appRec != nil),
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

    private func note(
        _ message: StoredMessage, _ event: MessageEvent, of submission: String, number: Int, hasAppRec: Bool
    ) -> ReceiptNote {
        let name = message.serverID.uuidString.lowercased()
        return ReceiptNote(
            id: UUID(uuidString: submission) ?? message.serverID, msgID: message.msgID, outcome: event.step,
            receiver: message.toHER, code: event.detail["reason"], sentences: Self.sentences(for: event),
            appRecFile: hasAppRec ? "\(name).\(number).xml" : nil, at: event.at)
    }

    static func sentences(for event: MessageEvent) -> [String: String] {
        var sentences: [String: String] = [:]
        for language in Language.allCases {
            let step = Texts.step(event.step, language)
            let reason = event.detail["reason"].map {
                " " + Texts.explanation(of: $0, language, values: event.detail).what
            }
            sentences[language.rawValue] = "\(step).\(reason ?? "")"
        }
        return sentences
    }

    private func finish(_ job: Job) async throws -> JobOutcome {
        try await context.store.write { try $0.complete(job) } ? .completed : .lost
    }
}
