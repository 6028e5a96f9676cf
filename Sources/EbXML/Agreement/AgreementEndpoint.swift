public import Identifiers

/// A way to a party that we can go: tp:Endpoint of a channel.
public enum AgreementEndpoint: Sendable, Equatable {
    case mailbox(EDIAddress)
    case http(HTTPAddress)
}

extension AgreementParty {
    /// The first endpoint, in the order of the channels, that is a mailbox or an HTTP address; nil when there is none.
    public var endpoint: AgreementEndpoint? { channels.lazy.compactMap(\.endpoint).first }
}

extension AgreementChannel {
    /// nil for a transport that we do not speak, and for plain HTTP over a network.
    public var endpoint: AgreementEndpoint? {
        if let ediAddress { return .mailbox(ediAddress) }
        return endpoints.lazy.compactMap { HTTPAddress($0.trimmed) }.first.map { .http($0) }
    }

    /// Whether answers come on the connection that the message came on: syncReplyMode of a channel over HTTP.
    public var answersOnConnection: Bool {
        guard case .http = endpoint, let mode = messaging.syncReplyMode else { return false }
        return mode != "none"
    }
}
