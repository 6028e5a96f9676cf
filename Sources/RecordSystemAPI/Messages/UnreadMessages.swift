import Exchange
import Foundation
import HTTPTypes
import Identifiers
import Store
import Texts

/// The documents that wait for a record system: listed oldest first, and gone from the list once marked as read.
enum UnreadMessages {
    static func list(_ call: APICall) async throws -> APIReply {
        let receivers = call.hers("ReceiverHerIds")
        try call.caller.require(receivers)
        var query = UnreadQuery(recordSystem: call.caller.system.name, direction: .incoming)
        query.own = Set(receivers)
        query.partner = call.her("SenderHerId")
        query.msgID = call.text("BusinessDocumentId")
        query.limit = call.integer("MessagesToFetch") ?? 10
        query.newestFirst = ["Descending", "2"].contains(call.text("OrderBy") ?? "")
        let unread = try await LongPoll(of: call).first(query)
        let withMetadata = call.parameters["IncludeMetadata"]?.bool ?? false
        return APIReply(.ok, .array(unread.map { $0.message.json(withMetadata: withMetadata) }))
    }

    static func markAsRead(_ call: APICall) async throws -> APIReply {
        guard let her = call.her("herId") else { throw Problem(.notFound) }
        try call.caller.require([her])
        let message = try await StoredDocument.message(call)
        guard message.direction == .incoming, message.toHER == her else { throw Problem(.notReadable) }
        try await call.markTaken(message) { $0.id == message.serverID }
        return APIReply(.noContent)
    }
}

extension APICall {
    /// Marks what was offered of a message as taken, once; the mark is on disk when this returns.
    func markTaken(_ message: StoredMessage, where isMeant: @escaping @Sendable (Offer) -> Bool) async throws {
        let (system, now) = (caller.system.name, now)
        try await caller.exchange.store.write { transaction in
            for var offer in try transaction.offers(of: message.key)
            where isMeant(offer) && offer.recordSystem == system && offer.state != .taken {
                offer.state = .taken
                try transaction.set(offer)
                guard message.direction == .incoming else { continue }
                try transaction.append(
                    MessageEvent(
                        message: message.key, at: now, step: "taken", actor: "record-system:\(system)",
                        detail: ["offer": offer.id.uuidString.lowercased()]))
            }
        }
    }
}

/// An answer that waits for the first thing to tell, when the client would rather (RFC 7240 4.3).
struct LongPoll {
    private let call: APICall
    private let limit: Duration

    init(of call: APICall) {
        self.call = call
        limit = .seconds(Self.seconds(call.text("Prefer") ?? ""))
    }

    func first(_ query: UnreadQuery) async throws -> [Unread] {
        let deadline = ContinuousClock.now + limit
        let exchange = call.caller.exchange
        while true {
            let heard = exchange.wakes.news.count
            let found = try await exchange.store.read { try $0.unread(query) }
            guard found.isEmpty, ContinuousClock.now < deadline, !Task.isCancelled else { return found }
            await exchange.wakes.news.wait(beyond: heard, atMost: deadline - .now)
            guard await call.isStillAllowed() else { throw Problem(.notAuthenticated) }
        }
    }

    /// How long the client would wait; 0 when it would not.
    static func seconds(_ preference: String) -> Int {
        for item in preference.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let parts = item.split(separator: "=").map { $0.filter { $0 != " " } }
            if parts.count == 2, parts[0].lowercased() == "wait", let seconds = Int(parts[1]) {
                return max(0, min(60, seconds))
            }
        }
        return 0
    }
}
