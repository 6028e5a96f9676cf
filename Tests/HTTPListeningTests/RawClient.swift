import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A client that sends exactly what it is told, also what no HTTP client would.
final class RawClient: Sendable {
    private final class Inbox: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let text = Mutex("")
        let isReading: Bool

        init(isReading: Bool) { self.isReading = isReading }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let piece = String(buffer: unwrapInboundIn(data))
            text.withLock { $0 += piece }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    private let channel: any Channel
    private let inbox: Inbox

    /// What the server has said so far.
    var received: String { inbox.text.withLock { $0 } }
    var isOpen: Bool { channel.isActive }

    /// - Parameter isReading: false for a client that lets the server's answer lie.
    init(port: Int, tls: TLSConfiguration? = nil, isReading: Bool = true) async throws {
        let inbox = Inbox(isReading: isReading)
        let context = try tls.map { try NIOSSLContext(configuration: $0) }
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: isReading)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        // An IP address cannot be sent as server name; the certificate is checked all the same.
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: context, serverHostname: nil))
                    }
                    try channel.pipeline.syncOperations.addHandler(inbox)
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        self.inbox = inbox
    }

    /// Sends lines that each get a CRLF; an empty one ends a head.
    func send(lines: String...) async throws {
        try await send(lines.map { $0 + "\r\n" }.joined())
    }

    func send(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

    /// Waits until the server has said this.
    func expect(_ text: String) async throws {
        try await eventually("the server says \(text), but \(received)") { received.contains(text) || !isOpen }
        guard received.contains(text) else { throw NeverHappened(description: "instead of \(text): \(received)") }
    }

    /// Waits until the connection has ended, and gives all that the server said.
    func end() async throws -> String {
        try await eventually("the server ends the connection") { !isOpen }
        return received
    }

    func close() async throws { try await channel.close() }
}
