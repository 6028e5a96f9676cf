import NIOCore

/// One connection through a ``MailProxy``: both its ends, on one event loop, and how far its fate has gone.
final class ProxiedConnection {
    private let fate: MailProxy.Fate
    private let near: any Channel
    private let far: any Channel
    private let onEnd: (_ fulfilled: Bool) -> Void
    private let onSilence: () -> Void
    private var lines: [MailProxy.Way: Int] = [:]
    private var isFulfilled = false
    private var hasEnded = false

    init(
        fate: MailProxy.Fate, near: any Channel, far: any Channel, onEnd: @escaping (_ fulfilled: Bool) -> Void,
        onSilence: @escaping () -> Void
    ) {
        self.fate = fate
        self.near = near
        self.far = far
        self.onEnd = onEnd
        self.onSilence = onSilence
    }

    /// Both ends are there.
    func begin() {
        if case .cut(_, after: 0) = fate { return cut() }
        fallSilentIfDue()
        for channel in [near, far] { channel.setOption(.autoRead, value: true).whenComplete { _ in } }
    }

    func pass(_ bytes: ByteBuffer, _ way: MailProxy.Way) {
        let end = way == .toServer ? far : near
        switch fate {
        case .pass: end.writeAndFlush(bytes, promise: nil)
        case .slow(let milliseconds):
            near.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) { end.writeAndFlush(bytes, promise: nil) }
        case .cut(way, let after):
            guard !isFulfilled else { return }
            let before = wholeLines(of: bytes, upTo: after - lines[way, default: 0])
            lines[way, default: 0] += before.lines
            end.writeAndFlush(before.bytes, promise: nil)
            if lines[way] == after { cut() }
        case .cut: end.writeAndFlush(bytes, promise: nil)
        case .silent:
            guard !isFulfilled else { return }
            end.writeAndFlush(bytes, promise: nil)
            if way == .fromServer { lines[way, default: 0] += wholeLines(of: bytes, upTo: .max).lines }
            fallSilentIfDue()
        }
    }

    /// One end is gone, so the other goes too, once what was on its way has gone out.
    func end() {
        guard !hasEnded else { return }
        hasEnded = true
        near.close(promise: nil)
        far.close(promise: nil)
        onEnd(isFulfilled)
    }

    private func cut() {
        isFulfilled = true
        end()
    }

    private func fallSilentIfDue() {
        guard case .silent(let after) = fate, lines[.fromServer, default: 0] >= after, !isFulfilled else { return }
        isFulfilled = true
        onSilence()
    }

    /// The bytes up to the end of so many lines, all of them when there are fewer.
    private func wholeLines(of bytes: ByteBuffer, upTo limit: Int) -> (bytes: ByteBuffer, lines: Int) {
        var count = 0
        for (offset, byte) in bytes.readableBytesView.enumerated() where byte == UInt8(ascii: "\n") {
            count += 1
            if count == limit { return (bytes.getSlice(at: bytes.readerIndex, length: offset + 1)!, count) }
        }
        return (bytes, count)
    }
}

/// Reads one end of a proxied connection.
final class ProxyEnd: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let connection: ProxiedConnection
    private let way: MailProxy.Way

    init(_ connection: ProxiedConnection, _ way: MailProxy.Way) {
        self.connection = connection
        self.way = way
    }

    func channelActive(context: ChannelHandlerContext) {
        // The near end is active last: it was held back until the far end was connected.
        if way == .toServer { connection.begin() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { connection.pass(unwrapInboundIn(data), way) }

    func channelInactive(context: ChannelHandlerContext) { connection.end() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
