import Cryptography
import Delivery
import EbXML
import Foundation
import HealthMessages
import Identifiers
import Mail
import Store
import Texts
import XMLSignature

/// Applies receipts to the messages they answer (HITS 1172 §4.2.3, M-106, M-110, M-111).
///
/// Each course ends in one transaction: the receipt is settled (or unmatched and kept in its own list), the answered
/// message changes state by compare-and-set, the record system is told.
struct ReceiptFlow {
    let context: ExchangeContext

    // MARK: - Transport receipts

    /// An authenticated Acknowledgment: matched by RefToMessageId, from the party we sent to, over the digests we sent.
    func acknowledged(
        _ receipt: StoredMessage, _ acknowledgment: Acknowledgment, _ envelope: AuthenticatedEnvelope,
        _ judgement: ProfileJudgement, job: Job, now: Date
    ) async throws -> JobOutcome {
        guard let original = try await original(acknowledgment.refToMessageID, answeredBy: envelope) else {
            return try await settle(
                receipt, as: .acknowledgment, .unmatched, .unmatchedReceipt, judgement, job: job, now: now)
        }
        guard try await coverage(of: acknowledgment, original) != .differs else {
            return try await settle(
                receipt, as: .acknowledgment, .unmatched, .digestsDiffer, judgement, job: job, now: now)
        }
        return try await end(
            original, as: .acknowledged, reason: nil, by: receipt, kind: .acknowledgment, judgement, job: job, now: now)
    }

    /// An authenticated ErrorList: an error ends the message, warnings only acknowledge it (HIS 1037, HITS 1171 §8.4).
    func erred(
        _ receipt: StoredMessage, _ list: ErrorList, _ envelope: AuthenticatedEnvelope, _ judgement: ProfileJudgement,
        job: Job, now: Date
    ) async throws -> JobOutcome {
        let reference = envelope.header.refToMessageID ?? ""
        let codes = list.errors.map(\.code.rawValue).joined(separator: " ")
        guard let original = try await original(reference, answeredBy: envelope) else {
            return try await erredOnQuestion(receipt, list, envelope, judgement, codes: codes, job: job, now: now)
        }
        let refused = list.highestSeverity == .error
        return try await end(
            original, as: refused ? .refusedByPartner : .acknowledged, reason: refused ? .partnerError : nil,
            detail: ["codes": codes], by: receipt, kind: .error, judgement, job: job, now: now)
    }

    /// A delivery status mail: a permanent failure ends the resending (HITS 1172 §4.2.3.2).
    func bounced(_ receipt: StoredMessage, _ status: DeliveryStatus, job: Job, now: Date) async throws -> JobOutcome {
        let ids = [status.originalEnvelopeID, status.originalMessageID].compactMap { $0 }
        guard let original = try await sent(mailMessageIDs: ids) else {
            return try await settle(receipt, as: .bounce, .unmatched, .unmatchedReceipt, job: job, now: now)
        }
        guard status.action == .failed else {
            return try await settle(receipt, as: .bounce, .settled, nil, job: job, now: now)
        }
        return try await end(
            original, as: .undeliverable, reason: .bounced, detail: ["status": status.status ?? ""], by: receipt,
            kind: .bounce, job: job, now: now)
    }

    /// A SOAP Fault by mail, matched by In-Reply-To. It is not signed: it ends the resending, never more, and only when
    /// sending again is pointless (HITS 1172 4.2.3.2).
    func faulted(_ receipt: StoredMessage, _ fault: ReceivedFault, job: Job, now: Date) async throws -> JobOutcome {
        guard let original = try await sent(mailMessageIDs: fault.answers) else {
            return try await settle(receipt, as: .fault, .unmatched, .unmatchedReceipt, job: job, now: now)
        }
        guard fault.fault.isPermanent else {
            return try await settle(receipt, as: .fault, .settled, nil, job: job, now: now)
        }
        return try await end(
            original, as: .undeliverable, reason: .soapFault, by: receipt, kind: .fault, job: job, now: now)
    }

    // MARK: - Application receipts

