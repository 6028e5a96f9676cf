/// The client's side of a POP3 session (RFC 1939, with CAPA, STLS and PIPELINING of RFC 2449 and 2595).
///
/// It speaks of one connection only. Numbers it did not list itself are refused without a word to the server.
struct POP3ClientConversation: ClientConversation {
    enum Command: Sendable {
        case list
        case retrieve(Int)
        case delete(Int)
        case quit
    }

    enum Reply: Sendable {
        case opened
        case listing([POP3Entry])
        case mail([UInt8])
        case deleted
        case closed
    }

    private enum State {
        /// A first line is due.
        case line
        /// The lines after a positive first line are coming.
        case content(POP3Exchange, DotStuffedReader)
        case securing
        case ended(MailError)
    }

    static let maximumLineBytes = 4096
    static let maximumListingBytes = 10_000_000

    private let maximumMailBytes: Int
    private var login: POP3Login
    private var isOpen = false
    private var state = State.line
    private var input = InputBuffer()
    private var steps: [ClientStep<Reply>] = []
    /// Sent and not answered yet, oldest first.
    private var underWay: [POP3Exchange] = [.login]
    /// Waiting to be sent; where the server takes no pipelining, until nothing is under way.
    private var queue: [Command] = []
    private var numbers: POP3Numbers
    private(set) var progress = 0

    init(
        protection: MailServerAddress.Protection, isLoopback: Bool, credentials: MailCredentials?,
        maximumMailBytes: Int
    ) {
        login = POP3Login(protection: protection, isLoopback: isLoopback, credentials: credentials)
        numbers = POP3Numbers(maximumMailBytes: maximumMailBytes)
        self.maximumMailBytes = maximumMailBytes
    }

    var awaiting: AwaitedAnswer {
        switch (state, underWay.first) {
        case (.content, _), (.line, .retrieve): .transfer
        case (.ended, _), (.line, nil): .nothing
        case (.securing, _), (.line, _): .reply
        }
    }

    mutating func submit(_ command: Command) {
        if case .ended(let error) = state { return steps.append(.finish(.failure(error))) }
        queue.append(command)
        sendQueued()
    }

    mutating func receive(_ bytes: ArraySlice<UInt8>) {
        if case .ended = state { return }
        input.append(bytes)
        do throws(MailError) {
            while try takeNext() {}
        } catch {
            fail(error)
        }
    }

    mutating func tlsEstablished() {
        progress += 1
        guard case .securing = state else { return }
        state = .line
        login.tlsEstablished()
        say("CAPA", .capabilities)
    }

    mutating func next() -> ClientStep<Reply>? { steps.isEmpty ? nil : steps.removeFirst() }

    mutating func connectionEnded(_ cause: MailError) -> MailError {
        if case .ended(let error) = state { return error }
        state = .ended(MailError(.sessionOver, .retry))
        if case .quit = underWay.first { return MailError(.deletionsNotConfirmed, .retry) }
        return cause
    }

    // MARK: - Answers

    /// Takes one line or one content; false when more bytes are needed.
    private mutating func takeNext() throws(MailError) -> Bool {
        switch state {
        case .ended: return false
        case .securing:
            guard input.isEmpty else { throw MailError(.protocolViolation, .retry) }
            return false
        case .content(let exchange, var reader):
            state = .line  // so that the content is moved and not copied
            switch input.feed(&reader) {
            case .complete:
                progress += 1
                try takeContent(exchange, reader)
                sendQueued()
                return true
            case .incomplete:
                state = .content(exchange, reader)
                return false
            case .bareLineEnd, .lineTooLong: throw MailError(.protocolViolation, .retry)
            }
        case .line:
            switch input.nextLine(limit: Self.maximumLineBytes) {
            case .incomplete: return false
            case .bareLineEnd, .tooLong: throw MailError(.protocolViolation, .retry)
            case .complete(let line):
                progress += 1
                let reply = try POP3Reply(line)
                guard !underWay.isEmpty else { throw MailError(.protocolViolation, .retry, serverLine: reply.text) }
                try take(reply, underWay.removeFirst())
                sendQueued()
                return true
            }
        }
    }

