import Identifiers
import NIOCore
import NIOPosix
import NIOSSL

/// One connection to a mail server and the conversation on it; it is never made again.
struct ClientConnection<Conversation: ClientConversation>: Sendable {
    private let channel: any Channel

    /// Connects, greets and logs in.
    ///
    /// Throws ``MailError`` with the codes of a failed connection, handshake or log-in.
    static func open(
        _ address: MailServerAddress, conversation: Conversation, timeouts: MailTimeouts, group: any EventLoopGroup
    ) async throws(MailError) -> ClientConnection {
        guard address.protection != .none || Loopback.contains(address.host) else {
            throw MailError(.cleartextRefused, .hold)
        }
        let tls = try ClientTLS(address)
        let start: Start
        do {
            start = try await ClientBootstrap(group: group)
                .connectTimeout(TimeAmount(timeouts.connect))
                .channelOption(.socketOption(.tcp_nodelay), value: 1)
                .connect(host: address.host, port: address.port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try Start(channel, address: address, conversation: conversation, tls: tls, timeouts: timeouts)
                    }
                }
        } catch {
            throw MailError(.connectionFailed, .retry)
        }
        let connection = ClientConnection(channel: start.channel)
        // a name is only as local as what it resolves to; a connection that is already lost has no address
        if address.protection == .none, let peer = start.channel.remoteAddress?.ipAddress, !Loopback.contains(peer) {
            await connection.close()
            throw MailError(.cleartextRefused, .hold)
        }
        do {
            _ = try await start.opened.get().get()
        } catch {
            await connection.close()
            throw (error as? MailError) ?? MailError(.connectionLost, .retry)
        }
        return connection
    }

    /// A channel whose conversation has begun. The promise of its log-in is there before the first byte, which may
    /// come as soon as the connection is made.
    private struct Start: Sendable {
        let channel: any Channel
        let opened: EventLoopFuture<Result<Conversation.Reply, MailError>>

        init(
            _ channel: any Channel, address: MailServerAddress, conversation: Conversation, tls: ClientTLS,
            timeouts: MailTimeouts
        ) throws {
            self.channel = channel
            if address.protection == .implicit { try channel.pipeline.syncOperations.addHandler(tls.makeHandler()) }
            let opened = channel.eventLoop.makePromise(of: Result<Conversation.Reply, MailError>.self)
            self.opened = opened.futureResult
            try channel.pipeline.syncOperations.addHandler(
                ClientChannelHandler(conversation, opened: opened, tls: tls, timeouts: timeouts))
        }
    }

    var isActive: Bool { channel.isActive }

    /// Queues a command; the future never fails.
    func submit(_ command: Conversation.Command) -> EventLoopFuture<Result<Conversation.Reply, MailError>> {
        let answer = channel.eventLoop.makePromise(of: Result<Conversation.Reply, MailError>.self)
        // the write fails only when the handler is gone and could not take the promise
        channel.writeAndFlush(ClientRequest<Conversation>(command: command, answer: answer)).whenFailure { _ in
            answer.succeed(.failure(MailError(.sessionOver, .retry)))
        }
        return answer.futureResult
    }

    /// Queues a command and waits for what came of it.
    func perform(_ command: Conversation.Command) async -> Result<Conversation.Reply, MailError> {
        do {
            return try await submit(command).get()
        } catch {
            return .failure(MailError(.connectionLost, .retry))
        }
    }

    func close() async { try? await channel.close() }
}

/// A command on its way to the conversation, with the promise that its end fulfils.
struct ClientRequest<Conversation: ClientConversation>: Sendable {
    let command: Conversation.Command
    let answer: EventLoopPromise<Result<Conversation.Reply, MailError>>
}

/// How the client secures a connection: full verification, TLS 1.2 at least.
struct ClientTLS: Sendable {
    private let context: NIOSSLContext?
    private let name: String?

    /// Throws ``MailError`` with the code `tlsFailed` when the trust roots cannot be read.
    init(_ address: MailServerAddress) throws(MailError) {
        let expected = address.certificateName ?? address.host
        name = Self.isName(expected) ? expected : nil
        guard address.protection == .startTLS || address.protection == .implicit else {
            context = nil
            return
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let file = address.trustRootsPEM { configuration.trustRoots = .file(file) }
        guard let context = try? NIOSSLContext(configuration: configuration) else {
            throw MailError(.tlsFailed, .hold)
        }
        self.context = context
    }

    /// A new handler for one connection. Throws what the TLS library throws, or `tlsFailed` without a context.
    func makeHandler() throws -> NIOSSLClientHandler {
        guard let context else { throw MailError(.tlsFailed, .hold) }
        return try NIOSSLClientHandler(context: context, serverHostname: name)
    }

    /// An address is verified as an address and never sent as a server name.
    private static func isName(_ host: String) -> Bool {
        (try? SocketAddress(ipAddress: host, port: 0)) == nil
    }
}
