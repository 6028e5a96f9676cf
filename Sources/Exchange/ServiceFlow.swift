import AddressRegister
import Delivery
import EbXML
import Foundation
import Identifiers
import Store
import Texts

/// The message service's own questions from partners, over mail and HTTP alike: Ping and StatusRequest are answered
/// (ebMS 2.0 7, 8; HITS 1172 5.11).
extension IncomingFlow {
    /// Settles the question and queues its signed answer, in one transaction.
    func answerService(
        _ message: StoredMessage, _ envelope: AuthenticatedEnvelope, from party: CommunicationParty,
        _ judgement: ProfileJudgement, job: Job, now: Date
    ) async throws -> JobOutcome {
        guard let key = context.settings.current.signingKey(at: now) else { throw Setback.hold(.noSigningKey) }
        let destination = try await PartyLookup(context: context)
            .destination(of: party, from: envelope.header.to.her, at: now)
        let draft = try await draft(answering: envelope, now: now)
        var settled = message
        settled.kind = .service
        settled.state = .settled
        settled.reason = nil
        settled.updatedAt = now
        let final = settled
        let use = try await KeyUse.announce(
            [(key, .sign)], message: message.key, subject: envelope.header.messageID, now: now, context: context)
        let waiters = context.wakes.answers
        try await use.failing(now: now) {
            let answer = try draft.map {
                try answers.answer($0, to: envelope, key: key, address: destination, now: now)
            }
            try await context.store.write { transaction in
                guard try transaction.update(final, from: [.received]) else { throw StoreError.leaseLost }
                try DepartureCounts.count(judgement.departures, of: final.fromHER, at: now, in: transaction)
                for outcome in use.outcomes("done", now: now) { try transaction.audit(outcome) }
                try transaction.append(
                    MessageEvent(
                        message: final.key, at: now, step: "settled", actor: "server",
                        detail: ["action": envelope.header.action]))
                try answer?.queue(in: transaction, answering: final.key, waiters, at: now)
                guard try transaction.complete(job) else { throw StoreError.leaseLost }
            }
        }
        context.crash.pass(.afterAcceptCommit)
        context.wakes.raise()
        return .completed
    }

    private func draft(answering envelope: AuthenticatedEnvelope, now: Date) async throws -> EnvelopeDraft? {
        guard case .statusRequest(let reference) = envelope.content else {
            return .confirmation(
                of: envelope, messageID: answers.newID(), now: now, description: context.product.description)
        }
        return .status(
            try await status(of: reference, sentBy: envelope.header.from.her, to: envelope.header.to.her),
            answering: envelope, messageID: answers.newID(), now: now, description: context.product.description)
    }

    /// Only of a message that came from the one who asks; of others' not even that they are there.
    private func status(of messageID: String, sentBy partner: HERId?, to own: HERId?) async throws -> MessageStatus {
        guard let partner,
            let message = try await context.store.read({
                try $0.received(from: partner, messageID: messageID, excluding: nil)
            }), message.toHER == own
        else { return .notRecognized }
        switch message.state {
        case .handedOver, .answered, .settled: return .processed
        default: return .received
        }
    }
}
