import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Stands between the parser and the server: refuses a request that names two hosts, and a body that is too large before
/// it is read, and ends connections whose client sends a body or reads an answer too slowly, or waits on more of them than
/// its share.
///
/// Slow heads and idle connections are ended by Hummingbird's own timer.
final class RequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: HTTPListenerLimits
    private let places: WaitingPlaces
    /// Where the client waits, while it asks nothing.
    private var waitsAt: String?
    private var pace: BodyPace?
    private var paceTimer: Scheduled<Void>?
    private var unreadTimer: Scheduled<Void>?
    private var isAnswering = false
    private var hasRefused = false

    /// How long a refused client has to see why before the connection ends under what it still sends.
    private static let noticeTime = TimeAmount.seconds(1)

    init(_ limits: HTTPListenerLimits, places: WaitingPlaces) {
        self.limits = limits
        self.places = places
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if !wait(context) { context.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasRefused else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            stopWaiting()
            // The first Host has become the request's authority: one among the fields is a second (RFC 9112 3.2).
            guard !head.headerFields.contains(where: { $0.name.canonicalName == "host" }) else {
                return refuse(context, .badRequest)
            }
            let length = head.headerFields[.contentLength].flatMap { Int($0) }
            guard length ?? 0 <= limits.bodyBytes else { return refuse(context, .contentTooLarge) }
            if head.headerFields[.expect]?.lowercased() == "100-continue" {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
            pace = BodyPace(limits, begunAt: context.eventLoop.now)
            watchPace(context)
        case .body(let buffer):
            pace?.take(buffer.readableBytes, at: context.eventLoop.now)
            guard pace?.received ?? 0 <= limits.bodyBytes else { return refuse(context, .contentTooLarge) }
        case .end:
            pace = nil
            paceTimer?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !hasRefused else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head: isAnswering = true
        case .body: break
        case .end:
            isAnswering = false
            _ = wait(context)
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        unreadTimer?.cancel()
        if !context.channel.isWritable {
            unreadTimer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limits.unreadAnswer)) {
                context.close(promise: nil)
            }
        }
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        paceTimer?.cancel()
        unreadTimer?.cancel()
        stopWaiting()
    }

    /// False when the client waits on too many connections already.
    private func wait(_ context: ChannelHandlerContext) -> Bool {
        stopWaiting()
        let address = context.remoteAddress?.ipAddress ?? ""
        waitsAt = address
        return places.enter(address)
    }

    private func stopWaiting() {
        waitsAt.map(places.leave)
        waitsAt = nil
    }

    /// After this nothing more of the connection is looked at.
    private func refuse(_ context: ChannelHandlerContext, _ status: HTTPResponse.Status) {
        hasRefused = true
        paceTimer?.cancel()
        guard !isAnswering else { return context.close(promise: nil) }
        let fields: HTTPFields = [.contentLength: "0", .connection: "close"]
        context.write(wrapOutboundOut(.head(HTTPResponse(status: status, headerFields: fields))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        paceTimer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.noticeTime) {
            context.close(promise: nil)
        }
    }

    private func watchPace(_ context: ChannelHandlerContext) {
        paceTimer?.cancel()
        guard let pace else { return }
        paceTimer = context.eventLoop.assumeIsolated().scheduleTask(deadline: pace.deadline) {
            guard let pace = self.pace else { return }
            if pace.deadline > context.eventLoop.now { self.watchPace(context) } else { context.close(promise: nil) }
        }
    }
}
