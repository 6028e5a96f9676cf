import Exchange
import Foundation
import HTTPTypes
import Identifiers
import Store
import Texts

/// The notices that wait for a record system.
enum UnreadNotices {
    static func list(_ call: APICall) async throws -> APIReply {
        let own = call.hers("SenderHerIds")
        try call.caller.require(own)
        var query = UnreadQuery(recordSystem: call.caller.system.name, direction: .outgoing)
        query.own = own.isEmpty ? nil : Set(own)
        let unread = try await LongPoll(of: call).first(query)
        let notices = try await call.caller.exchange.store.read { store in
            try unread.compactMap { unread -> JSONValue? in
                let all = try Notice.all(about: unread.message, in: store)
                guard let notice = all.first(where: { $0.id == unread.offer.id }) else { return nil }
                return notice.json(about: try Deliveries.id(of: unread.message, in: store))
            }
        }
        return APIReply(.ok, .array(notices))
    }

    static func markAsRead(_ call: APICall) async throws -> APIReply {
        let message = try await noticed(call)
        let wanted = call.uuid("noticeId")
        let found = try await call.caller.exchange.store.read { store in
            try Deliveries.all(with: message, in: store).first { delivery in
                try delivery.direction == .outgoing
                    && Notice.all(about: delivery, in: store).contains { $0.id == wanted }
            }
        }
        guard let found else { throw Problem(.notFound) }
        try await call.markTaken(found) { $0.id == wanted }
        return APIReply(.noContent)
    }
}

extension UnreadNotices {
    /// The message of the path's id, when the record system sent it or has been told of it.
    private static func noticed(_ call: APICall) async throws -> StoredMessage {
        let (id, caller) = (call.uuid("id"), call.caller)
        let found = try await caller.exchange.store.read { store -> StoredMessage? in
            guard let id, let message = try store.message(serverID: id) else { return nil }
            let isTold = try Deliveries.all(with: message, in: store).contains { delivery in
                try store.offers(of: delivery.key).contains { $0.recordSystem == caller.system.name }
            }
            return isTold || caller.owns(message) ? message : nil
        }
        guard let found else { throw Problem(.notFound) }
        return found
    }
}

extension Notice {
    /// Anything but a receipt that says yes, or a mere remark, needs somebody.
    fileprivate var needsAction: Bool { !["acknowledged", "appRecAccepted", "remarked"].contains(event.step) }

    /// - Parameter submission: the id under which the record system knows the message.
    fileprivate func json(about submission: String) -> JSONValue {
        [
            "id": .string(id.uuidString.lowercased()), "messageId": .string(submission),
            "businessDocumentId": message.msgID.map(JSONValue.string) ?? .null,
            "receiverHerId": message.toHER.map { .integer(Int64($0.value)) } ?? .null,
            "outcome": .string(event.step), "needsAction": .bool(needsAction),
            "reason": event.detail["reason"].map(JSONValue.string) ?? .null,
            "sentences": .object(sentences.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }),
            "appRecId": event.detail["appRec"].map { .string($0.lowercased()) } ?? .null,
            "at": .string(event.at.formatted(.iso8601)),
        ]
    }
}
