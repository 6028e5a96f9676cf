import AddressRegister
import CMS
import Certificates
public import Delivery
import EbXML
import FolderExchange
public import Foundation
import HealthMessages
import Identifiers
import MIME
import Mail
public import Store
import Texts

/// A fetched mail's way to the record system's queue (architecture §3, M-050, M-057, M-107).
///
/// 1. *sort*: bounce, SOAP Fault, ebXML, or unreadable → `ParsedEnvelope` (untrusted)
/// 2. *authenticate*: the partner's known certificate, header and every part covered → `AuthenticatedEnvelope`
/// 3. *deduplicate*: the same message again gets its stored answer again
/// 4. *open*: decrypt, unwrap, document agrees with envelope → `OpenedMessage`
/// 5. *commit*: `queuedForHandOver`, the Acknowledgment, its delivery job, in one transaction; where that is all the
///    hand-over takes, `handedOver` too.
///
/// A refusal is a value: bytes kept, signed error queued. Signals and AppRecs go on in `ReceiptFlow`.
public struct IncomingFlow: JobHandler {
    public static let kind = "process"
    public let kinds = [kind]

    let context: ExchangeContext
    let answers: AnswerComposer
    private let receipts: ReceiptFlow

    public init(context: ExchangeContext) {
        self.context = context
        answers = AnswerComposer(context: context)
        receipts = ReceiptFlow(context: context)
    }

    public func handle(_ job: Job, now: Date) async throws -> JobOutcome {
        let outcome = try await process(job, now: now)
        if outcome == .completed, let message = job.message { context.wakes.answers.finished(message) }
        return outcome
    }

    private func process(_ job: Job, now: Date) async throws -> JobOutcome {
        guard let key = job.message, let message = try await context.store.read({ try $0.message(key) }),
            message.state == .received
        else { return try await context.store.write { try $0.complete(job) } ? .completed : .lost }
        let mail: InboundMail
        do { mail = try await read(message) } catch StoreError.damaged {
            return try await keepUnreadable(message, reason: .contentDamaged, job: job, now: now)
        }
        switch mail {
        case .bounce(let entity):
            guard let status = try? DeliveryStatus.parse(entity) else {
                return try await keepUnreadable(message, reason: .unreadableMail, job: job, now: now)
            }
            return try await receipts.bounced(message, status, job: job, now: now)
        case .fault(let fault): return try await receipts.faulted(message, fault, job: job, now: now)
        case .unreadable(let mail):
            let detail = String(describing: mail.reason)
            let fault = try await answers.fault(SOAPFault(mail.reason), to: mail.faultAddress, of: message, now: now)
            return try await keepUnreadable(
                message, reason: .unreadableMail, detail: detail, answer: fault, job: job, now: now)
        case .refused(let refused):
            if let corrected = IncomingOrder.corrected(job, by: refused.returnAddress, now: now) {
                return try await exchange(job, for: corrected)
            }
            // A partner's mistake is answered like any other; a stranger's counts against the budget.
            let refusal = Refusal(refused.refusal, authenticated: try await isPartners(refused, job: job, now: now))
            return try await refuse(
                message.described(by: refused.returnAddress), refused.returnAddress, refusal, job: job, now: now)
        case .envelope(let parsed):
            if let corrected = IncomingOrder.corrected(job, by: parsed.returnAddress, now: now) {
                return try await exchange(job, for: corrected)
            }
            return try await receive(parsed, as: message, job: job, now: now)
        }
    }

    /// What was posted a moment ago has been read already.
    private func read(_ message: StoredMessage) async throws -> InboundMail {
        if let read = context.readings.take(message.serverID) { return read }
        guard let stored = try await context.store.read({ try $0.content(.received, of: message.key) }) else {
            throw StoreError.damaged(message.key, .received)
        }
        return InboundMail.classify(stored)
    }

    private func exchange(_ job: Job, for other: NewJob) async throws -> JobOutcome {
        let done = try await context.store.write { transaction in
            guard try transaction.complete(job) else { return false }
            try transaction.enqueue(other)
            return true
        }
        context.wakes.processing.raise()
        return done ? .completed : .lost
    }

    private func receive(
        _ parsed: ParsedEnvelope, as message: StoredMessage, job: Job, now: Date
    ) async throws -> JobOutcome {
        var message = message.described(by: parsed)
        do {
            let (envelope, party) = try await authenticate(parsed, job: job, now: now)
            let judgement = ProfileJudgement(
                of: parsed, from: party, under: try await agreement(of: parsed, from: party),
                settings: context.settings.current, catalogue: context.namespaces,
                tolerating: tolerances(of: party.her, by: job, now: now).tolerances)
            switch envelope.content {
            case .acknowledgment(let acknowledgment):
                return try await receipts.acknowledged(message, acknowledgment, envelope, judgement, job: job, now: now)
            case .errorList(let list):
                return try await receipts.erred(message, list, envelope, judgement, job: job, now: now)
            case .business:
                if let earlier = try await earlier(message, envelope) {
                    return try await repeatAnswer(message, earlier, envelope, judgement, job: job, now: now)
                }
                // From here on a refusal is the partner's answer too: the same envelope again gets it again.
                message.digest = envelope.messageDigest
                if let refusal = judgement.refusal { throw refusal }
                let opening = try await open(envelope, from: party, judgement, as: message, now: now)
                return try await opening.keyUse.failing(now: now) {
                    try await commit(opening, as: message, job: job, now: now)
                }
            case .ping, .statusRequest:
                if let earlier = try await earlier(message, envelope) {
                    return try await repeatAnswer(message, earlier, envelope, judgement, job: job, now: now)
                }
                message.digest = envelope.messageDigest
                return try await answerService(message, envelope, from: party, judgement, job: job, now: now)
            case .pong, .statusResponse:
                return try await receipts.served(message, envelope, judgement, job: job, now: now)
            }
        } catch let setback as Setback where setback.consequence == .hold {
            return try await hold(message, setback, job: job, now: now)
        } catch let setback as Setback {
            let refusal = Refusal(.securityFailure, setback.reason, at: "//eb:From", authenticated: false)
            return try await refuse(message, parsed.returnAddress, refusal, job: job, now: now)
        } catch let refusal as Refusal {
            return try await refuse(message, parsed.returnAddress, refusal, job: job, now: now)
        } catch StoreError.duplicate {
            // Lost the race to a twin that is being accepted right now: by then its answer is stored.
            return .retry(at: now.addingTimeInterval(1), reason: "twin")
        }
    }

