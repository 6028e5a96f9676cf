public import Foundation
public import Identifiers
public import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A small mail server: SMTP in, mailboxes, POP3 out. A peer for demonstrations and tests.
///
/// It keeps to the rules of the protocols (a mailbox belongs to one session at a time, mails go only at QUIT, only
/// CR LF ends a line) and can be told to lose, put off or bounce mails, and to cut connections. It does not force
/// mails to disk: nothing of value may be left to it alone.
public final class MailExchange: Sendable {
    private let configuration: MailExchangeConfiguration
    private let office: MailExchangeOffice
    private let tls: NIOSSLContext?
    private let channels = Mutex<[MailListener: any Channel]>([:])
    private let sessions = Mutex(SessionBook())

    /// Which sessions there are, and which of them are to be cut.
    private struct SessionBook {
        var faults = FaultScript()
        var begun: [MailService: Int] = [:]
        var cuts = 0
        var live: [MailService: Int] = [:]
        var open: [ObjectIdentifier: any Channel] = [:]
        var isStopping = false
    }

    /// Opens the doors of a configuration; returns when all of them listen.
    ///
    /// `onAccepted` is asked about every complete mail before its client is answered. Throws what the TLS library, the
    /// file system or the sockets throw.
    public static func start(
        _ configuration: MailExchangeConfiguration, group: any EventLoopGroup, now: @escaping @Sendable () -> Date,
        onAccepted: @escaping @Sendable (AcceptedMail) async -> Disposition = { _ in .deliver }
    ) async throws -> MailExchange {
        let maildrops = try Maildrops(
            configuration.accounts, folder: configuration.folder.map(MaildropFolder.init), startedAt: now())
        let exchange = MailExchange(
            configuration,
            office: MailExchangeOffice(configuration, maildrops: maildrops, onAccepted: onAccepted, now: now),
            tls: try configuration.tls.map(Self.context))
        do {
            for (listener, port) in configuration.ports { try await exchange.listen(listener, port, group) }
        } catch {
            await exchange.stop()
            throw error
        }
        return exchange
    }

    /// The port of a door, nil when it is not there.
    public func port(_ listener: MailListener) -> Int? {
        channels.withLock { $0[listener]?.localAddress?.port }
    }

    /// The mails in a mailbox, oldest first, as POP3 would give them.
    public func mails(in address: EDIAddress) -> [[UInt8]] { office.maildrops.mails(in: address).compactMap(\.bytes) }

    /// The ids of the mails in a mailbox, oldest first (UIDL).
    public func uniqueIDs(in address: EDIAddress) -> [String] { office.maildrops.mails(in: address).map(\.uid) }

    /// Puts a mail into a mailbox without SMTP; false when there is no such mailbox or no room.
    @discardableResult
    public func deliver(_ data: [UInt8], to address: EDIAddress) -> Bool {
        office.maildrops.contains(address) && office.maildrops.add(data, to: address)
    }

    /// Sets which connections are cut; sessions are counted anew from here.
    public func setFaults(_ script: FaultScript) {
        sessions.withLock { book in
            book.faults = script
            book.begun = [:]
            book.cuts = 0
        }
    }

    /// The connections that the script has cut so far.
    public var cutCount: Int { sessions.withLock { $0.cuts } }

    /// Closes the doors and every connection.
    public func stop() async {
        let listening = channels.withLock { channels in
            defer { channels = [:] }
            return Array(channels.values)
        }
        let connected = sessions.withLock { book in
            book.isStopping = true
            return Array(book.open.values)
        }
        for channel in listening + connected { try? await channel.close() }
    }

    // MARK: - Connections

    private init(_ configuration: MailExchangeConfiguration, office: MailExchangeOffice, tls: NIOSSLContext?) {
        self.configuration = configuration
        self.office = office
        self.tls = tls
    }

    private static func context(_ identity: MailServerIdentity) throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(identity.certificateChainPEM)
        let key = try NIOSSLPrivateKey(file: identity.privateKeyPEM, format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        return try NIOSSLContext(configuration: configuration)
    }

    private func listen(_ listener: MailListener, _ port: Int, _ group: any EventLoopGroup) async throws {
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try self.welcome(channel, at: listener) }
            }
            .bind(host: configuration.interface, port: port).get()
        channels.withLock { $0[listener] = channel }
    }

    private func welcome(_ channel: any Channel, at listener: MailListener) throws {
        let service = listener.service
        let id = ObjectIdentifier(channel)
        let (isAdmitted, cutLine) = sessions.withLock { book in
            book.begun[service, default: 0] += 1
            book.live[service, default: 0] += 1
            book.open[id] = channel
            let cut = book.faults.cuts.first { $0.service == service && $0.session == book.begun[service] }
            let isFull = book.live[service, default: 0] > configuration.limits.maximumConnections
            return (!isFull && !book.isStopping, cut?.line)
        }
        let onEnd: @Sendable () -> Void = { [self] in
            sessions.withLock { book in
                book.live[service, default: 1] -= 1
                book.open[id] = nil
            }
        }
        guard isAdmitted else {
            onEnd()
            throw MailError(.serviceUnavailable, .retry)
        }
        if listener.isImplicitTLS {
            guard let tls else {
                onEnd()
                throw MailError(.tlsNotOffered, .hold)
            }
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
        }
        let fault = cutLine.map { LineCut(line: $0) { self.sessions.withLock { $0.cuts += 1 } } }
        try addConversation(service, isSecure: listener.isImplicitTLS, to: channel, fault: fault, onEnd: onEnd)
    }

    private func addConversation(
        _ service: MailService, isSecure: Bool, to channel: any Channel, fault: LineCut?,
        onEnd: @escaping @Sendable () -> Void
    ) throws {
        let isLoopback = Loopback.contains(channel.remoteAddress?.ipAddress ?? "")
        let limits = configuration.limits
        switch service {
        case .smtp:
            let conversation = SMTPServerConversation(
                SMTPServerSettings(
                    hostName: configuration.hostName, limits: limits, offersTLS: tls != nil, isSecure: isSecure,
                    isLoopback: isLoopback, requiresAuthentication: configuration.requiresAuthentication,
                    verifiesRecipients: configuration.refusesUnknownRecipients))
            try channel.pipeline.syncOperations.addHandler(
                ServerChannelHandler(
                    conversation, session: SMTPExchangeSession(office: office, onEnd: onEnd), tls: tls,
                    limits: limits, fault: fault))
        case .pop3:
            let conversation = POP3ServerConversation(
                .init(
                    hostName: configuration.hostName, limits: limits, offersTLS: tls != nil, isSecure: isSecure,
                    isLoopback: isLoopback))
            try channel.pipeline.syncOperations.addHandler(
                ServerChannelHandler(
                    conversation, session: POP3ExchangeSession(maildrops: office.maildrops, onEnd: onEnd), tls: tls,
                    limits: limits, fault: fault))
        }
    }
}
