import NIOCore
import NIOPosix
import Synchronization

/// Stands before the send module and cuts connections: each one after so many octets on their way to it.
final class CuttingProxy: Sendable {
    private let target: Int
    /// What is left for connections to come: octets until each is cut, nil for one that is not.
    private let cuts: Mutex<[Int?]>
    private let made = Mutex(0)
    private let group = MultiThreadedEventLoopGroup.singleton

    /// Connections so far.
    var connections: Int { made.withLock { $0 } }

    /// - Parameter cuts: for the first connections, in order; later ones are let through.
    init(to target: Int, cuts: [Int?]) {
        self.target = target
        self.cuts = Mutex(cuts)
    }

    /// Listens for as long as `use` takes.
    func standing<Value: Sendable>(_ use: (Int) async throws -> Value) async throws -> Value {
        let listener = try await ServerBootstrap(group: group)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { [self] near in accept(near) }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result<Value, any Error>
        do { result = .success(try await use(listener.localAddress?.port ?? 0)) } catch { result = .failure(error) }
        try await listener.close()
        return try result.get()
    }

    private func accept(_ near: any Channel) -> EventLoopFuture<Void> {
        made.withLock { $0 += 1 }
        let budget = cuts.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        // Both ends on one loop, so that their handlers need no lock.
        return ClientBootstrap(group: near.eventLoop)
            .channelOption(.autoRead, value: false)
            .channelInitializer { far in
                far.eventLoop.makeCompletedFuture {
                    try far.pipeline.syncOperations.addHandler(Pipe(to: near, budget: nil))
                }
            }
            .connect(host: "127.0.0.1", port: target)
            .flatMap { far in
                near.eventLoop.makeCompletedFuture {
                    try near.pipeline.syncOperations.addHandler(Pipe(to: far, budget: budget))
                }
                .flatMap {
                    near.setOption(.autoRead, value: true).and(far.setOption(.autoRead, value: true)).map { _ in }
                }
            }
    }
}

/// Carries octets to another channel until its budget is used up, and then ends both.
private final class Pipe: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let end: any Channel
    private var budget: Int?

    init(to end: any Channel, budget: Int?) {
        self.end = end
        self.budget = budget
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var octets = unwrapInboundIn(data)
        guard let left = budget else { return end.writeAndFlush(octets, promise: nil) }
        let piece = octets.readSlice(length: min(left, octets.readableBytes)) ?? ByteBuffer()
        budget = left - piece.readableBytes
        let near = context.channel
        let written = end.writeAndFlush(piece)
        if budget == 0 {
            written.whenComplete { [end] _ in
                end.close(promise: nil)
                near.close(promise: nil)
            }
        }
    }

    func channelInactive(context: ChannelHandlerContext) { end.close(promise: nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