    // MARK: - Stages

    private func authenticate(
        _ parsed: ParsedEnvelope, job: Job, now: Date
    ) async throws -> (AuthenticatedEnvelope, CommunicationParty) {
        guard let from = parsed.header.from.her, let to = parsed.header.to.her else {
            throw Refusal(.valueNotRecognized, .envelopeInvalid, at: "//eb:PartyId", authenticated: false)
        }
        guard context.settings.current.addresses[to] != nil else {
            throw Refusal(
                .valueNotRecognized, .notOurs, at: "//eb:To/eb:PartyId", evidence: ["her": to.description],
                authenticated: false)
        }
        let party: CommunicationParty
        do { party = try await PartyLookup(context: context).party(from) } catch let setback as Setback
            where setback.consequence == .refuse
        {
            throw Refusal(
                .valueNotRecognized, .unknownSender, at: "//eb:From/eb:PartyId", evidence: setback.detail,
                authenticated: false)
        }
        guard let certificate = party.signingCertificate else { throw Setback.hold(.noSigningCertificate) }
        let doubt = context.trust.setback(certificate, for: .signing, of: party.organisationNumber, at: now)
        // A key that is not the partner's says nothing about a message, neither that it is genuine nor that it is not.
        if let doubt, doubt.isDeviation { throw doubt }
        let allowed = tolerances(of: from, by: job, now: now)
        switch parsed.authenticate(with: certificate, policy: allowed.signature, tolerating: allowed.envelope) {
        case .failure(let refusal):
            throw Refusal(refusal, authenticated: refusal.stage != .signature)
        case .success(let envelope):
            if let doubt {
                if doubt.consequence == .hold { throw doubt }
                throw Refusal(.securityFailure, doubt.reason, at: "//ds:X509Certificate", authenticated: false)
            }
            return (envelope, party)
        }
    }

    private func open(
        _ envelope: AuthenticatedEnvelope, from party: CommunicationParty, _ judgement: ProfileJudgement,
        as message: StoredMessage, now: Date
    ) async throws -> OpenedMessage {
        if envelope.header.isExpired(at: now) {
            throw Refusal(
                .timeToLiveExpired, .timeToLiveExpired, at: "//eb:TimeToLive", authenticated: true)
        }
        return try await EnvelopeOpener(context: context).open(envelope, from: party, judgement, as: message, now: now)
    }

    private func commit(
        _ opening: OpenedMessage, as message: StoredMessage, job: Job, now: Date
    ) async throws -> JobOutcome {
        let (envelope, judgement) = (opening.envelope, opening.judgement)
        var accepted = message
        accepted.kind = opening.document.isAppRec ? .appRec : .business
        accepted.state = .queuedForHandOver
        // What it was held for is over.
        accepted.reason = nil
        accepted.msgID = opening.document.msgID
        accepted.originalMsgID = opening.document.appRec?.originalMsgID
        accepted.generatedAt = opening.document.genDate?.date
        accepted.recordSystem = opening.recordSystem?.name
        accepted.digest = envelope.messageDigest
        accepted.updatedAt = now
        let (queued, system) = (accepted, opening.recordSystem)
        let confirmation = try answers.confirmation(
            of: envelope, key: opening.signing, address: opening.answerAddress, now: now)
        let waiters = context.wakes.answers
        let document = try context.store.seal(opening.bytes)
        let outcomes = opening.keyUse.outcomes("done", now: now)
        let receipts = receipts
        try await context.store.write { transaction in
            let isOffered = try HandOverFlow.canOffer(queued, to: system, in: transaction)
            let final = isOffered ? queued.handedOver : queued
            guard try transaction.update(final, from: [.received]) else { throw StoreError.leaseLost }
            try transaction.put(document, .document, of: queued.key)
            for outcome in outcomes { try transaction.audit(outcome) }
            let detail = judgement.detail.merging(["messageId": envelope.header.messageID]) { $1 }
                .merging(DeliveryRemark.detail(of: opening.remarks)) { $1 }
            try DepartureCounts.count(judgement.departures, of: queued.fromHER, at: now, in: transaction)
            try transaction.append(
                MessageEvent(message: queued.key, at: now, step: "queuedForHandOver", actor: "server", detail: detail))
            try KnownCertificate.note(envelope.certificate, of: queued, at: now, in: transaction)
            try confirmation?.queue(in: transaction, answering: queued.key, waiters, at: now)
            if let appRec = opening.document.appRec,
                try receipts.match(queued, appRec, at: now, in: transaction)
            {
                try HandOverFlow.handOverAsReceipt(queued, at: now, in: transaction)
            } else if isOffered, let system {
                try HandOverFlow.offer(final, to: system, at: now, in: transaction)
            } else {
                try transaction.enqueue(HandOverFlow.job(for: queued, at: now))
            }
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        context.crash.pass(.afterAcceptCommit)
        context.wakes.raise()
        if system?.folder == nil { context.wakes.news.ring() }
        return .completed
    }
}
