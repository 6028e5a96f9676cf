import NIOCore
import NIOSSL
import NIOTLS

/// Carries a client's conversation on a channel: feeds it bytes, does its steps, watches the time.
final class ClientChannelHandler<Conversation: ClientConversation>: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ClientRequest<Conversation>
    typealias OutboundOut = ByteBuffer

    private var conversation: Conversation
    private let tls: ClientTLS
    private let timeouts: MailTimeouts
    private var answers = CircularBuffer<EventLoopPromise<Result<Conversation.Reply, MailError>>>()
    private var timer: Scheduled<Void>?
    private var timedProgress = -1
    private var cause: MailError?
    private var isSecuring = false
    private var hasEnded = false

    /// `opened` is fulfilled by the end of the log-in.
    init(
        _ conversation: Conversation, opened: EventLoopPromise<Result<Conversation.Reply, MailError>>, tls: ClientTLS,
        timeouts: MailTimeouts
    ) {
        self.conversation = conversation
        answers.append(opened)
        self.tls = tls
        self.timeouts = timeouts
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let request = unwrapOutboundIn(data)
        promise?.succeed()
        guard !hasEnded else { return request.answer.succeed(.failure(MailError(.sessionOver, .retry))) }
        answers.append(request.answer)
        conversation.submit(request.command)
        timedProgress = -1
        run(context)
    }

    func channelActive(context: ChannelHandlerContext) {
        run(context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasEnded else { return }
        conversation.receive([UInt8](buffer: unwrapInboundIn(data))[...])
        run(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? TLSUserEvent, case .handshakeCompleted = event {
            isSecuring = false
            conversation.tlsEstablished()
            run(context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if cause == nil { cause = Self.mailError(error, isSecuring: isSecuring) }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(cause ?? (isSecuring ? MailError(.tlsFailed, .hold) : MailError(.connectionLost, .retry)))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end(cause ?? MailError(.connectionLost, .retry)) }

    private func run(_ context: ChannelHandlerContext) {
        while let step = conversation.next() {
            switch step {
            case .send(let bytes): context.write(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            case .startTLS: secure(context)
            case .finish(let result): if !answers.isEmpty { answers.removeFirst().succeed(result) }
            case .close:
                context.flush()
                context.close(promise: nil)
            }
        }
        context.flush()
        setTimer(context)
    }

    private func secure(_ context: ChannelHandlerContext) {
        do {
            isSecuring = true
            try context.pipeline.syncOperations.addHandler(tls.makeHandler(), position: .first)
        } catch {
            errorCaught(context: context, error: error)
        }
    }

    /// Starts the clock anew only after a whole answer, so that a dripping server gains nothing.
    private func setTimer(_ context: ChannelHandlerContext) {
        guard !hasEnded, timedProgress != conversation.progress else { return }
        timedProgress = conversation.progress
        timer?.cancel()
        timer = nil
        let limit: Duration
        switch conversation.awaiting {
        case .nothing: return
        case .reply: limit = timeouts.reply
        case .transfer: limit = timeouts.transfer
        }
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limit)) {
            self.cause = MailError(.timeout, .retry)
            context.close(promise: nil)
        }
    }

    private func end(_ cause: MailError) {
        guard !hasEnded else { return }
        hasEnded = true
        timer?.cancel()
        timer = nil
        let first = conversation.connectionEnded(cause)
        while let step = conversation.next() {
            if case .finish(let result) = step, !answers.isEmpty { answers.removeFirst().succeed(result) }
        }
        if !answers.isEmpty { answers.removeFirst().succeed(.failure(first)) }
        while !answers.isEmpty { answers.removeFirst().succeed(.failure(MailError(.sessionOver, .retry))) }
    }

    private static func mailError(_ error: any Error, isSecuring: Bool) -> MailError {
        if let error = error as? MailError { return error }
        if let error = error as? NIOSSLError, case .uncleanShutdown = error, !isSecuring {
            return MailError(.connectionLost, .retry)
        }
        let isTLS = error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError
        return isTLS || isSecuring ? MailError(.tlsFailed, .hold) : MailError(.connectionLost, .retry)
    }
}
