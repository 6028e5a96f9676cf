import Exchange
import Foundation
import HTTPTypes
import HealthMessages
import Identifiers
import Store

/// How a sent message has fared, in the national interface's words.
enum MessageOutcome {
    static func status(_ call: APICall) async throws -> APIReply {
        let sent = try await receivers(call)
        return APIReply(
            .ok,
            .array(
                sent.map { receiver in
                    [
                        "receiverHerId": .integer(Int64(receiver.her.value)),
                        "transportDeliveryState": .string(receiver.transport.deliveryState),
                        "appRecStatus": receiver.application.appRecStatus,
                    ]
                }))
    }

    static func appRecs(_ call: APICall) async throws -> APIReply {
        var infos: [JSONValue] = []
        for receiver in try await receivers(call) {
            infos.append([
                "receiverHerId": .integer(Int64(receiver.her.value)),
                "appRecStatus": receiver.application.appRecStatus,
                "appRecErrorList": try await errors(in: receiver.appRec, call),
            ])
        }
        return APIReply(.ok, .array(infos))
    }

    /// One of those a message was sent to.
    private struct SentTo: Sendable {
        let her: HERId
        let transport: MessageState
        let application: ApplicationState
        let appRec: MessageKey?
    }

    private static func receivers(_ call: APICall) async throws -> [SentTo] {
        let message = try await StoredDocument.message(call)
        guard message.direction == .outgoing else { return [] }
        return try await call.caller.exchange.store.read { store in
            try Deliveries.all(with: message, in: store).compactMap { delivery in
                let answer = try store.receivers(of: delivery.key).first
                return (answer?.receiver ?? delivery.toHER).map {
                    SentTo(
                        her: $0, transport: delivery.state, application: answer?.state ?? delivery.application,
                        appRec: answer?.appRec)
                }
            }
        }
    }

    private static func errors(in appRec: MessageKey?, _ call: APICall) async throws -> JSONValue {
        guard let appRec,
            let bytes = try await call.caller.exchange.store.read({ try $0.content(.document, of: appRec) }),
            let read = try? AppRec.read(bytes)
        else { return .null }
        return .array(
            read.errors.map { error in
                [
                    "errorCode": .string(error.code), "details": .string(error.explanation ?? ""),
                    "description": error.name.map(JSONValue.string) ?? .null,
                    "oid": error.system.map(JSONValue.string) ?? .null,
                ]
            })
    }
}

extension MessageState {
    /// `Unconfirmed` never means "not received" (M-108): only a refusal, theirs or ours, is `Rejected`.
    fileprivate var deliveryState: String {
        switch self {
        case .acknowledged: "Acknowledged"
        case .refusedByUs, .refusedByPartner, .undeliverable: "Rejected"
        default: "Unconfirmed"
        }
    }
}

extension ApplicationState {
    fileprivate var appRecStatus: JSONValue {
        switch self {
        case .accepted: "Ok"
        case .acceptedWithErrors: "OkErrorInMessagePart"
        case .rejected: "Rejected"
        case .waiting, .notExpected: .null
        }
    }
}