    private mutating func take(_ reply: POP3Reply, _ exchange: POP3Exchange) throws(MailError) {
        if reply.isPositive, exchange.isMultiline {
            let limit = if case .retrieve = exchange { maximumMailBytes } else { Self.maximumListingBytes }
            state = .content(exchange, DotStuffedReader(limit: limit, lineLimit: nil, refusesBareLineEnds: false))
            return
        }
        switch exchange {
        case .login, .capabilities:
            try obey(login.take(reply))
        case .sizes: throw MailError(.protocolViolation, .retry, serverLine: reply.text)
        case .uniqueIDs: throw MailError(.uniqueIDsNotOffered, .hold, serverLine: reply.text)
        case .retrieve: finish(.failure(MailError(.refusedForNow, .retry, serverLine: reply.text)))
        case .delete(let number):
            guard !reply.isPositive else { return finish(.success(.deleted)) }
            numbers.unmark(number)
            finish(.failure(MailError(.refusedForNow, .retry, serverLine: reply.text)))
        case .refusedHere: throw MailError(.protocolViolation, .retry)
        case .quit:
            guard reply.isPositive else { throw MailError(.deletionsNotConfirmed, .retry, serverLine: reply.text) }
            finish(.success(.closed))
            end()
        }
    }

    private mutating func takeContent(_ exchange: POP3Exchange, _ reader: DotStuffedReader) throws(MailError) {
        switch exchange {
        case .retrieve:
            finish(reader.isOverLimit ? .failure(MailError(.mailTooLarge, .hold)) : .success(.mail(reader.content)))
        case _ where reader.isOverLimit: throw MailError(.protocolViolation, .retry)
        case .capabilities:
            try obey(login.take(capabilities: reader.content))
        case .sizes:
            try numbers.take(sizes: reader.content)
            if !login.isPipelining { say("UIDL", .uniqueIDs) }
        case .uniqueIDs:
            finish(.success(.listing(try numbers.entries(reader.content))))
        default: throw MailError(.protocolViolation, .retry)
        }
    }

    private mutating func obey(_ consequence: POP3Login.Consequence) throws(MailError) {
        switch consequence {
        case .say(let line): say(line, .login)
        case .askCapabilities: say("CAPA", .capabilities)
        case .startTLS:
            // what came along with the answer was not said by the server we are about to authenticate
            guard input.isEmpty else { throw MailError(.protocolViolation, .retry) }
            steps.append(.startTLS)
            state = .securing
        case .complete:
            isOpen = true
            finish(.success(.opened))
        }
    }

    // MARK: - Commands

    private mutating func sendQueued() {
        while isOpen, !queue.isEmpty, login.isPipelining || isIdle { begin(queue.removeFirst()) }
    }

    private var isIdle: Bool {
        guard case .line = state else { return false }
        return underWay.isEmpty
    }

    private mutating func begin(_ command: Command) {
        switch command {
        case .list:
            // two commands with one answer to the caller; without pipelining the second follows the first's answer
            say("LIST", .sizes)
            if login.isPipelining { say("UIDL", .uniqueIDs) }
        case .retrieve(let number):
            if let error = numbers.refusal(toRetrieve: number) { return refuse(error) }
            say("RETR \(number)", .retrieve)
        case .delete(let number):
            if let error = numbers.mark(number) { return refuse(error) }
            say("DELE \(number)", .delete(number))
        case .quit: say("QUIT", .quit)
        }
    }

    private mutating func refuse(_ error: MailError) {
        underWay.append(.refusedHere(error))
        settleRefused()
    }

    private mutating func settleRefused() {
        guard case .line = state else { return }
        while case .refusedHere(let error) = underWay.first {
            underWay.removeFirst()
            steps.append(.finish(.failure(error)))
        }
    }

    private mutating func say(_ line: String, _ exchange: POP3Exchange) {
        steps.append(.send(Wire.line(line)))
        underWay.append(exchange)
    }

    private mutating func finish(_ result: Result<Reply, MailError>) {
        steps.append(.finish(result))
        settleRefused()
    }

    /// Ends the session: the oldest command gets the error, the connection tells the others.
    private mutating func fail(_ error: MailError) {
        steps.append(.finish(.failure(error)))
        end()
    }

    private mutating func end() {
        isOpen = false
        steps.append(.close)
        state = .ended(MailError(.sessionOver, .retry))
    }
}
