import Identifiers
import MIME

/// The server's side of an SMTP session (RFC 5321, with SIZE, 8BITMIME, PIPELINING, STARTTLS, AUTH and DSN).
struct SMTPServerConversation: ServerConversation {
    enum Question: Sendable {
        case logIn(user: String, password: String)
        case recipient(SMTPIncomingMail.Recipient)
        case take(SMTPIncomingMail)
    }

    enum Answer: Sendable {
        case yes
        case no
        case refuse(SMTPServerReply)
    }

    private enum State {
        case greeting
        case command
        case securing
        case login(SMTPServerLogin)
        case asking(Question)
        case content(SMTPIncomingMail, DotStuffedReader)
        case closed
    }

    private let settings: SMTPServerSettings
    private var state = State.greeting
    private var steps: [ServerStep<Question>] = []
    private var input = InputBuffer()
    private var isSecure: Bool
    private var helloName: String?
    private var user: String?
    private var envelope: SMTPIncomingMail?
    private var errors = 0

    init(_ settings: SMTPServerSettings) {
        self.settings = settings
        isSecure = settings.isSecure
    }

    var isTransferring: Bool { if case .content = state { true } else { false } }

    mutating func receive(_ bytes: ArraySlice<UInt8>) { input.append(bytes) }

    mutating func tlsEstablished() {
        guard case .securing = state else { return }
        // RFC 3207 4.2: what was said before counts for nothing
        (isSecure, helloName, user, envelope) = (true, nil, nil, nil)
        state = .command
    }

    mutating func next() -> ServerStep<Question>? {
        while steps.isEmpty, advance() {}
        return steps.isEmpty ? nil : steps.removeFirst()
    }

    mutating func answer(_ answer: Answer) {
        guard case .asking(let question) = state else { return }
        state = .command
        switch (question, answer) {
        case (.logIn(let user, _), .yes):
            self.user = user
            reply(.authenticated)
        case (.logIn, .no): refuse(.notAuthenticated)
        case (.recipient(let recipient), .yes):
            envelope?.recipients.append(recipient)
            reply(.ok)
        case (.recipient, .no): refuse(.noSuchMailbox)
        case (.take, .yes): reply(.ok)
        case (.take, .no): reply(.notTaken)
        case (_, .refuse(let refusal)): reply(refusal)
        }
    }

    // MARK: - Input

    /// Does one thing that the input allows; false when more is needed.
    private mutating func advance() -> Bool {
        switch state {
        case .closed, .securing, .asking: return false
        case .greeting:
            state = .command
            reply(SMTPServerReply(220, "\(settings.hostName) ESMTP"))
            return true
        case .content(let mail, var reader):
            state = .command  // so that the content is moved and not copied
            return takeContent(mail, &reader)
        case .command, .login:
            switch input.nextLine(limit: settings.limits.maximumCommandBytes) {
            case .incomplete: return false
            case .bareLineEnd: close(.badLineEnd)
            case .tooLong: close(.lineTooLong)
            case .complete(let line): take(line)
            }
            return true
        }
    }

    private mutating func takeContent(_ mail: SMTPIncomingMail, _ reader: inout DotStuffedReader) -> Bool {
        switch input.feed(&reader) {
        case .incomplete:
            state = .content(mail, reader)
            return false
        // nothing after a wrong line end can be trusted to be command or content
        case .bareLineEnd: close(.badLineEnd)
        case .lineTooLong: close(.lineTooLong)
        case .complete where reader.isOverLimit: reply(.tooLarge)
        case .complete:
            var mail = mail
            mail.data = reader.content
            ask(.take(mail))
        }
        return true
    }

    private mutating func take(_ line: [UInt8]) {
        if case .login(let login) = state {
            state = .command
            return proceed(login.take(line))
        }
        switch SMTPCommand.read(line) {
        case .failure(let refusal): refuse(refusal)
        case .success(let command): obey(command)
        }
    }

    private mutating func obey(_ command: SMTPCommand) {
        switch command {
        case .hello(let name, let isExtended): greet(name, isExtended)
        case .startTLS: startTLS()
        case .authenticate(let mechanism, let initial): authenticate(mechanism, initial)
        case .mail(let from, let parameters): begin(from, parameters)
        case .recipient(let address, let parameters): add(address, parameters)
        case .data: startContent()
        case .reset:
            envelope = nil
            reply(.ok)
        case .verify: reply(.cannotVerify)
        case .noOperation: reply(.ok)
        case .quit: close(.goodbye)
        }
    }

