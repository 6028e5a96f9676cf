public import Delivery
import EbXML
public import Foundation
import Identifiers
public import Store
import Texts

/// Sends the stored envelope again when no transport receipt has come, by the agreement's retry policy (HIS 1037 §5.2,
/// HITS 1171 §9.4–9.6), and gives up when retries and persistence are used up. Kept apart from the transport's own
/// back-off: only mails the exchange accepted count.
public struct ResendFlow: JobHandler {
    public static let kind = "resend"
    public let kinds = [kind]

    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    static func job(for message: StoredMessage, at due: Date) -> NewJob {
        NewJob(
            kind: kind, message: message.key, fairnessKey: message.toHER?.description ?? "", runAt: due)
    }

    public func handle(_ job: Job, now: Date) async throws -> JobOutcome {
        guard let key = job.message, let message = try await context.store.read({ try $0.message(key) }),
            message.state == .sent
        else { return try await context.store.write { try $0.complete(job) } ? .completed : .lost }
        let policy = try await policy(for: message, now: now)
        let accepted = try await context.store.read { try $0.attempts(of: key) }.filter { $0.outcome == "accepted" }
        guard let first = accepted.first else { return .backOff(reason: "no-attempt") }
        let course = Retransmission(
            policy: policy, firstSent: first.date, lastSent: accepted.last?.finishedAt, sendings: accepted.count,
            timeToLive: message.expiresAt)
        switch course.step(at: now) {
        case .wait(let until): return .retry(at: until, reason: "not-due")
        case .resendNow: return try await resend(message, job: job, now: now)
        case .giveUp: return try await expire(message, job: job, now: now)
        }
    }

    /// The retry policy of the agreement that the message was sent under, whatever has replaced it since; of the one
    /// that counts now where that one is gone.
    func policy(for message: StoredMessage, now: Date) async throws -> RetransmissionPolicy {
        guard let from = message.fromHER, let to = message.toHER else { return .template }
        let lookup = AgreementLookup(context: context)
        do {
            if let cpaID = message.cpaID {
                // A message without agreement goes by the template to its end.
                if case .noAgreement = CPAIdentifier(cpaID) { return .template }
                if let named = try await lookup.named(cpaID, from, to) {
                    return named.agreement.retransmission(of: from)
                }
            }
            return try await lookup.between(from, to, at: now)?.agreement.retransmission(of: from) ?? .template
        } catch is Setback {
            return .template
        }
    }

    private func resend(_ message: StoredMessage, job: Job, now: Date) async throws -> JobOutcome {
        try await context.store.write { transaction in
            try transaction.enqueue(SendFlow.job(for: message, at: now))
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        context.wakes.sending.raise()
        return .completed
    }

    private func expire(_ message: StoredMessage, job: Job, now: Date) async throws -> JobOutcome {
        try await context.store.write { transaction in
            // Read again: an AppRec may have come meanwhile, and what it said must stand.
            if var current = try transaction.message(message.key) {
                current.state = .expired
                current.reason = ReasonCode.noReceiptInTime.rawValue
                current.updatedAt = now
                current.transportDueAt = nil
                if try transaction.update(current, from: [.sent]) {
                    let detail = ["reason": ReasonCode.noReceiptInTime.rawValue]
                    try transaction.append(
                        MessageEvent(message: current.key, at: now, step: "expired", actor: "server", detail: detail))
                    try transaction.enqueue(NoticeFlow.job(for: current, at: now))
                }
            }
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        context.wakes.processing.raise()
        return .completed
    }
}
