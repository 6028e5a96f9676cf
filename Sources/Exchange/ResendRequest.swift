import Delivery
import EbXML
public import Foundation
public import Store

/// Sends an outgoing message's stored envelope once more at a person's request: a new attempt under the same message,
/// never a second message (U-05).
public struct ResendRequest: Sendable {
    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    /// Whether a message can be sent again: one that a record system sent, and whose way is not over with an answer.
    public static func takes(_ message: StoredMessage) -> Bool {
        message.direction == .outgoing && (message.kind == .business || message.kind == .appRec)
            && [.queued, .sent, .expired, .undeliverable].contains(message.state)
    }

    /// - Throws: `StoreError.failed` when the message is not one that ``takes(_:)`` says, or has no stored envelope.
    public func resend(_ message: StoredMessage, actor: String, now: Date) async throws {
        let persistence = try await ResendFlow(context: context).policy(for: message, now: now).persistDuration
        try await context.store.write { transaction in
            guard var current = try transaction.message(message.key), Self.takes(current) else {
                throw StoreError.failed("this message cannot be sent again")
            }
            let before = current.state
            if before != .sent { current.state = .queued }
            current.expiresAt = now.addingTimeInterval(persistence)
            current.updatedAt = now
            guard try transaction.update(current, from: [before]) else { throw StoreError.leaseLost }
            try transaction.cancel(kind: SendFlow.kind, of: current.key)
            try transaction.cancel(kind: ResendFlow.kind, of: current.key)
            try transaction.enqueue(SendFlow.job(for: current, at: now))
            try transaction.append(
                MessageEvent(message: current.key, at: now, step: "resendRequested", actor: actor))
        }
        context.wakes.sending.raise()
    }
}
