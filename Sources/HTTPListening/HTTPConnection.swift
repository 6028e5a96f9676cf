public import Hummingbird
public import Logging
public import NIOCore
import NIOSSL

/// The connection that a request came on: what is known of the client before it has said anything.
///
/// A request context with this as its `Source` can be used with an ``HTTPListener``.
public struct HTTPConnection: RequestContextSource, Sendable {
    /// The address the client connected from; nil when it has gone already.
    public let remoteAddress: SocketAddress?
    /// The client's certificate in DER, verified against the roots of ``HTTPListenerTLS/ClientCertificates``; nil when
    /// it showed none. Whether it may be used for what is asked is for the handler to say.
    public let clientCertificate: [UInt8]?
    public let logger: Logger

    /// For tests of handlers without a network.
    public init(remoteAddress: SocketAddress?, clientCertificate: [UInt8]?, logger: Logger) {
        self.remoteAddress = remoteAddress
        self.clientCertificate = clientCertificate
        self.logger = logger
    }

    /// - Parameter asksForCertificate: whether a client may have shown one: looking for it takes a way to the channel's
    ///   own thread and back.
    init(_ channel: any Channel, asksForCertificate: Bool, logger: Logger) async throws {
        remoteAddress = channel.remoteAddress
        self.logger = logger
        guard asksForCertificate else {
            clientCertificate = nil
            return
        }
        clientCertificate = try await channel.eventLoop.submit {
            // The handler gives the certificate only after a handshake, which checked it.
            let tls = try? channel.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
            return try tls?.peerCertificate?.toDERBytes()
        }.get()
    }
}

/// The request context of an ``HTTPListener`` for handlers that need nothing of their own in it.
public struct HTTPRequestContext: RequestContext {
    public typealias Source = HTTPConnection

    public var coreContext: CoreRequestContextStorage
    public let connection: HTTPConnection

    public init(source: HTTPConnection) {
        coreContext = CoreRequestContextStorage(source: source)
        connection = source
    }
}

/// Gives the handlers a context that knows the connection.
struct ConnectionResponder<Responder: HTTPResponder>: HTTPResponder
where Responder.Context: RequestContext, Responder.Context.Source == HTTPConnection {
    let responder: Responder
    let asksForCertificate: Bool
    let answered: @Sendable (_ status: Int) -> Void

    func respond(to request: Request, context: BareContext) async throws -> Response {
        let connection = try await HTTPConnection(
            context.channel, asksForCertificate: asksForCertificate, logger: context.logger)
        let response = try await responder.respond(to: request, context: Responder.Context(source: connection))
        answered(response.status.code)
        return response
    }
}

/// What Hummingbird knows of a request before the connection is asked.
struct BareContext: InitializableFromSource {
    let channel: any Channel
    let logger: Logger

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
        logger = source.logger
    }
}
