import EbXML
import Foundation
import Store

/// A MIME entity that somebody sent us, sealed and about to be stored as `received`, whichever way it came.
struct ReceivedEntity: Sendable {
    let serverID: UUID
    /// Octets.
    let size: Int
    private let content: SealedContent
    private let hint: ConversationHint?

    /// Octets that are kept of a post that cannot be read: enough for a person to see what it was.
    static let keptOfUnreadable = 65_536

    /// Seals the bytes, off the store's writer.
    init(_ bytes: [UInt8], context: ExchangeContext) throws {
        content = try context.store.seal(bytes)
        size = bytes.count
        hint = ConversationHint.find(in: bytes)
        serverID = context.randomness.uuid()
    }

    /// Seals the beginning of what cannot be read and came from nobody known.
    init(beginningOf bytes: [UInt8], context: ExchangeContext) throws {
        content = try context.store.seal(Array(bytes.prefix(Self.keptOfUnreadable)))
        size = bytes.count
        hint = nil
        serverID = context.randomness.uuid()
    }

    /// Stores it, with the job that reads it.
    /// - Parameter detail: how it came, for the timeline.
    @discardableResult
    func insert(
        in transaction: any TenantTransaction, from source: IncomingOrder.Source, detail: [String: String],
        at now: Date
    ) throws -> MessageKey {
        let message = try insert(as: .received, in: transaction, detail: detail, at: now)
        try transaction.enqueue(
            IncomingOrder.job(
                for: message.key, sender: hint?.sender, conversation: hint?.conversation, source: source, at: now))
        return message.key
    }

    /// Stores it where nothing more happens to it.
    func keep(
        unreadable reason: String, in transaction: any TenantTransaction, detail: [String: String], at now: Date
    ) throws {
        let message = try insert(as: .unreadable, reason: reason, in: transaction, detail: detail, at: now)
        try transaction.append(
            MessageEvent(
                message: message.key, at: now, step: "unreadable", actor: "server", detail: ["reason": reason]))
    }

    private func insert(
        as state: MessageState, reason: String? = nil, in transaction: any TenantTransaction, detail: [String: String],
        at now: Date
    ) throws -> StoredMessage {
        var message = StoredMessage(
            serverID: serverID, direction: .incoming, kind: .unknown, state: state, at: now, size: size)
        message.reason = reason
        let stored = try transaction.insert(message)
        try transaction.put(content, .received, of: stored.key)
        try transaction.append(
            MessageEvent(message: stored.key, at: now, step: "received", actor: "server", detail: detail))
        return stored
    }
}
