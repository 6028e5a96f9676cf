import NIOCore
import NIOSSL
import NIOTLS

/// Carries a server's conversation on a channel: feeds it bytes, does its steps, asks its session, watches the time.
final class ServerChannelHandler<Conversation: ServerConversation, Session: ServerSession>: ChannelInboundHandler
where Session.Question == Conversation.Question, Session.Answer == Conversation.Answer {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var conversation: Conversation
    private let session: Session
    private let tls: NIOSSLContext?
    private let idle: TimeAmount
    private let transfer: TimeAmount
    private var fault: LineCut?
    private var timer: Scheduled<Void>?
    private var isAsking = false
    private var hasEnded = false
    private var isClosing = false

    init(
        _ conversation: Conversation, session: Session, tls: NIOSSLContext?, limits: MailExchangeLimits, fault: LineCut?
    ) {
        self.conversation = conversation
        self.session = session
        self.tls = tls
        idle = TimeAmount(limits.idle)
        transfer = TimeAmount(limits.transfer)
        self.fault = fault
    }

    func channelActive(context: ChannelHandlerContext) {
        run(context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        let bytes = [UInt8](buffer: unwrapInboundIn(data))
        guard fault == nil else { return receiveByLine(bytes, context) }
        conversation.receive(bytes[...])
        run(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        run(context)
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? TLSUserEvent, case .handshakeCompleted = event {
            conversation.tlsEstablished()
            run(context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { close(context) }

    func channelInactive(context: ChannelHandlerContext) {
        hasEnded = true
        isClosing = true
        timer?.cancel()
        if !isAsking { session.ended() }
        context.fireChannelInactive()
    }

    /// Does what the conversation wants, as long as the peer takes what is sent.
    private func run(_ context: ChannelHandlerContext) {
        var didSomething = false
        while !isClosing, !isAsking, context.channel.isWritable, let step = conversation.next() {
            didSomething = true
            switch step {
            case .send(let bytes): send(bytes, context)
            case .startTLS: secure(context)
            case .ask(let question): ask(question, context)
            case .close: close(context)
            }
        }
        guard didSomething else { return }
        context.flush()
        setTimer(context)
    }

    private func ask(_ question: Conversation.Question, _ context: ChannelHandlerContext) {
        isAsking = true
        // what the peer sends meanwhile stays in its socket
        context.channel.setOption(.autoRead, value: false).assumeIsolated().whenComplete { _ in }
        let session = session
        let answer = context.eventLoop.makePromise(of: Conversation.Answer.self)
        answer.completeWithTask { await session.answer(question) }
        answer.futureResult.assumeIsolated().whenSuccess { answer in
            self.isAsking = false
            guard !self.hasEnded else { return session.ended() }
            self.conversation.answer(answer)
            self.run(context)
            if !self.isAsking {
                context.channel.setOption(.autoRead, value: true).assumeIsolated().whenComplete { _ in }
            }
        }
    }

    /// The reply before the handshake goes out first; the handler stands in the pipeline before anything more is read.
    private func secure(_ context: ChannelHandlerContext) {
        guard let tls else { return close(context) }
        context.flush()
        do {
            try context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
        } catch {
            close(context)
        }
    }

    private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        guard let cut = fault?.sent(bytes) else {
            return context.write(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        }
        context.write(wrapOutboundOut(ByteBuffer(bytes: bytes[..<cut])), promise: nil)
        close(context)
    }

    private func receiveByLine(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        var rest = bytes[...]
        while !rest.isEmpty, !isClosing {
            let end = rest.firstIndex(of: Wire.lineFeed).map { $0 + 1 } ?? rest.endIndex
            if fault?.received(rest[..<end]) == true { return close(context) }
            conversation.receive(rest[..<end])
            run(context)
            rest = rest[end...]
        }
    }

    private func close(_ context: ChannelHandlerContext) {
        guard !isClosing else { return }
        isClosing = true
        context.flush()
        context.close(promise: nil)
    }

    private func setTimer(_ context: ChannelHandlerContext) {
        timer?.cancel()
        guard !isClosing else { return }
        let limit = conversation.isTransferring ? transfer : idle
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { self.close(context) }
    }
}
