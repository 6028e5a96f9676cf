import HTTPListening
import HTTPTransport
import Identifiers

/// The exchange with partners over HTTP: the listener that takes their messages, and how ours are posted.
public struct PartnerHTTPSettings: Sendable, Equatable, Encodable {
    /// nil where nothing is taken over HTTP.
    public var listen: PartnerHTTPListenerSettings?
    public var client: PartnerHTTPClientSettings
}

/// Where partners post their messages: `/ebxml/TENANT` below this address.
public struct PartnerHTTPListenerSettings: Sendable, Equatable, Encodable {
    /// An IP address of this machine.
    public var host: String
    public var port: Int
    /// PEM; nil only on this machine's own loopback.
    public var certificateChain: String?
    public var privateKey: String?
    /// PEM of the roots that partners' client certificates come from; nil when none is asked for.
    public var clientRoots: String?
    /// Whether a partner without a client certificate is turned away.
    public var clientCertificate: ClientCertificateDemand
    /// The largest message in megabytes of a million octets.
    public var maximumMegabytes: Int
    /// The octets of messages that may be on their way in at once, in megabytes.
    public var maximumMegabytesAtOnce: Int
    public var connections: Int
    /// Seconds a partner may wait on its connection for the answer to its message.
    public var answerSeconds: Int

    var settings: HTTPListenerSettings {
        var limits = HTTPListenerLimits()
        limits.bodyBytes = maximumMegabytes * 1_000_000
        limits.connections = connections
        guard let certificateChain, let privateKey else {
            return HTTPListenerSettings(host: host, port: port, limits: limits)
        }
        let clients: HTTPListenerTLS.ClientCertificates =
            switch (clientRoots, clientCertificate) {
            case (nil, _): .none
            case (let roots?, .optional): .optional(rootsFile: roots)
            case (let roots?, .required): .required(rootsFile: roots)
            }
        let tls = HTTPListenerTLS(
            certificateChainFile: certificateChain, privateKeyFile: privateKey, clients: clients)
        return HTTPListenerSettings(host: host, port: port, tls: tls, limits: limits)
    }
}

/// Whether partners show a certificate of their own (mutual TLS).
public enum ClientCertificateDemand: String, Sendable, CaseIterable, Encodable { case required, optional }

/// How messages are posted to partners.
public struct PartnerHTTPClientSettings: Sendable, Equatable, Encodable {
    /// PEM of roots that partners' servers come from; nil for the system's own.
    public var trustRoots: String?
    /// Our own certificate for partners that ask for one, PEM.
    public var certificateChain: String?
    public var privateKey: String?
    /// Seconds a partner may be silent.
    public var timeoutSeconds: Int = 120

    func settings(allowed: AllowedHosts) -> EnvelopeClientSettings {
        var identity: EnvelopeClientSettings.Identity?
        if let certificateChain, let privateKey {
            identity = .init(certificateChainFile: certificateChain, privateKeyFile: privateKey)
        }
        return EnvelopeClientSettings(
            allowedHosts: allowed, trustRootsFile: trustRoots, identity: identity,
            connect: .seconds(min(30, timeoutSeconds)), read: .seconds(timeoutSeconds),
            whole: .seconds(5 * timeoutSeconds))
    }
}
