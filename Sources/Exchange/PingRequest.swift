import AddressRegister
import Cryptography
import Delivery
import EbXML
public import Foundation
public import Identifiers
import Store
import Texts

/// Asks a partner's server whether it is there.
public struct PingRequest: Sendable {
    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    /// Stores a signed Ping and queues it, whichever way the partner is reached. It is acknowledged when the Pong comes.
    ///
    /// - Returns: the server's id of it.
    /// - Throws: `StoreError.failed` with the code of a reason when it cannot be sent.
    public func ping(_ partner: HERId, from own: HERId, actor: String, now: Date) async throws -> UUID {
        do { return try await send(to: partner, from: own, actor: actor, now: now) } catch let setback as Setback {
            throw StoreError.failed(setback.reason.rawValue)
        }
    }

    private func send(to partner: HERId, from own: HERId, actor: String, now: Date) async throws -> UUID {
        let settings = context.settings.current
        guard let address = settings.addresses[own] else { throw Setback.refuse(.ownAddressUnknown) }
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
        let draft = EnvelopeDraft.ping(
            from: own, to: partner, cpaID: agreement?.cpaID ?? NoAgreement.cpaID(between: own, and: partner),
            conversationID: id(), messageID: id(), now: now, description: context.product.description)
        let use = try await KeyUse.announce(
            [(key, .sign)], message: nil, subject: draft.header.messageID, now: now, context: context)
        let serverID = context.randomness.uuid()
        try await use.failing(now: now) {
            let packed = try draft.pack(certificate: key.certificate, boundary: "", sign: key.key.sign)
            let content = try context.store.seal(packed.entity)
            let message = message(draft, serverID, size: packed.entity.count, address, destination, now: now)
            try await context.store.write { transaction in
                let stored = try transaction.insert(message)
                try transaction.put(content, .envelope, of: stored.key)
                for outcome in use.outcomes("done", now: now) { try transaction.audit(outcome) }
                try transaction.append(
                    MessageEvent(
                        message: stored.key, at: now, step: "queued", actor: actor,
                        detail: ["kind": draft.header.action, "to": destination.text]))
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
        // Whether a server is there now is of no interest tomorrow.
        message.expiresAt = now.addingTimeInterval(3600)
        return message
    }
}
