import Cryptography
public import Foundation
import Identifiers
public import Store

/// What waits for a record system at the API: nothing is written anywhere, an offer stands until it is taken.
///
/// The offer and what it is about are committed together, so nothing is offered twice and nothing missed.
enum APIHandOver {
    /// Offers a document under its message's own id.
    static func offer(
        _ message: StoredMessage, to system: String, receiver: HERId, at now: Date,
        in transaction: any TenantTransaction
    ) throws {
        guard try transaction.offers(of: message.key).isEmpty else { return }
        try transaction.set(
            Offer(
                id: message.serverID, message: message.key, recordSystem: system, receiver: receiver, state: .written,
                at: now))
    }

    /// Offers the nth notice about a sent message, unless it was before, and the AppRec that brought it.
    static func offer(
        notice number: Int, of event: MessageEvent, about message: StoredMessage, to system: String,
        in transaction: any TenantTransaction
    ) throws {
        let id = noticeID(message.serverID, number)
        guard let receiver = message.fromHER, try !transaction.offers(of: message.key).contains(where: { $0.id == id })
        else { return }
        try transaction.set(
            Offer(
                id: id, message: message.key, recordSystem: system, receiver: receiver, state: .written, at: event.at))
        guard let appRecID = event.detail["appRec"].flatMap(UUID.init(uuidString:)),
            var appRec = try transaction.message(serverID: appRecID)
        else { return }
        if appRec.recordSystem != system {
            appRec.recordSystem = system
            _ = try transaction.update(appRec, from: [appRec.state])
        }
        try offer(appRec, to: system, receiver: receiver, at: event.at, in: transaction)
    }
}

extension APIHandOver {
    /// The id of a message's nth notice: always the same, so that it is offered once (RFC 9562 5.8).
    static func noticeID(_ message: UUID, _ number: Int) -> UUID {
        .named("notice \(number) of \(message.uuidString.lowercased())")
    }
}

extension UUID {
    /// The id that a name always gives (RFC 9562 5.8, over SHA-256).
    public static func named(_ name: String) -> UUID {
        var bytes = Array(SHA256.digest(Array(name.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}

/// A notice to a record system about a message it sent: what happened, numbered within the message.
public struct Notice: Sendable {
    public let message: StoredMessage
    public let number: Int
    public let event: MessageEvent

    /// All notices about a message, oldest first.
    public static func all(about message: StoredMessage, in store: any TenantReading) throws -> [Notice] {
        try store.events(of: message.key).filter { NoticeFlow.outcomes.contains($0.step) }.enumerated().map {
            Notice(message: message, number: $0 + 1, event: $1)
        }
    }

    /// The id it is offered under.
    public var id: UUID { APIHandOver.noticeID(message.serverID, number) }

    /// What happened, in every language, keyed by the language's code.
    public var sentences: [String: String] { NoticeFlow.sentences(for: event, about: message) }
}
