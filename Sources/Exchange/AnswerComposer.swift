import AddressRegister
import Cryptography
import EbXML
import Foundation
import Identifiers
import Store

/// A signed signal, ready to be queued in the transaction that decides it.
struct StoredAnswer {
    let message: StoredMessage
    let entity: [UInt8]
    let content: SealedContent
    /// Names the attempt to give it back on the connection, if its message came on one that waits for it.
    let attemptID: String

    /// How long an answer that somebody waits for on a connection stays here before it goes by itself.
    static let heldForConnection: TimeInterval = 60

    /// Stores it; begins to send it to whoever waits for it, and queues it if the partner has an address to send it to.
    func queue(
        in transaction: any TenantTransaction, answering incoming: MessageKey, _ waiters: AnswerWaiters, at now: Date
    ) throws {
        let isAwaited = waiters.isExpected(incoming)
        var message = message
        message.attempts = isAwaited ? 1 : 0
        let stored = try transaction.insert(message)
        try transaction.put(content, .envelope, of: stored.key)
        try transaction.append(
            MessageEvent(
                message: stored.key, at: now, step: "queued", actor: "server", detail: ["kind": stored.kind.rawValue]))
        if isAwaited {
            let attempt = Attempt(message: stored.key, number: 1, mailMessageID: attemptID, date: now)
            try transaction.begin(attempt)
            waiters.offer(BegunAnswer(attempt: attempt, entity: entity), to: incoming)
        }
        let sendAt = isAwaited ? now.addingTimeInterval(Self.heldForConnection) : now
        if stored.ediTo != nil { try transaction.enqueue(SendFlow.job(for: stored, at: sendAt)) }
    }
}

/// Makes the one answer an envelope gets: an Acknowledgment or an ErrorList (HITS 1171 §8).
struct AnswerComposer {
    let context: ExchangeContext

    /// The signed answer that accepts a business envelope: an Acknowledgment, or a list of warnings. The caller has
    /// announced the use of the key.
    func confirmation(
        of envelope: AuthenticatedEnvelope, key: OwnKey, address: Destination?, now: Date
    ) throws -> StoredAnswer? {
        let draft = EnvelopeDraft.confirmation(
            of: envelope, messageID: newID(), now: now, description: context.product.description)
        return try draft.map {
            try seal($0, answering: envelope.header.messageID, key: key, address: address, now: now)
        }
    }

    /// The signed answer to a Ping or a StatusRequest. The caller has announced the use of the key.
    func answer(
        _ draft: EnvelopeDraft, to envelope: AuthenticatedEnvelope, key: OwnKey, address: Destination?, now: Date
    ) throws -> StoredAnswer {
        try seal(draft, answering: envelope.header.messageID, key: key, address: address, now: now)
    }

    /// The signed ErrorList for a refused envelope; nil for an answer, when there is no key to sign with, and when
    /// there is neither an address to send it to nor anybody who waits for it (HITS 1172 §4.2.2.3).
    func error(
        _ refusal: Refusal, to address: ReturnAddress, message: StoredMessage, now: Date
    ) async throws -> (answer: StoredAnswer, keyUse: KeyUse)? {
        guard let key = context.settings.current.signingKey(at: now),
            let party = try? await context.register.party(address.partner),
            let draft = EnvelopeDraft.refusal(
                [refusal.error], to: address, messageID: newID(), now: now, description: context.product.description)
        else { return nil }
        let destination = try? await PartyLookup(context: context).destination(of: party, from: address.own, at: now)
        guard destination != nil || context.wakes.answers.isExpected(message.key) else { return nil }
        let use = try await KeyUse.announce(
            [(key, .sign)], message: message.key, subject: address.messageID, now: now, context: context)
        return try await use.failing(now: now) {
            (try seal(draft, answering: address.messageID, key: key, address: destination, now: now), use)
        }
    }

    /// An answer that could not be delivered before may be now; nil when the partner still has no address.
    static func sendable(
        _ answer: StoredMessage, to address: Destination?, at now: Date, in transaction: any TenantTransaction
    ) throws -> StoredMessage? {
        guard var current = try transaction.message(answer.key) else { return nil }
        current.ediTo = address?.text ?? current.ediTo
        current.expiresAt = now.addingTimeInterval(RetransmissionPolicy.template.persistDuration)
        let before = current.state
        if before != .sent { current.state = .queued }
        current.reason = nil
        guard try transaction.update(current, from: [before]) else { return nil }
        return current.ediTo == nil ? nil : current
    }

    func newID() -> String { context.randomness.uuid().uuidString.lowercased() }

    private func seal(
        _ draft: EnvelopeDraft, answering messageID: String, key: OwnKey, address: Destination?, now: Date
    ) throws -> StoredAnswer {
        let packed = try draft.pack(certificate: key.certificate, boundary: "", sign: key.key.sign)
        let kind: MessageKind =
            switch draft.content {
            case .errorList: .error
            case .pong, .statusResponse: .service
            default: .acknowledgment
            }
        var message = StoredMessage(
            serverID: context.randomness.uuid(), direction: .outgoing, kind: kind,
            state: .queued, at: now, size: packed.entity.count)
        message.messageID = draft.header.messageID
        message.conversationID = draft.header.conversationID
        message.refToMessageID = messageID
        message.action = draft.header.action
        message.service = draft.header.service
        message.cpaID = draft.header.cpaID
        message.fromHER = draft.header.from.her
        message.toHER = draft.header.to.her
        message.ediFrom = draft.header.from.her.flatMap { context.settings.current.addresses[$0]?.ediAddress.text }
        message.ediTo = address?.text
        message.expiresAt = now.addingTimeInterval(RetransmissionPolicy.template.persistDuration)
        return StoredAnswer(
            message: message, entity: packed.entity, content: try context.store.seal(packed.entity),
            attemptID: context.attemptID(of: message))
    }
}
