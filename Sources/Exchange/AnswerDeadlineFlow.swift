public import Delivery
public import Foundation
import Identifiers
public import Store
import Texts

/// Tells the record system when a receiver's application receipt has not come by its time, 96 hours after the document
/// was made (HITS 1168, test 42): the document counts as not delivered, and a person has to act by other means.
///
/// No state changes by it. A positive answer that comes later still counts and is told of in its turn.
public struct AnswerDeadlineFlow: JobHandler {
    public static let kind = "answer-deadline"
    public let kinds = [kind]

    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    /// nil for a message that waits for no answer.
    static func job(for message: StoredMessage) -> NewJob? {
        message.applicationDueAt.map {
            NewJob(kind: kind, message: message.key, fairnessKey: message.toHER?.description ?? "", runAt: $0)
        }
    }

    public func handle(_ job: Job, now: Date) async throws -> JobOutcome {
        let done = try await context.store.write { transaction in
            if let key = job.message, let message = try transaction.message(key), Self.isDue(message) {
                let detail = ["reason": ReasonCode.noAppRecInTime.rawValue]
                try transaction.append(
                    MessageEvent(message: key, at: now, step: "appRecMissing", actor: "server", detail: detail))
                try transaction.enqueue(NoticeFlow.job(for: message, at: now))
            }
            return try transaction.complete(job)
        }
        context.wakes.processing.raise()
        return done ? .completed : .lost
    }

    /// Of a message that did not reach its receiver's message server, the record system has been told that already.
    private static func isDue(_ message: StoredMessage) -> Bool {
        let ended: Set<MessageState> = [.refusedByUs, .refusedByPartner, .undeliverable, .expired]
        return message.application == .waiting && !ended.contains(message.state)
    }
}
