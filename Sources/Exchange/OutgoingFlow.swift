import AddressRegister
import CMS
import Certificates
import Cryptography
public import Delivery
import EbXML
public import Foundation
import HealthMessages
import Identifiers
public import Store
import Texts
import XML

/// A submitted document's way to the mail exchange (architecture §3, M-054, M-083–M-085).
///
/// 1. *read*: `StoredMessage` → `Submission`
/// 2. *address*: register: party, EDI address, certificate → `AddressedMessage`
/// 3. *agree*: CPA, or the no-CPA rule → `PlannedMessage`
/// 4. *check*: schema, size → `CheckedDocument`
/// 5. *seal*: CMS for the receiver → `SealedPayload`
/// 6. *pack*: envelope and signature → `SealedEnvelope`
/// 7. *commit*: bytes, state `queued`, delivery job, in one transaction.
///
/// Nothing reaches a transport that has not passed 5 and 6: only `SealedEnvelope` can be committed.
public struct OutgoingFlow: JobHandler {
    public static let kind = "plan"
    public let kinds = [kind]

    let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    public func handle(_ job: Job, now: Date) async throws -> JobOutcome {
        guard let key = job.message, let message = try await context.store.read({ try $0.message(key) }),
            message.state == .submitted || message.state == .held
        else { return try await finish(job) }
        do {
            let submission = try await read(message)
            let addressed = try await address(submission, now: now)
            let planned = try await agree(addressed, now: now)
            let checked = try check(planned)
            let sealed = try seal(checked)
            let envelope = try await pack(sealed, now: now)
            return try await commit(envelope, job: job, now: now)
        } catch let setback as Setback {
            return try await end(message, with: setback, job: job, now: now)
        } catch is PackingError {
            // No try will ever pack it: the record system is told, and what waits behind it goes on.
            return try await end(message, with: .refuse(.envelopeInvalid), job: job, now: now)
        }
    }

    /// Everything that is looked at before a document is sealed.
    ///
    /// - Returns: what would be remarked upon.
    /// - Throws: `Setback` for what would stop it.
    func judge(_ submission: Submission, now: Date) async throws -> [ReasonCode] {
        let addressed = try await address(submission, now: now)
        _ = try check(try await agree(addressed, now: now))
        guard context.settings.current.signingKey(at: now) != nil else { throw Setback.hold(.noSigningKey) }
        return MunicipalAddressing.remarks(on: addressed, of: context.settings.current.tenant.name)
    }

    // MARK: - Stages

    private func read(_ message: StoredMessage) async throws -> Submission {
        let (content, wishes) = try await context.store.read { store in
            (
                try store.content(.submitted, of: message.key),
                try store.record(StoredWishes.self, id: StoredWishes.id(of: message.serverID))?.wishes
            )
        }
        guard let bytes = content else { throw Setback.refuse(.contentDamaged) }
        guard let document = try? HealthDocument.read(bytes) else { throw Setback.refuse(.documentInvalid) }
        return Submission(message: message, bytes: bytes, document: document, wishes: wishes ?? EnvelopeWishes())
    }

    private func address(_ submission: Submission, now: Date) async throws -> AddressedMessage {
        let settings = context.settings.current
        guard let own = settings.sender(of: submission) else { throw Setback.refuse(.ownAddressUnknown) }
        guard let receiver = submission.message.toHER else {
            throw Setback.refuse(.addressesMissing)
        }
        let party = try await PartyLookup(context: context).party(receiver)
        guard let destination = try await PartyLookup(context: context).destination(of: party, from: own.her, at: now)
        else { throw Setback.refuse(.noEDIAddress) }
        guard context.limits.allows(destination, in: settings.tenant.stage) else {
            throw Setback.refuse(.stageNotAllowed, ["stage": settings.tenant.stage.rawValue])
        }
        guard let encryption = party.encryptionCertificate else { throw Setback.hold(.noEncryptionCertificate) }
        let verdict = context.trust.setback(encryption, for: .encryption, of: party.organisationNumber, at: now)
        if let verdict { throw verdict }
        return AddressedMessage(
            submission: submission, own: own, party: party, destination: destination, encryption: encryption)
    }

    private func check(_ planned: PlannedMessage) throws -> CheckedDocument {
        let submission = planned.addressed.submission
        if let excess = context.limits.excess(of: submission.bytes.count) { throw Setback.refuse(.tooLarge, excess) }
        if let schemas = context.schemas {
            guard let document = try? XMLDocument.parse(submission.bytes, limits: .document) else {
                throw Setback.refuse(.documentInvalid)
            }
            if let finding = schemas.validate(document).first {
                throw Setback.refuse(.schemaInvalid, ["line": String(finding.line), "rule": finding.message])
            }
        }
        return CheckedDocument(planned: planned)
    }

    private func seal(_ checked: CheckedDocument) throws -> SealedPayload {
        let submission = checked.planned.addressed.submission
        let enclosed =
            submission.wishes.compressPayload
            ? EnclosedDocument.wrap(gzip: Gzip.deflate(submission.bytes)) : EnclosedDocument.wrap(submission.bytes)
        let cms = try CMSEnvelope.seal(enclosed, to: checked.planned.addressed.encryption)
        return SealedPayload(checked: checked, cms: cms)
    }

