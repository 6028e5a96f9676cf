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

    /// What the server's next answer belongs to.
    private enum Exchange {
        case greeting
        case startTLS
        case capabilities
        case user
        case password
        case sizes
        case uniqueIDs
        case retrieve
        case delete(Int)
        case quit
        /// Never sent; it keeps the order of the answers.
        case refusedHere(MailError)

        var isMultiline: Bool {
            switch self {
            case .capabilities, .sizes, .uniqueIDs, .retrieve: true
            default: false
            }
        }
    }

    private enum State {
        /// A first line is due.
        case line
        /// The lines after a positive first line are coming.
        case content(Exchange, DotStuffedReader)
        case securing
        case ended(MailError)
    }

    static let maximumLineBytes = 4096
    static let maximumListingBytes = 10_000_000

    private let credentials: MailCredentials?
    private let maximumMailBytes: Int
    private let isConfidential: Bool
    private var needsTLS: Bool
    private var isSecure: Bool
    private var isPipelining = false
    private var isOpen = false
    private var state = State.line
    private var input = InputBuffer()
    private var steps: [ClientStep<Reply>] = []
    /// Sent and not answered yet, oldest first.
    private var underWay: [Exchange] = [.greeting]
    /// Waiting to be sent; where the server takes no pipelining, until nothing is under way.
    private var queue: [Command] = []
    private var sizes: [Int: Int] = [:]
    private var deleted: Set<Int> = []
    private(set) var progress = 0

    init(
        protection: MailServerAddress.Protection, isLoopback: Bool, credentials: MailCredentials?,
        maximumMailBytes: Int
    ) {
        self.credentials = credentials
        self.maximumMailBytes = maximumMailBytes
        isConfidential = isLoopback
        needsTLS = protection == .startTLS
        isSecure = protection == .implicit
    }

    var awaiting: AwaitedAnswer {
        switch state {
        case .ended: .nothing
        case .content: .transfer
        case .securing: .reply
        case .line:
            switch underWay.first {
            case .retrieve: .transfer
            case nil: .nothing
            default: .reply
            }
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
        isSecure = true
        guard case .securing = state else { return }
        state = .line
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
            // whatever comes before the handshake was not said by the server we are about to authenticate
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

    private mutating func take(_ reply: POP3Reply, _ exchange: Exchange) throws(MailError) {
        if reply.isPositive, exchange.isMultiline {
            let limit = if case .retrieve = exchange { maximumMailBytes } else { Self.maximumListingBytes }
            state = .content(exchange, DotStuffedReader(limit: limit, lineLimit: nil, refusesBareLineEnds: false))
            return
        }
        switch exchange {
        case .greeting:
            guard reply.isPositive else { throw MailError(.serviceUnavailable, .retry, serverLine: reply.text) }
            if needsTLS, !isSecure { say("STLS", .startTLS) } else { say("CAPA", .capabilities) }
        case .startTLS:
            guard reply.isPositive else { throw MailError(.tlsNotOffered, .hold, serverLine: reply.text) }
            guard input.isEmpty else { throw MailError(.protocolViolation, .retry) }
            state = .securing
            steps.append(.startTLS)
        case .capabilities: try logIn()
        case .user:
            guard reply.isPositive else { throw reply.loginError }
            guard let credentials else { throw MailError(.credentialsUnusable, .hold) }
            let (_, password) = try credentials.disclosed()
            say("PASS \(password)", .password)
        case .password:
            guard reply.isPositive else { throw reply.loginError }
            isOpen = true
            finish(.success(.opened))
        case .sizes: throw MailError(.protocolViolation, .retry, serverLine: reply.text)
        case .uniqueIDs: throw MailError(.uniqueIDsNotOffered, .hold, serverLine: reply.text)
        case .retrieve: finish(.failure(MailError(.refusedForNow, .retry, serverLine: reply.text)))
        case .delete(let number):
            if reply.isPositive {
                finish(.success(.deleted))
            } else {
                deleted.remove(number)
                finish(.failure(MailError(.refusedForNow, .retry, serverLine: reply.text)))
            }
        case .refusedHere: throw MailError(.protocolViolation, .retry)
        case .quit:
            guard reply.isPositive else { throw MailError(.deletionsNotConfirmed, .retry, serverLine: reply.text) }
            finish(.success(.closed))
            end()
        }
    }

    private mutating func takeContent(_ exchange: Exchange, _ reader: DotStuffedReader) throws(MailError) {
        switch exchange {
        case .retrieve:
            finish(reader.isOverLimit ? .failure(MailError(.mailTooLarge, .hold)) : .success(.mail(reader.content)))
        case .capabilities:
            let lines = String(decoding: reader.content, as: UTF8.self).uppercased().split(separator: "\r\n")
            isPipelining = lines.contains("PIPELINING")
            try logIn()
        case .sizes:
            guard !reader.isOverLimit else { throw MailError(.protocolViolation, .retry) }
            sizes = try POP3Listing.sizes(reader.content)
            if !isPipelining { say("UIDL", .uniqueIDs) }
        case .uniqueIDs:
            guard !reader.isOverLimit else { throw MailError(.protocolViolation, .retry) }
            finish(.success(.listing(try POP3Listing.entries(reader.content, sizes: sizes))))
        default: throw MailError(.protocolViolation, .retry)
        }
    }

    private mutating func logIn() throws(MailError) {
        guard isSecure || isConfidential else { throw MailError(.cleartextRefused, .hold) }
        guard let credentials else { throw MailError(.credentialsUnusable, .hold) }
        let (user, _) = try credentials.disclosed()
        guard !user.utf8.contains(Wire.space) else { throw MailError(.credentialsUnusable, .hold) }
        say("USER \(user)", .user)
    }

    // MARK: - Commands

    private mutating func sendQueued() {
        guard isOpen else { return }
        while !queue.isEmpty, isPipelining || isIdle {
            if case .ended = state { return }
            begin(queue.removeFirst())
        }
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
            if isPipelining { say("UIDL", .uniqueIDs) }
        case .retrieve(let number):
            if let error = refusal(number) { return refuse(error) }
            if sizes[number] ?? 0 > maximumMailBytes { return refuse(MailError(.mailTooLarge, .hold)) }
            say("RETR \(number)", .retrieve)
        case .delete(let number):
            if let error = refusal(number) { return refuse(error) }
            deleted.insert(number)
            say("DELE \(number)", .delete(number))
        case .quit: say("QUIT", .quit)
        }
    }

    /// Why a number may not be named to the server; nil when it may.
    private func refusal(_ number: Int) -> MailError? {
        sizes[number] == nil || deleted.contains(number) ? MailError(.unknownMail, .retry) : nil
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

    private mutating func say(_ line: String, _ exchange: Exchange) {
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
        steps.append(.close)
        state = .ended(MailError(.sessionOver, .retry))
    }
}