    /// Notes an AppRec on the message it belongs to, inside the transaction that accepts the AppRec. The first answer
    /// of a receiver stands (HITS 1168, test 13); a late positive one still counts (test 42).
    /// - Returns: whether it is the answer that stands, of which `NoticeFlow` tells the record system.
    func match(
        _ receipt: StoredMessage, _ appRec: AppRec, at now: Date, in transaction: any TenantTransaction
    ) throws -> Bool {
        guard let receiver = receipt.fromHER else { return false }
        let originals = try transaction.submitted(msgID: appRec.originalMsgID).filter { $0.kind == .business }
        // The same document may have been handed in more than once, as by two record systems: one that waits comes first.
        let asked = try originals.filter { $0.fromHER == receipt.toHER }.compactMap { original in
            try transaction.receivers(of: original.key).first { $0.receiver == receiver }.map { (original, $0) }
        }
        guard let (found, waiting) = asked.first(where: { $0.1.state == .waiting }) ?? asked.first else {
            try transaction.append(
                MessageEvent(message: receipt.key, at: now, step: "unmatchedReceipt", actor: "partner:\(receiver)"))
            return false
        }
        var original = found
        guard waiting.state == .waiting else {
            try transaction.append(
                MessageEvent(message: original.key, at: now, step: "laterAppRec", actor: "partner:\(receiver)"))
            return false
        }
        let state: ApplicationState =
            switch appRec.status {
            case .ok: .accepted
            case .okWithErrorInPart: .acceptedWithErrors
            case .rejected: .rejected
            }
        try transaction.set(
            ReceiverState(message: original.key, receiver: receiver, state: state, appRec: receipt.key, at: now))
        original.application = Self.summary(try transaction.receivers(of: original.key).map(\.state))
        original.updatedAt = now
        _ = try transaction.update(original, from: [original.state])
        if original.application != .waiting { try transaction.cancel(kind: AnswerDeadlineFlow.kind, of: original.key) }
        let late = original.applicationDueAt.map { $0 < now } ?? false
        var detail = ["appRec": receipt.serverID.uuidString.lowercased(), "late": late ? "yes" : "no"]
        detail["codes"] = appRec.errors.map(\.code).joined(separator: " ")
        if state == .rejected { detail["reason"] = ReasonCode.appRecRejected.rawValue }
        detail["differs"] = Self.differences(appRec, original)
        try transaction.append(
            MessageEvent(
                message: original.key, at: now,
                step: "appRec\(state.rawValue.prefix(1).uppercased())\(state.rawValue.dropFirst())",
                actor: "partner:\(receiver)", detail: detail))
        try transaction.enqueue(NoticeFlow.job(for: original, at: now))
        return true
    }

    /// What a receipt repeats of the message otherwise than it was: its id alone decides (HITS 1168, tests 3 and 4).
    private static func differences(_ appRec: AppRec, _ original: StoredMessage) -> String? {
        var names: [String] = []
        if appRec.originalMsgType.code != original.action { names.append("originalType") }
        if HealthTime(appRec.originalIssueDate)?.date != original.generatedAt { names.append("issueDate") }
        return names.isEmpty ? nil : names.joined(separator: " ")
    }

    /// The worst answer, `waiting` while one is missing.
    static func summary(_ states: [ApplicationState]) -> ApplicationState {
        let order: [ApplicationState] = [.rejected, .waiting, .acceptedWithErrors, .accepted]
        return order.first { states.contains($0) } ?? .notExpected
    }

    // MARK: - Private steps

    private func original(_ messageID: String, answeredBy envelope: AuthenticatedEnvelope) async throws
        -> StoredMessage?
    {
        let original = try await context.store.read { try $0.sent(messageID: messageID) }
        guard let original, !original.kind.isSignal, original.toHER == envelope.header.from.her,
            original.fromHER == envelope.header.to.her
        else { return nil }
        return original
    }

    private func sent(mailMessageIDs: [String]) async throws -> StoredMessage? {
        try await context.store.read { store in
            for id in mailMessageIDs {
                if let message = try store.sent(mailMessageID: id) { return message }
            }
            return nil
        }
    }

