import AddressRegister
import Cryptography
import Delivery
import EbXML
import Foundation
import Identifiers
import Store
public import Texts

/// Why a question to a partner's server was not sent.
public struct QuestionRefusal: Error, Equatable, Sendable {
    public let reason: ReasonCode
    /// What the reason's sentences have room for.
    public let values: [String: String]

    public init(_ reason: ReasonCode, _ values: [String: String]) {
        self.reason = reason
        self.values = values
    }

    init(_ setback: Setback, to partner: HERId) {
        self.init(setback.reason, ["her": partner.description].merging(setback.detail) { $1 })
    }
}

/// Sends the message service's own questions, signed and whichever way messages to the partner go now.
struct QuestionSending {
    let context: ExchangeContext

    /// How long an answer is of interest: what is not sent by then is not sent any more.
    private static let lifetime: TimeInterval = 3600

    /// Stores a question and queues it, in one transaction with what `also` writes.
    ///
    /// - Parameters:
    ///   - detail: kept with the question.
    ///   - also: gets the server's id of the question; what it throws leaves nothing behind.
    /// - Returns: the server's id of the question.
    /// - Throws: `Setback` when it cannot be sent.
    func send(
        _ question: ServiceQuestion, to partner: HERId, from own: HERId, actor: String, now: Date,
        detail: [String: String] = [:],
        also: @escaping @Sendable (any TenantTransaction, UUID) throws -> Void = { _, _ in }
    ) async throws -> UUID {
        let settings = context.settings.current
        guard let address = settings.addresses[own] else {
            throw Setback.refuse(.ownAddressUnknown, ["her": own.description])
        }
        guard let key = settings.signingKey(at: now) else { throw Setback.hold(.noSigningKey) }
        let parties = PartyLookup(context: context)
        let party = try await parties.party(partner)
        guard let destination = try await parties.destination(of: party, from: own, at: now) else {
            throw Setback.refuse(.noEDIAddress)
        }
        guard context.limits.allows(destination, in: settings.tenant.stage) else {
            throw Setback.refuse(.stageNotAllowed, ["stage": settings.tenant.stage.rawValue])
        }
        let agreement = try await AgreementLookup(context: context).between(own, partner, at: now)?.agreement
        func id() -> String { context.randomness.uuid().uuidString.lowercased() }
        let draft = EnvelopeDraft.asking(
            question, from: own, to: partner,
            cpaID: agreement?.cpaID ?? NoAgreement.cpaID(between: own, and: partner), conversationID: id(),
            messageID: id(), now: now, description: context.product.description)
        let use = try await KeyUse.announce(
            [(key, .sign)], message: nil, subject: draft.header.messageID, now: now, context: context)
        let serverID = context.randomness.uuid()
        try await use.failing(now: now) {
            let packed = try draft.pack(certificate: key.certificate, boundary: "", sign: key.key.sign)
            let content = try context.store.seal(packed.entity)
            let message = message(draft, serverID, size: packed.entity.count, address, destination, now: now)
            let detail = detail.merging(["kind": question.action, "to": destination.text]) { $1 }
            try await context.store.write { transaction in
                let stored = try transaction.insert(message)
                try transaction.put(content, .envelope, of: stored.key)
                for outcome in use.outcomes("done", now: now) { try transaction.audit(outcome) }
                try transaction.append(
                    MessageEvent(message: stored.key, at: now, step: "queued", actor: actor, detail: detail))
                try also(transaction, serverID)
                try transaction.enqueue(SendFlow.job(for: stored, at: now))
            }
        }
        context.wakes.sending.raise()
        return serverID
    }

    private func message(
        _ draft: EnvelopeDraft, _ serverID: UUID, size: Int, _ address: OwnAddress, _ destination: Destination,
        now: Date
    ) -> StoredMessage {
        var message = StoredMessage(
            serverID: serverID, direction: .outgoing, kind: .service, state: .queued, at: now, size: size)
        message.messageID = draft.header.messageID
        message.conversationID = draft.header.conversationID
        message.action = draft.header.action
        message.service = draft.header.service
        message.cpaID = draft.header.cpaID
        message.fromHER = draft.header.from.her
        message.toHER = draft.header.to.her
        message.ediFrom = address.ediAddress.text
        message.ediTo = destination.text
        message.expiresAt = now.addingTimeInterval(Self.lifetime)
        return message
    }
}
