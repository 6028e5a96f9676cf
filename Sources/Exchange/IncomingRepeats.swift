import AddressRegister
import Delivery
import EbXML
import Foundation
import Store
import Texts

/// The same message again: it gets its stored answer again, and is not handed over once more (M-107).
extension IncomingFlow {
    func earlier(_ message: StoredMessage, _ envelope: AuthenticatedEnvelope) async throws -> StoredMessage? {
        guard let from = envelope.header.from.her else { return nil }
        let messageID = envelope.header.messageID
        return try await context.store.read {
            try $0.received(from: from, messageID: messageID, excluding: message.key)
        }
    }

    func repeatAnswer(
        _ message: StoredMessage, _ earlier: StoredMessage, _ envelope: AuthenticatedEnvelope,
        _ judgement: ProfileJudgement, job: Job, now: Date
    ) async throws -> JobOutcome {
        guard earlier.digest == envelope.messageDigest else {
            throw Refusal(
                .inconsistent, .messageIDReused, at: "//eb:MessageId",
                evidence: ["earlier": earlier.serverID.uuidString.lowercased()], authenticated: true)
        }
        guard let receiver = envelope.header.from.her else { return .park(reason: ReasonCode.envelopeInvalid.rawValue) }
        let messageID = envelope.header.messageID
        let parties = PartyLookup(context: context)
        let address = try await parties.destination(
            of: parties.party(receiver), from: envelope.header.to.her, at: now)
        // Committed with what it answers, if there is one: a refusal has none when its sender had no address to send to.
        let answer = try await context.store.read { try $0.answer(to: messageID, receiver: receiver) }
        var settled = message
        settled.kind = earlier.kind
        settled.state = .settled
        settled.reason = "duplicate"
        settled.updatedAt = now
        let final = settled
        let attemptID = answer.map(context.attemptID) ?? ""
        try await context.store.write { transaction in
            guard try transaction.update(final, from: [.received]) else { throw StoreError.leaseLost }
            let detail = ["duplicate": final.serverID.uuidString.lowercased()]
            try DepartureCounts.count(judgement.departures, of: receiver, at: now, in: transaction)
            try transaction.append(
                MessageEvent(
                    message: earlier.key, at: now, step: "duplicate", actor: "partner:\(receiver)", detail: detail))
            // The same answer, by its stored bytes: exactly one Acknowledgment by eb:MessageId (M-107).
            if let answer, try mayRepeat(answer, at: now, in: transaction) {
                try transaction.cancel(kind: SendFlow.kind, of: answer.key)
                if let again = try AnswerComposer.sendable(answer, to: address, at: now, in: transaction) {
                    let isAwaited = try begin(again, as: attemptID, answering: final.key, at: now, in: transaction)
                    let held = isAwaited ? StoredAnswer.heldForConnection : 0
                    try transaction.enqueue(SendFlow.job(for: again, at: now.addingTimeInterval(held)))
                }
            }
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        context.wakes.raise()
        return .completed
    }

    /// Begins to give a stored answer to whoever waits for it on a connection; false when nobody does.
    private func begin(
        _ answer: StoredMessage, as id: String, answering incoming: MessageKey, at now: Date,
        in transaction: any TenantTransaction
    ) throws -> Bool {
        let waiters = context.wakes.answers
        guard waiters.isExpected(incoming), let entity = try transaction.content(.envelope, of: answer.key) else {
            return false
        }
        var counted = answer
        counted.attempts += 1
        _ = try transaction.update(counted, from: [answer.state])
        let attempt = Attempt(message: answer.key, number: counted.attempts, mailMessageID: id, date: now)
        try transaction.begin(attempt)
        waiters.offer(BegunAnswer(attempt: attempt, entity: entity), to: incoming)
        return true
    }

    /// Not without end: who has caught a partner's mail can send it as often as he likes, and the answers go to the
    /// partner.
    private func mayRepeat(
        _ answer: StoredMessage, at now: Date, in transaction: any TenantTransaction
    ) throws -> Bool {
        let hourAgo = now.addingTimeInterval(-3600)
        return try transaction.attempts(of: answer.key).count { $0.date > hourAgo } < context.limits.repeatsPerHour
    }
}
