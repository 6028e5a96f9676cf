import Delivery
import Foundation
import Store
import Texts

/// What does not go out by `OutgoingFlow`: held visibly until later, or given back to the record system.
extension OutgoingFlow {
    func end(_ message: StoredMessage, with setback: Setback, job: Job, now: Date) async throws -> JobOutcome {
        let aged = now.timeIntervalSince(message.createdAt) > context.limits.hold
        if setback.consequence == .hold && !aged {
            return try await hold(message, setback, now: now)
        }
        return try await refuse(message, setback, job: job, now: now)
    }

    private func hold(_ message: StoredMessage, _ setback: Setback, now: Date) async throws -> JobOutcome {
        if message.state != .held || message.reason != setback.reason.rawValue {
            var held = message
            held.state = .held
            held.reason = setback.reason.rawValue
            held.updatedAt = now
            let final = held
            try await context.store.write { transaction in
                guard try transaction.update(final, from: [.submitted, .held]) else { return }
                try transaction.append(
                    MessageEvent(
                        message: final.key, at: now, step: "held", actor: "server",
                        detail: setback.detail.merging(["reason": setback.reason.rawValue]) { $1 }))
                try setback.record(on: final.key, at: now, in: transaction)
            }
        }
        return .backOff(reason: setback.reason.rawValue)
    }

    private func refuse(
        _ message: StoredMessage, _ setback: Setback, job: Job, now: Date
    ) async throws -> JobOutcome {
        var refused = message
        refused.state = .refusedByUs
        refused.reason = setback.reason.rawValue
        refused.updatedAt = now
        let final = refused
        try await context.store.write { transaction in
            if try transaction.update(final, from: [.submitted, .held]) {
                try transaction.append(
                    MessageEvent(
                        message: final.key, at: now, step: "refusedByUs", actor: "server",
                        detail: setback.detail.merging(["reason": setback.reason.rawValue]) { $1 }))
                try transaction.enqueue(NoticeFlow.job(for: final, at: now))
            }
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        context.wakes.raise()
        return .completed
    }
}
