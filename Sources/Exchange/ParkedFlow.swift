public import Foundation
public import Store
import Texts

/// Flags messages whose work has been set aside — after three crashes, or because their content is damaged — so that a
/// person sees them (T-065, T-070). Everything else goes on.
public struct ParkedFlow: Sendable {
    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    /// Looks once. Returns how many messages were flagged now.
    @discardableResult
    public func flag(now: Date) async throws -> Int {
        try await context.store.write { transaction in
            var count = 0
            for (job, reason) in try transaction.parked() {
                guard let key = job.message, var message = try transaction.message(key), !message.state.isFinal else {
                    continue
                }
                let code = ReasonCode(rawValue: reason) ?? .crashedThreeTimes
                let before = message.state
                guard message.reason != code.rawValue else { continue }
                message.reason = code.rawValue
                if before == .received || before == .queuedForHandOver { message.state = .parked }
                message.updatedAt = now
                guard try transaction.update(message, from: [before]) else { continue }
                try transaction.append(
                    MessageEvent(
                        message: key, at: now, step: "parked", actor: "server",
                        detail: ["reason": code.rawValue, "work": job.kind]))
                if message.recordSystem != nil, message.direction == .outgoing {
                    try transaction.enqueue(NoticeFlow.job(for: message, at: now))
                }
                count += 1
            }
            return count
        }
    }

    /// Takes up again what was set aside of a message, where it stood, at a person's request. False when nothing was.
    public static func takeUp(
        _ key: MessageKey, actor: String, now: Date, in transaction: any TenantTransaction
    ) throws -> Bool {
        let jobs = try transaction.parked().map(\.job).filter { $0.message == key }
        guard !jobs.isEmpty, var message = try transaction.message(key) else { return false }
        for job in jobs { _ = try transaction.unpark(job, at: now) }
        let before = message.state
        if before == .parked {
            message.state = jobs.contains { $0.kind == HandOverFlow.kind } ? .queuedForHandOver : .received
        }
        message.reason = nil
        message.updatedAt = now
        guard try transaction.update(message, from: [before]) else { throw StoreError.leaseLost }
        try transaction.append(
            MessageEvent(
                message: key, at: now, step: "unparked", actor: actor,
                detail: ["work": jobs.map(\.kind).joined(separator: " ")]))
        return true
    }
}