    // MARK: - Commands

    private mutating func greet(_ name: String, _ isExtended: Bool) {
        helloName = name
        envelope = nil
        guard isExtended else { return reply(SMTPServerReply(250, settings.hostName)) }
        var lines = [settings.hostName, "SIZE \(settings.limits.maximumMailBytes)", "8BITMIME", "PIPELINING", "DSN"]
        lines.append("ENHANCEDSTATUSCODES")
        if settings.offersTLS, !isSecure { lines.append("STARTTLS") }
        if isSecure || settings.isLoopback { lines.append("AUTH PLAIN LOGIN") }
        let text = lines.enumerated().map { "250\($0 == lines.count - 1 ? " " : "-")\($1)\r\n" }.joined()
        steps.append(.send(Array(text.utf8)))
    }

    private mutating func startTLS() {
        guard settings.offersTLS, !isSecure else { return refuse(.badSequence) }
        // bytes sent along with the command would otherwise be read as if TLS had protected them
        guard input.isEmpty else { return close(.badSequence) }
        reply(.readyForTLS)
        steps.append(.startTLS)
        state = .securing
    }

    private mutating func authenticate(_ mechanism: String, _ initial: [UInt8]?) {
        guard helloName != nil, user == nil, envelope == nil else { return refuse(.badSequence) }
        guard isSecure || settings.isLoopback else { return refuse(.needsTLS) }
        guard let login = SMTPServerLogin(mechanism: mechanism) else { return refuse(.mechanismUnknown) }
        guard let initial else { return proceed(.more(login)) }
        proceed(login.take(decoded: initial))
    }

    private mutating func proceed(_ outcome: SMTPServerLogin.Outcome) {
        switch outcome {
        case .more(let login):
            reply(SMTPServerReply(334, login.prompt))
            state = .login(login)
        case .complete(let user, let password): ask(.logIn(user: user, password: password))
        case .malformed: refuse(.syntax)
        }
    }

    private mutating func begin(_ from: EDIAddress?, _ parameters: [String: String]) {
        guard let helloName, envelope == nil else { return refuse(.badSequence) }
        guard user != nil || !settings.requiresAuthentication else { return refuse(.needsAuthentication) }
        switch SMTPIncomingMail.begin(
            from: from, helloName: helloName, user: user, parameters: parameters, limits: settings.limits)
        {
        case .failure(let refusal): refuse(refusal)
        case .success(let mail):
            envelope = mail
            reply(.ok)
        }
    }

    private mutating func add(_ address: EDIAddress, _ parameters: [String: String]) {
        guard let envelope else { return refuse(.badSequence) }
        guard envelope.recipients.count < settings.limits.maximumRecipients else { return reply(.tooManyRecipients) }
        switch SMTPIncomingMail.Recipient.read(address, parameters) {
        case .failure(let refusal): refuse(refusal)
        case .success(let recipient):
            guard !settings.verifiesRecipients else { return ask(.recipient(recipient)) }
            self.envelope?.recipients.append(recipient)
            reply(.ok)
        }
    }

    private mutating func startContent() {
        guard let mail = envelope, !mail.recipients.isEmpty else { return refuse(.badSequence) }
        envelope = nil
        reply(.startMail)
        state = .content(
            mail,
            DotStuffedReader(
                limit: settings.limits.maximumMailBytes, lineLimit: settings.limits.maximumLineBytes,
                refusesBareLineEnds: true))
    }

    // MARK: - Output

    private mutating func reply(_ reply: SMTPServerReply) { steps.append(.send(reply.wireBytes)) }

    /// A refusal that counts: a peer that makes nothing but mistakes is sent away.
    private mutating func refuse(_ refusal: SMTPServerReply) {
        errors += 1
        if errors > settings.limits.maximumErrors { close(.tooManyErrors) } else { reply(refusal) }
    }

    private mutating func ask(_ question: Question) {
        steps.append(.ask(question))
        state = .asking(question)
    }

    private mutating func close(_ last: SMTPServerReply) {
        reply(last)
        steps.append(.close)
        state = .closed
    }
}
