import Exchange
import FolderExchange
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

    static func findings(_ call: APICall) async throws -> APIReply {
        let (message, system) = (try await message(call), call.caller.system.name)
        guard message.direction == .incoming else { return APIReply(.ok, ["remarks": [], "repeats": .null]) }
        let findings = try await call.caller.exchange.store.read {
            try DeliveryFindings.about(message, for: system, in: $0)
        }
        let remarks = findings.remarks.map { remark -> JSONValue in
            [
                "code": .string(remark.code), "appRecError": remark.appRecError.map(JSONValue.string) ?? .null,
                "sentences": .object(
                    remark.sentences.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }),
            ]
        }
        let repeats = findings.repeats.map { JSONValue.string($0.uuidString.lowercased()) } ?? .null
        return APIReply(.ok, ["remarks": .array(remarks), "repeats": repeats])
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
