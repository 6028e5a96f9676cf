import EbXML
import Foundation
import Store

/// What a record system wants of the envelope around its document, where the business process asks for more than the
/// document itself says (`EbXmlInfo` of the national interface). nil leaves it to the server.
public struct EnvelopeWishes: Codable, Sendable, Equatable {
    /// eb:CPAId.
    public var cpaID: String?
    /// eb:ConversationId.
    public var conversationID: String?
    /// eb:Service and its type.
    public var service: String?
    public var serviceType: String?
    /// eb:Action.
    public var action: String?
    /// eb:Role of the sender and of the receiver.
    public var senderRole: String?
    public var receiverRole: String?
    /// Told to partners in eb:Description (HITS 1210).
    public var applicationName: String?
    public var applicationVersion: String?
    public var middlewareName: String?
    public var middlewareVersion: String?
    /// Whether eb:From is the organisation (level 1) the sender belongs to.
    public var useSenderLevel1HERId = false
    /// Whether the document is compressed before it is encrypted.
    public var compressPayload = false

    public init() {}

    /// What eb:Description tells of the programs involved (HITS 1210).
    func description(of product: Product) -> String {
        func program(_ name: String?, _ version: String?) -> SystemDescription.Program? {
            // Both are needed or neither is told.
            guard let name, let version else { return nil }
            return .init(name: name, version: version)
        }
        return SystemDescription(
            messageServer: .init(name: product.name, version: product.version),
            recordSystem: program(applicationName, applicationVersion),
            middleware: program(middlewareName, middlewareVersion)
        ).json
    }
}

extension ExchangePlan {
    /// The plan with what the record system wants otherwise.
    func with(_ wishes: EnvelopeWishes) -> ExchangePlan {
        ExchangePlan(
            service: wishes.service ?? service, action: wishes.action ?? action,
            fromRole: wishes.senderRole ?? fromRole, toRole: wishes.receiverRole ?? toRole,
            applicationDeadline: applicationDeadline, namespace: namespace, namespaceVersion: namespaceVersion)
    }
}

/// The wishes for one message's envelope, kept until it is made.
struct StoredWishes: TenantRecord, Equatable {
    static let kind = "envelope-wishes"
    /// The server's id of the message.
    let id: String
    let wishes: EnvelopeWishes

    init(of message: UUID, _ wishes: EnvelopeWishes) {
        id = Self.id(of: message)
        self.wishes = wishes
    }

    static func id(of message: UUID) -> String { message.uuidString.lowercased() }
}
