import HTTPTypes
public import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
public import NIOCore
import NIOSSL
import ServiceLifecycle

/// One HTTP/1.1 listener: carries requests to a responder within limits, over TLS unless it stands on this machine's
/// own loopback.
///
/// Limits hold before a handler is asked, and without reading what they refuse. A handler must read the body it is
/// given without waiting for anything else first: the client's pace is measured at the same time.
public struct HTTPListener<Responder: HTTPResponder>: Sendable
where Responder.Context: RequestContext, Responder.Context.Source == HTTPConnection {
    private let settings: HTTPListenerSettings
    private let responder: Responder
    private let log: Logger

    public init(settings: HTTPListenerSettings, responder: Responder, log: Logger) {
        self.settings = settings
        self.responder = responder
        self.log = log
    }

    /// Listens until the task is cancelled; then lets requests that are being answered come to their end, for at most
    /// ``HTTPListenerLimits/farewell``, and returns.
    /// - Parameter bound: told once, with the address on which the listener can be reached.
    ///
    /// Throws an ``HTTPListenerError``, or an `IOError` when the address cannot be had.
    public func run(bound: @escaping @Sendable (SocketAddress) -> Void = { _ in }) async throws {
        try settings.check()
        let application = Application(
            responder: ConnectionResponder(
                responder: responder, asksForCertificate: settings.tls.map { $0.clients != .none } ?? false,
                answered: settings.answered),
            server: try server(),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                availableConnectionsDelegate: .maximum(settings.limits.connections, logger: log)),
            onServerRunning: { channel in if let address = channel.localAddress { bound(address) } }, logger: log)
        var configuration = ServiceGroupConfiguration(services: [application], logger: log)
        configuration.maximumGracefulShutdownDuration = settings.limits.farewell
        try await run(ServiceGroup(configuration: configuration))
    }

    /// A cancelled service group drops its connections at once, so it runs in a task that is only asked to stop.
    private func run(_ services: ServiceGroup) async throws {
        let running = Task { try await services.run() }
        try await withTaskCancellationHandler {
            do {
                try await running.value
            } catch is CancellationError where Task.isCancelled {
                // The farewell took too long.
            }
        } onCancel: {
            Task { await services.triggerGracefulShutdown() }
        }
    }

    private func server() throws -> HTTPServerBuilder {
        let limits = settings.limits
        var decoder = HTTP1Channel.Configuration.DecoderConfiguration()
        decoder.maxHeaderFieldSize = limits.headerBytes
        decoder.maxHeaderListSize = limits.headerBytes
        decoder.maxHeaderFieldCount = 100
        let places = WaitingPlaces(of: limits.connections)
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [RequestGuard(limits, places: places)], idleTimeout: TimeAmount(limits.idle),
                httpDecoderConfiguration: decoder))
        guard let tls = settings.tls else { return plain }
        return try .tls(plain, tlsConfiguration: tls.configuration())
    }
}

extension HTTPListenerTLS {
    /// Whether a listener could be started with the files as they are now.
    /// - Throws: an ``HTTPListenerError`` that names the one that is wrong.
    public func check() throws(HTTPListenerError) { _ = try configuration() }

    /// Reads the files. Throws an ``HTTPListenerError`` that names the one that is wrong.
    func configuration() throws(HTTPListenerError) -> TLSConfiguration {
        guard let chain = try? NIOSSLCertificate.fromPEMFile(certificateChainFile), !chain.isEmpty else {
            throw .certificateChainUnreadable(file: certificateChainFile)
        }
        guard let key = try? NIOSSLPrivateKey(file: privateKeyFile, format: .pem) else {
            throw .privateKeyUnreadable(file: privateKeyFile)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        switch clients {
        case .none: break
        case .optional(let file):
            configuration.certificateVerification = .optionalVerification
            configuration.trustRoots = .certificates(try Self.roots(file))
        case .required(let file):
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .certificates(try Self.roots(file))
        }
        guard (try? NIOSSLContext(configuration: configuration)) != nil else {
            throw .unusableTLS(certificateChainFile: certificateChainFile)
        }
        return configuration
    }

    private static func roots(_ file: String) throws(HTTPListenerError) -> [NIOSSLCertificate] {
        guard let roots = try? NIOSSLCertificate.fromPEMFile(file), !roots.isEmpty else {
            throw .clientRootsUnreadable(file: file)
        }
        return roots
    }
}
