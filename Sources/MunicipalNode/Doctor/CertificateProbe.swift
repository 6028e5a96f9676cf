import Certificates
import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import Synchronization

/// Looks at the certificate that a mail server shows: once believing anything, to be able to tell what is wrong with it,
/// and once as sending and fetching do, to tell whether it is trusted. Nothing but the words before TLS is ever said.
struct CertificateProbe: Sendable {
    let endpoint: MailEndpoint
    let service: CheckedService
    let trustRoots: String?
    let group: any EventLoopGroup

    func look() async -> ShownCertificate? {
        guard let shown = await shake(verifying: false), let leaf = shown else { return nil }
        guard let bytes = try? leaf.toDERBytes(), let certificate = try? Certificate(der: bytes) else { return nil }
        return ShownCertificate(
            names: names(of: leaf), issuer: certificate.issuerName, notAfter: certificate.notAfter,
            isTrusted: await shake(verifying: true) != nil)
    }

    /// One handshake. Nil when it fails; else the leaf, where everything is believed.
    private func shake(verifying: Bool) async -> NIOSSLCertificate?? {
        let seen = SeenCertificate()
        var settings = TLSConfiguration.makeClientConfiguration()
        settings.minimumTLSVersion = .tlsv12
        // The name is judged apart, so that a wrong one is not told as a wrong issuer.
        if verifying { settings.certificateVerification = .noHostnameVerification }
        if let trustRoots { settings.trustRoots = .file(trustRoots) }
        guard let context = try? NIOSSLContext(configuration: settings) else { return nil }
        let isAddress = (try? SocketAddress(ipAddress: endpoint.host, port: 0)) != nil
        let (host, startTLS, service) = (endpoint.host, endpoint.tls == .startTLS, service)
        let makeTLS: @Sendable () throws -> NIOSSLClientHandler = {
            let name = isAddress ? nil : host
            guard !verifying else { return try NIOSSLClientHandler(context: context, serverHostname: name) }
            return try NIOSSLClientHandler(context: context, serverHostname: name) { chain, promise in
                seen.certificate = chain.first
                promise.succeed(.certificateVerified)
            }
        }
        let done = group.next().makePromise(of: Void.self)
        do {
            let channel = try await ClientBootstrap(group: group).connectTimeout(.seconds(4))
                .connect(host: endpoint.host, port: endpoint.port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if !startTLS { try channel.pipeline.syncOperations.addHandler(makeTLS()) }
                        try channel.pipeline.syncOperations.addHandler(
                            HandshakeWatch(service: startTLS ? service : nil, makeTLS: makeTLS, done: done))
                        return channel
                    }
                }
            let timer = channel.eventLoop.scheduleTask(in: .seconds(4)) { channel.close(promise: nil) }
            defer { timer.cancel() }
            try await done.futureResult.get()
            try? await channel.close().get()
            return .some(seen.certificate)
        } catch {
            // Fulfilled already, unless the connection never came about.
            done.fail(error)
            return nil
        }
    }

    private func names(of certificate: NIOSSLCertificate) -> [String] {
        certificate._subjectAlternativeNames().compactMap { name in
            let bytes = name.contents.withUnsafeBufferPointer { Array($0) }
            switch name.nameType {
            case .dnsName: return String(decoding: bytes.filter { (33...126).contains($0) }, as: UTF8.self)
            case .ipAddress where bytes.count == 4: return bytes.map(String.init).joined(separator: ".")
            case .ipAddress where bytes == [UInt8](repeating: 0, count: 15) + [1]: return "::1"
            default: return nil
            }
        }
    }
}

/// What the server showed first.
private final class SeenCertificate: Sendable {
    private let leaf = Mutex<NIOSSLCertificate?>(nil)

    var certificate: NIOSSLCertificate? {
        get { leaf.withLock { $0 } }
        set { leaf.withLock { $0 = newValue } }
    }
}

/// Says what comes before TLS where that is asked for, and waits for the handshake.
private final class HandshakeWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let makeTLS: @Sendable () throws -> NIOSSLClientHandler
    private let done: EventLoopPromise<Void>
    /// What is to be said after each positive answer; nil as the last: TLS begins.
    private var lines: [String?]
    private var text = ""
    private var ended = false

    init(
        service: CheckedService?, makeTLS: @escaping @Sendable () throws -> NIOSSLClientHandler,
        done: EventLoopPromise<Void>
    ) {
        self.makeTLS = makeTLS
        self.done = done
        lines =
            switch service {
            case nil: []
            case .smtp: ["EHLO localhost", "STARTTLS", nil]
            case .pop3: ["STLS", nil]
            }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        guard !lines.isEmpty else { return }
        text += bytes.readString(length: bytes.readableBytes) ?? ""
        guard text.utf8.count < 16_384 else { return end(context, ChannelError.ioOnClosedChannel) }
        while !lines.isEmpty, let line = nextLine() {
            // A hyphen after the code says that the answer goes on (RFC 5321 4.2.1).
            if line.dropFirst(3).first == "-", line.first == "2" { continue }
            guard line.first == "2" || line.hasPrefix("+OK") else { return end(context, ChannelError.eof) }
            advance(context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent {
            ended = true
            done.succeed()
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { end(context, error) }
    func channelInactive(context: ChannelHandlerContext) { end(context, ChannelError.eof) }

    private func nextLine() -> String? {
        guard let end = text.firstIndex(where: \.isNewline) else { return nil }
        defer { text = String(text[text.index(after: end)...]) }
        return String(text[..<end])
    }

    private func advance(_ context: ChannelHandlerContext) {
        guard let line = lines.removeFirst() else {
            do {
                try context.channel.pipeline.syncOperations.addHandler(makeTLS(), position: .first)
            } catch { end(context, error) }
            return
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: line + "\r\n")), promise: nil)
    }

    private func end(_ context: ChannelHandlerContext, _ error: any Error) {
        guard !ended else { return }
        ended = true
        done.fail(error)
        context.close(promise: nil)
    }
}
