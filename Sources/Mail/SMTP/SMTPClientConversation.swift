import Identifiers

/// The client's side of an SMTP session (RFC 5321), from the greeting through any number of mails to QUIT.
struct SMTPClientConversation: ClientConversation {
    enum Command: Sendable {
        case send(SMTPTransaction)
        case quit
    }

    enum Reply: Sendable {
        case opened(SMTPCapabilities)
        case accepted(SMTPAccepted)
        case closed
    }

    private enum State {
        case greeting
        case hello
        case startTLS
        case securing
        case authentication(SMTPAuthentication)
        case ready
        case envelope(SMTPEnvelopeProgress)
        case content(SMTPEnvelopeProgress)
        /// RSET is under way after a failed envelope.
        case resetting(MailError)
        case quitting
        case ended(MailError)
    }

    private let helloName: String
    private let credentials: MailCredentials?
    private let isConfidential: Bool
    private var needsTLS: Bool
    private var isSecure: Bool
    private var state = State.greeting
    private var capabilities = SMTPCapabilities()
    private var input = InputBuffer()
    private var reader = SMTPReplyReader()
    private var steps: [ClientStep<Reply>] = []
    private var queue: [Command] = []
    private(set) var progress = 0

    /// `isLoopback`: the server is on this machine, so that a password may go without TLS.
    init(helloName: String, protection: MailServerAddress.Protection, isLoopback: Bool, credentials: MailCredentials?) {
        self.helloName = helloName
        self.credentials = credentials
        needsTLS = protection == .startTLS
        isSecure = protection == .implicit
        isConfidential = isLoopback
    }

    var awaiting: AwaitedAnswer {
        switch state {
        case .ready, .ended: .nothing
        case .content: .transfer
        default: .reply
        }
    }

    mutating func submit(_ command: Command) {
        switch state {
        case .ended(let error): steps.append(.finish(.failure(error)))
        case .ready: begin(command)
        default: queue.append(command)
        }
    }

    mutating func receive(_ bytes: ArraySlice<UInt8>) {
        if case .ended = state { return }
        input.append(bytes)
        do throws(MailError) {
            while let reply = try reader.next(from: &input) {
                progress += 1
                try take(reply)
                if case .ended = state { return }
            }
        } catch {
            fail(error)
        }
    }

    mutating func tlsEstablished() {
        progress += 1
        isSecure = true
        guard case .securing = state else { return }
        sayHello()
    }

    mutating func next() -> ClientStep<Reply>? { steps.isEmpty ? nil : steps.removeFirst() }

    mutating func connectionEnded(_ cause: MailError) -> MailError {
        if case .ended(let error) = state { return error }
        defer { state = .ended(MailError(.sessionOver, .retry)) }
        guard case .content(let envelope) = state, envelope.failure == nil else { return cause }
        return MailError(.outcomeUnknown, .retry, serverLine: cause.serverLine)
    }

    // MARK: - Answers

    private mutating func take(_ reply: SMTPReply) throws(MailError) {
        if reply.code == 421 {
            // after the content has left, the mail may not be sent again without a new attempt
            if case .content = state { throw MailError(.refusedForNow, .retry, reply) }
            throw MailError(reply)
        }
        switch state {
        case .greeting:
            guard reply.code == 220 else { throw MailError(.serviceUnavailable, .retry, reply) }
            sayHello()
        case .hello: try takeHello(reply)
        case .startTLS:
            guard reply.code == 220 else { throw MailError(.tlsNotOffered, .hold, reply) }
            // whatever came before the handshake was not said by the server we are about to authenticate
            guard input.isEmpty else { throw MailError(.protocolViolation, .retry) }
            state = .securing
            steps.append(.startTLS)
        case .authentication(let step): try takeAuthentication(step, reply)
        case .envelope(let envelope): takeEnvelope(envelope, reply)
        case .content(let envelope): takeFinal(envelope, reply)
        case .resetting(let error):
            guard reply.isPositive else { throw error }
            finish(.failure(error))
        case .quitting:
            state = .ended(MailError(.sessionOver, .retry))
            steps += [.finish(.success(.closed)), .close]
        case .securing, .ready, .ended: throw MailError(.protocolViolation, .retry, reply)
        }
    }

    private mutating func takeHello(_ reply: SMTPReply) throws(MailError) {
        guard reply.code == 250 else { throw MailError(.serviceUnavailable, .retry, reply) }
        capabilities = SMTPCapabilities(reply)
        if needsTLS, !isSecure {
            guard capabilities.startTLS else { throw MailError(.tlsNotOffered, .hold) }
            say("STARTTLS")
            state = .startTLS
        } else if let credentials {
            guard isSecure || isConfidential else { throw MailError(.cleartextRefused, .hold) }
            let step = try SMTPAuthentication(credentials, offered: capabilities.authentication)
            say(step.command)
            state = .authentication(step)
        } else {
            finish(.success(.opened(capabilities)))
        }
    }

    private mutating func takeAuthentication(_ step: SMTPAuthentication, _ reply: SMTPReply) throws(MailError) {
        var step = step
        switch reply.code {
        case 235: finish(.success(.opened(capabilities)))
        case 334:
            guard let answer = step.nextAnswer() else { throw MailError(.protocolViolation, .retry, reply) }
            say(answer)
            state = .authentication(step)
        case 400...499: throw MailError(.refusedForNow, .retry, reply)
        default: throw MailError(.authenticationFailed, .hold, reply)
        }
    }

    private mutating func takeEnvelope(_ envelope: SMTPEnvelopeProgress, _ reply: SMTPReply) {
        var envelope = envelope
        switch envelope.take(reply) {
        case .wait: state = .envelope(envelope)
        case .say(let line):
            say(line)
            state = .envelope(envelope)
        case .sendContent:
            steps.append(.send(envelope.transaction.mail.wireBytes))
            state = .content(envelope)
        case .sendNothing:
            // the server wants content for a mail that has no recipient left: give it none (RFC 2920 3.1)
            say(".")
            state = .content(envelope)
        case .reset(let error):
            say("RSET")
            state = .resetting(error)
        }
    }

    private mutating func takeFinal(_ envelope: SMTPEnvelopeProgress, _ reply: SMTPReply) {
        if let failure = envelope.failure {
            finish(.failure(failure))
        } else if reply.isPositive {
            finish(.success(.accepted(SMTPAccepted(reply: reply, refused: envelope.refused))))
        } else {
            finish(.failure(MailError(reply)))
        }
    }

    // MARK: - Commands

    private mutating func sayHello() {
        say("EHLO \(helloName)")
        state = .hello
    }

    private mutating func begin(_ command: Command) {
        switch command {
        case .send(let transaction):
            do throws(MailError) {
                let envelope = try SMTPEnvelopeProgress(transaction, capabilities)
                steps.append(.send(envelope.firstFlight))
                state = .envelope(envelope)
            } catch {
                steps.append(.finish(.failure(error)))
            }
        case .quit:
            say("QUIT")
            state = .quitting
        }
    }

    private mutating func say(_ line: String) { steps.append(.send(Wire.line(line))) }

    private mutating func finish(_ result: Result<Reply, MailError>) {
        steps.append(.finish(result))
        state = .ready
        while case .ready = state, !queue.isEmpty { begin(queue.removeFirst()) }
    }

    /// Ends the session: the command under way gets the error, the connection tells the queued ones.
    private mutating func fail(_ error: MailError) {
        steps += [.finish(.failure(error)), .close]
        state = .ended(MailError(.sessionOver, .retry))
    }
}
