import Exchange
import Foundation
import HTTPTypes
import Identifiers
import Store
import Texts

/// One message and its document, as `/Messages/{id}` tells of them.
enum StoredDocument {
    static func describe(_ call: APICall) async throws -> APIReply {
        APIReply(.ok, try await message(call).json(withMetadata: true))
    }

    static func content(_ call: APICall) async throws -> APIReply {
        let message = try await message(call)
        let bytes = try await bytes(of: message, call)
        return APIReply(
            .ok,
            [
                "businessDocument": .string(Data(bytes).base64EncodedString()), "contentType": "application/xml",
                "contentTransferEncoding": "base64",
            ])
    }

    /// The message of the path's id, when it is the caller's own.
    ///
    /// - Throws: `Problem.notFound` for another's too: nobody learns what others have.
    static func message(_ call: APICall) async throws -> StoredMessage {
        guard let id = call.uuid("id"),
            let message = try await call.caller.exchange.store.read({ try $0.message(serverID: id) }),
            call.caller.owns(message)
        else { throw Problem(.notFound) }
        return message
    }

    static func bytes(of message: StoredMessage, _ call: APICall) async throws -> [UInt8] {
        let kind: ContentKind = message.direction == .incoming ? .document : .submitted
        guard let bytes = try await call.caller.exchange.store.read({ try $0.content(kind, of: message.key) }) else {
            throw Problem(.notFound)
        }
        return bytes
    }
}

extension StoredMessage {
    /// As the national interface's `Message`.
    func json(withMetadata: Bool) -> JSONValue {
        var members: [JSONValue.Member] = [.init("id", .string(serverID.uuidString.lowercased()))]
        if withMetadata { members.append(.init("contentType", "application/xml")) }
        members.append(.init("receiverHerId", toHER.map { .integer(Int64($0.value)) } ?? .null))
        guard withMetadata else { return .object(members) }
        members += [
            .init("senderHerId", fromHER.map { .integer(Int64($0.value)) } ?? .null),
            .init("businessDocumentId", msgID.map(JSONValue.string) ?? .null),
            .init("businessDocumentGenDate", generatedAt.map { .string($0.formatted(.iso8601)) } ?? .null),
            .init("isAppRec", .bool(kind == .appRec)),
        ]
        return .object(members)
    }
}