    private func pack(_ sealed: SealedPayload, now: Date) async throws -> SealedEnvelope {
        let planned = sealed.checked.planned
        guard let own = context.settings.current.signingKey(at: now) else { throw Setback.hold(.noSigningKey) }
        let messageID = context.randomness.uuid().uuidString.lowercased()
        let contentID =
            "\(context.randomness.uuid().uuidString.lowercased())@\(planned.addressed.own.ediAddress.domain)"
        let draft = EnvelopeDraft(
            header: MessageHeader(
                from: Party(her: planned.addressed.own.her, role: planned.fromRole),
                to: Party(her: planned.addressed.party.her, role: planned.toRole), cpaID: planned.cpaID,
                conversationID: planned.conversationID, service: planned.service,
                serviceType: planned.addressed.submission.wishes.serviceType ?? "string",
                action: planned.action, messageID: messageID, timestamp: now, duplicateElimination: true,
                description: planned.addressed.submission.wishes.description(of: context.product)),
            content: .business(
                manifest: [
                    ManifestReference(
                        contentID: contentID, schemaLocation: planned.namespace,
                        schemaVersion: planned.namespaceVersion, description: planned.action)
                ], ackRequested: AckRequested(signed: true)),
            attachments: [Attachment(contentID: contentID, bytes: sealed.cms)])
        let use = try await KeyUse.announce(
            [(own, .sign)], message: planned.addressed.submission.message.key, subject: messageID, now: now,
            context: context)
        return try await use.failing(now: now) {
            let packed = try draft.pack(
                certificate: own.certificate, boundary: "=_\(context.randomness.uuid().uuidString.lowercased())",
                sign: own.key.sign)
            return SealedEnvelope(planned: planned, messageID: messageID, packed: packed, keyUse: use)
        }
    }

    private func commit(_ envelope: SealedEnvelope, job: Job, now: Date) async throws -> JobOutcome {
        let planned = envelope.planned
        guard envelope.packed.entity.count <= context.limits.packedMessage else {
            try await envelope.keyUse.fail(now: now)
            throw Setback.refuse(
                .tooLarge, context.limits.sizes(planned.addressed.submission.bytes.count))
        }
        var message = planned.addressed.submission.message
        message.state = .queued
        message.reason = nil
        message.messageID = envelope.messageID
        message.conversationID = planned.conversationID
        message.action = planned.action
        message.service = planned.service
        message.cpaID = planned.cpaID
        message.fromHER = planned.addressed.own.her
        message.toHER = planned.addressed.party.her
        message.ediFrom = planned.addressed.own.ediAddress.text
        message.ediTo = planned.addressed.destination.text
        message.application = planned.applicationDeadline == nil ? .notExpected : .waiting
        message.applicationDueAt = planned.applicationDeadline.map {
            // Counted from when the document was made; of one that is handed in later than that, from now.
            let due = (message.generatedAt ?? now).addingTimeInterval($0)
            return due > now ? due : now.addingTimeInterval($0)
        }
        message.expiresAt = now.addingTimeInterval(planned.policy.persistDuration)
        message.updatedAt = now
        let final = message
        let content = try context.store.seal(envelope.packed.entity)
        let outcomes = envelope.keyUse.outcomes("done", now: now)
        let remarks = MunicipalAddressing.remarks(on: planned.addressed, of: context.settings.current.tenant.name)
        let kept = try await context.store.write { transaction in
            guard try transaction.update(final, from: [.submitted, .held]) else { return false }
            try transaction.delete(StoredWishes.self, id: StoredWishes.id(of: final.serverID))
            try transaction.put(content, .envelope, of: final.key)
            if planned.applicationDeadline != nil {
                try transaction.set(
                    ReceiverState(message: final.key, receiver: planned.addressed.party.her, state: .waiting, at: now))
            }
            for outcome in outcomes { try transaction.audit(outcome) }
            let detail = [
                "messageId": envelope.messageID, "cpaId": planned.cpaID, "to": final.ediTo ?? "",
                "digest": Hexadecimal.encode(envelope.packed.messageDigest),
            ]
            try transaction.append(
                MessageEvent(message: final.key, at: now, step: "queued", actor: "server", detail: detail))
            try transaction.enqueue(SendFlow.job(for: final, at: now))
            for reason in remarks { try Self.remark(reason, on: final, at: now, in: transaction) }
            if let deadline = AnswerDeadlineFlow.job(for: final) { try transaction.enqueue(deadline) }
            if planned.addressed.submission.document.isAppRec, let original = planned.original {
                try Self.answered(original, by: final, at: now, in: transaction)
            }
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
            return true
        }
        context.crash.pass(.afterPlanCommit)
        context.wakes.raise()
        if kept { return .completed }
        try await envelope.keyUse.fail(now: now)
        return try await finish(job)
    }

    /// Tells the record system of something that does not stop the message.
    private static func remark(
        _ reason: ReasonCode, on message: StoredMessage, at now: Date, in transaction: any TenantTransaction
    ) throws {
        try transaction.append(
            MessageEvent(
                message: message.key, at: now, step: "remarked", actor: "server", detail: ["reason": reason.rawValue]))
        try transaction.enqueue(NoticeFlow.job(for: message, at: now))
    }

    private static func answered(
        _ original: StoredMessage, by answer: StoredMessage, at now: Date, in transaction: any TenantTransaction
    ) throws {
        guard var current = try transaction.message(original.key) else { return }
        current.state = .answered
        current.updatedAt = now
        guard try transaction.update(current, from: [.handedOver]) else { return }
        try transaction.append(
            MessageEvent(
                message: original.key, at: now, step: "answered", actor: "record-system:\(answer.recordSystem ?? "")",
                detail: ["appRec": answer.serverID.uuidString.lowercased()]))
    }

    func finish(_ job: Job) async throws -> JobOutcome {
        try await context.store.write { try $0.complete(job) } ? .completed : .lost
    }
}