    /// The references of an Acknowledgment are copies of those we signed (r.116, r.117). The digest over ours was noted
    /// when the envelope was stored; only a receipt that is not simply equal needs the envelope itself.
    private func coverage(of acknowledgment: Acknowledgment, _ original: StoredMessage) async throws -> ReceiptCoverage
    {
        let events = try await context.store.read { try $0.events(of: original.key) }
        let noted = events.last { $0.step == "queued" }?.detail["digest"]
        if noted == Hexadecimal.encode(MessageDigest.of(acknowledgment.references)) { return .complete }
        guard let entity = try await context.store.read({ try $0.content(.envelope, of: original.key) }),
            case .envelope(let sent) = InboundMail.classify(entity), let certificate = sent.embeddedCertificate,
            case .success(let signed) = sent.authenticate(with: certificate, policy: SignaturePolicy())
        else { return .differs }
        return acknowledgment.coverage(of: signed.references)
    }

    func settle(
        _ receipt: StoredMessage, as kind: MessageKind, _ state: MessageState, _ reason: ReasonCode?,
        _ judgement: ProfileJudgement? = nil, job: Job, now: Date
    ) async throws -> JobOutcome {
        var settled = receipt
        settled.kind = kind
        settled.state = state
        settled.reason = reason?.rawValue
        settled.updatedAt = now
        let final = settled
        try await context.store.write { transaction in
            guard try transaction.update(final, from: [.received]) else { throw StoreError.leaseLost }
            try DepartureCounts.count(judgement?.departures ?? [], of: final.fromHER, at: now, in: transaction)
            try transaction.append(
                MessageEvent(
                    message: final.key, at: now, step: state == .unmatched ? "unmatchedReceipt" : "settled",
                    actor: "server", detail: reason.map { ["reason": $0.rawValue] } ?? [:]))
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        context.crash.pass(.afterReceiptCommit)
        return .completed
    }

    /// - Parameter also: written in the same transaction when the message does change its state.
    func end(
        _ original: StoredMessage, as state: MessageState, reason: ReasonCode?, detail: [String: String] = [:],
        by receipt: StoredMessage, kind: MessageKind, _ judgement: ProfileJudgement? = nil, job: Job, now: Date,
        also: @escaping @Sendable (any TenantTransaction) throws -> Void = { _ in }
    ) async throws -> JobOutcome {
        var settled = receipt
        settled.kind = kind
        settled.state = .settled
        settled.reason = nil
        settled.updatedAt = now
        let final = settled
        // A late Acknowledgment still counts after we gave up; a refusal never undoes an Acknowledgment.
        let from: Set<MessageState> =
            state == .acknowledged ? [.queued, .sent, .expired, .undeliverable] : [.queued, .sent, .expired]
        try await context.store.write { transaction in
            guard try transaction.update(final, from: [.received]) else { throw StoreError.leaseLost }
            try DepartureCounts.count(judgement?.departures ?? [], of: final.fromHER, at: now, in: transaction)
            if var current = try transaction.message(original.key) {
                let late = current.state == .expired || current.state == .undeliverable
                current.state = state
                current.reason = reason?.rawValue
                current.updatedAt = now
                current.transportDueAt = nil
                if try transaction.update(current, from: from) {
                    try transaction.cancel(kind: ResendFlow.kind, of: original.key)
                    try transaction.cancel(kind: SendFlow.kind, of: original.key)
                    var detail = detail.merging(["receipt": final.serverID.uuidString.lowercased()]) { $1 }
                    if late { detail["late"] = "yes" }
                    if let reason { detail["reason"] = reason.rawValue }
                    try transaction.append(
                        MessageEvent(
                            message: original.key, at: now, step: state.rawValue,
                            actor: final.fromHER.map { "partner:\($0)" } ?? "mail", detail: detail))
                    try also(transaction)
                    try transaction.enqueue(NoticeFlow.job(for: original, at: now))
                }
            }
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        context.crash.pass(.afterReceiptCommit)
        context.wakes.raise()
        return .completed
    }
}
