import AddressRegister
import Certificates
import Delivery
import EbXML
import Foundation
import Identifiers
import Store
import Texts

/// What does not get through `IncomingFlow`: refused with an answer, kept unreadable, or held until later.
extension IncomingFlow {
    /// Keeps the bytes, queues the signed error, and records a deviation where somebody reuses an id.
    func refuse(
        _ message: StoredMessage, _ address: ReturnAddress, _ refusal: Refusal, job: Job, now: Date
    ) async throws -> JobOutcome {
        var refused = message
        refused.state = .refused
        refused.reason = refusal.reason.rawValue
        refused.updatedAt = now
        let final = refused
        let answer = try await answer(to: address, final, refusal, now: now)
        let fault = answer == nil ? try await fault(to: address, final, refusal, now: now) : nil
        if let answer {
            try await answer.keyUse.failing(now: now) {
                try await commit(final, refusal, answer.answer, answer.keyUse, job: job, now: now)
            }
        } else {
            try await commit(final, refusal, fault, nil, job: job, now: now)
        }
        context.crash.pass(.afterAcceptCommit)
        context.wakes.raise()
        return .completed
    }

    private func commit(
        _ final: StoredMessage, _ refusal: Refusal, _ answer: StoredAnswer?, _ keyUse: KeyUse?, job: Job, now: Date
    ) async throws {
        let waiters = context.wakes.answers
        try await context.store.write { transaction in
            guard try transaction.update(final, from: [.received]) else { throw StoreError.leaseLost }
            let evidence = refusal.evidence.merging(["reason": refusal.reason.rawValue]) { $1 }
            try transaction.append(
                MessageEvent(message: final.key, at: now, step: "refused", actor: "server", detail: evidence))
            if refusal.reason == .messageIDReused {
                try transaction.append(
                    MessageEvent(message: final.key, at: now, step: "deviation", actor: "server", detail: evidence))
            }
            for outcome in keyUse?.outcomes("done", now: now) ?? [] { try transaction.audit(outcome) }
            try answer?.queue(in: transaction, answering: final.key, waiters, at: now)
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
    }

    /// The signed error, unless the envelope is itself an answer, or errors to this sender have been many.
    private func answer(
        to address: ReturnAddress, _ message: StoredMessage, _ refusal: Refusal, now: Date
    ) async throws -> (answer: StoredAnswer, keyUse: KeyUse)? {
        guard address.mayBeAnswered, context.settings.current.addresses[address.own] != nil else { return nil }
        if !refusal.authenticated {
            let before = try await context.store.read {
                try $0.answer(to: address.messageID, receiver: address.partner)
            }
            guard before == nil, context.errors.spend(on: address.partner, now: now) else { return nil }
        }
        return try await answers.error(refusal, to: address, message: message, now: now)
    }

    /// A SOAP Fault to whoever wrote the mail, where the register has no mailbox for the sender it names: then no ebXML
    /// answer can be sent (HITS 1172 4.2.2.3).
    private func fault(
        to address: ReturnAddress, _ message: StoredMessage, _ refusal: Refusal, now: Date
    ) async throws -> StoredAnswer? {
        guard address.mayBeAnswered, context.settings.current.addresses[address.own] != nil else { return nil }
        // A register that does not answer is no register without a mailbox.
        do { guard try await context.register.party(address.partner)?.ediAddress == nil else { return nil } } catch {
            return nil
        }
        guard let mail = try await context.store.read({ try $0.content(.received, of: message.key) }),
            let sender = FaultAddress(mail: mail)
        else { return nil }
        let reason =
            "No EDI address is registered for the sender's HER-id \(address.partner), so no ebXML answer can be sent. "
            + (refusal.error.description ?? "")
        // `Server`, since the register's entry and not the message is what is missing: sent again later, it may be taken.
        return try await answers.fault(SOAPFault(code: .server, reason: reason), to: sender, of: message, now: now)
    }

    /// What may be read from a partner now, by the way it came.
    func tolerances(of partner: HERId, by job: Job, now: Date) -> PartnerTolerances {
        PartnerTolerances(
            context.settings.current.partners[partner], byHTTP: IncomingOrder.cameByHTTP(job), now: now)
    }

    /// The agreement that a document's eb:CPAId names. Asked for only where the id is that of one.
    func agreement(
        of parsed: ParsedEnvelope, from party: CommunicationParty
    ) async throws -> ProfileKnowledge.Answer<Agreement> {
        let identifier = CPAIdentifier(parsed.header.cpaID)
        if case .noAgreement = identifier { return .notAsked }
        guard parsed.content.isBusiness, let own = parsed.header.to.her else { return .notAsked }
        let lookup = AgreementLookup(context: context)
        if let found = try await lookup.named(parsed.header.cpaID, own, party.her) { return .found(found.agreement) }
        // Of other forms than the register's nobody knows whether there is an agreement at all.
        if case .agreement = identifier { return .notThere }
        return .notAsked
    }

    /// Whether a faulty envelope was signed by the partner it names.
    func isPartners(_ refused: RefusedEnvelope, job: Job, now: Date) async throws -> Bool {
        let partner = refused.returnAddress.partner
        guard let party = try? await context.register.party(partner), let certificate = party.signingCertificate,
            context.trust.setback(certificate, for: .signing, of: party.organisationNumber, at: now) == nil
        else { return false }
        return refused.isSigned(by: certificate, policy: tolerances(of: partner, by: job, now: now).signature)
    }

    func keepUnreadable(
        _ message: StoredMessage, reason: ReasonCode, detail: String = "", answer: StoredAnswer? = nil, job: Job,
        now: Date
    ) async throws -> JobOutcome {
        var kept = message
        kept.state = .unreadable
        kept.reason = reason.rawValue
        kept.updatedAt = now
        let final = kept
        let waiters = context.wakes.answers
        try await context.store.write { transaction in
            guard try transaction.update(final, from: [.received]) else { throw StoreError.leaseLost }
            try transaction.append(
                MessageEvent(
                    message: final.key, at: now, step: "unreadable", actor: "server",
                    detail: ["reason": reason.rawValue, "detail": detail]))
            try answer?.queue(in: transaction, answering: final.key, waiters, at: now)
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        if answer != nil { context.wakes.raise() }
        return .completed
    }

    func hold(_ message: StoredMessage, _ setback: Setback, job: Job, now: Date) async throws -> JobOutcome {
        if now.timeIntervalSince(message.createdAt) > context.limits.hold {
            return try await keepUnreadable(message, reason: setback.reason, job: job, now: now)
        }
        if message.reason != setback.reason.rawValue {
            var held = message
            held.reason = setback.reason.rawValue
            held.updatedAt = now
            let final = held
            try await context.store.write { transaction in
                guard try transaction.update(final, from: [.received]) else { return }
                try transaction.append(
                    MessageEvent(
                        message: final.key, at: now, step: "held", actor: "server",
                        detail: ["reason": setback.reason.rawValue]))
                try setback.record(on: final.key, at: now, in: transaction)
            }
        }
        return .backOff(reason: setback.reason.rawValue)
    }
}
