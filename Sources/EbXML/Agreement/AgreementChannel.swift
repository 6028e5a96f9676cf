public import Identifiers

/// DeliveryChannel: how messages travel, how often they are repeated, and how they are protected (ebXML CPPA 2.0 8.4.22).
public struct AgreementChannel: Sendable, Equatable {
    public let id: String
    /// TransportProtocol, such as `SMTP`, `HTTP` or `AMQP`.
    public let transport: String
    public let endpoints: [String]
    /// nil when the channel asks for no retries.
    public let retransmission: RetransmissionPolicy?
    public let messaging: Messaging
    public let protection: Protection
    /// RetryInterval and PersistDuration that are no duration of fixed length, as they stood.
    public let unreadableDurations: [String]

    /// MessagingCharacteristics, as they stood: `always`, `never` or `perMessage`; nil when not said.
    public struct Messaging: Sendable, Equatable {
        public let ackRequested: String?
        public let ackSignatureRequested: String?
        public let duplicateElimination: String?
        /// `none` or a way to answer within the same connection.
        public let syncReplyMode: String?
    }

    /// What the sender binding asks of signatures and encryption, as it stood; nil or empty when not said.
    public struct Protection: Sendable, Equatable {
        /// HashFunction, and SignatureAlgorithm by its W3C name where it has one.
        public let hashFunction: String?
        public let signatureAlgorithm: String?
        public let signingCertificateID: String?
        /// EncryptionAlgorithm of the digital envelope.
        public let encryptionAlgorithms: [String]
    }

    public var ediAddress: EDIAddress? { endpoints.lazy.compactMap(Self.mailbox).first }

    /// Whether one of its endpoints is a mailbox, or a server reached by HTTPS.
    public var isUsable: Bool { endpoints.contains { Self.mailbox($0) != nil || Self.isHTTPS($0) } }

    /// The address in a `mailto:` endpoint.
    static func mailbox(_ uri: String) -> EDIAddress? {
        guard uri.lowercased().hasPrefix("mailto:") else { return nil }
        // Some agreements write it as `mailto://`.
        return EDIAddress(uri.dropFirst(7).drop { $0 == "/" })
    }

    static func isHTTPS(_ uri: String) -> Bool { uri.lowercased().hasPrefix("https://") && uri.count > 8 }
}
