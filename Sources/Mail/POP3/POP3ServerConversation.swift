/// The server's side of a POP3 session (RFC 1939, with CAPA, STLS, PIPELINING, UIDL and TOP).
///
/// It works on the listing it got at log-in; marked mails are removed at QUIT and never otherwise.
struct POP3ServerConversation: ServerConversation {
    struct Settings: Sendable {
        var hostName: String
        var limits: MailExchangeLimits
        var offersTLS: Bool
        var isSecure: Bool
        /// The peer is this machine, so that a password may come without TLS.
        var isLoopback: Bool
    }

    enum Question: Sendable {
        case open(user: String, password: String)
        case content(uid: String, lines: Int?)
        case remove([String])
    }

    enum Answer: Sendable {
        case maildrop([MaildropEntry])
        case refused(String)
        case content([UInt8])
        case done
    }

    private enum State {
        case greeting
        case authorization(user: String?)
        case securing
        case transaction
        case asking(Question)
        case closed
    }

    private let settings: Settings
    private var state = State.greeting
    private var steps: [ServerStep<Question>] = []
    private var input = InputBuffer()
    private var isSecure: Bool
    private var entries: [MaildropEntry] = []
    private var deleted: Set<Int> = []
    private var errors = 0
    /// A mail has been sent off, and the client has not said anything since.
    private(set) var isTransferring = false

    init(_ settings: Settings) {
        self.settings = settings
        isSecure = settings.isSecure
    }

    mutating func receive(_ bytes: ArraySlice<UInt8>) { input.append(bytes) }

    mutating func tlsEstablished() {
        guard case .securing = state else { return }
        isSecure = true
        state = .authorization(user: nil)
    }

    mutating func next() -> ServerStep<Question>? {
        while steps.isEmpty, advance() {}
        return steps.isEmpty ? nil : steps.removeFirst()
    }

    mutating func answer(_ answer: Answer) {
        guard case .asking(let question) = state else { return }
        switch (question, answer) {
        case (.open, .maildrop(let entries)):
            self.entries = entries
            state = .transaction
            say("+OK \(entries.count) mails")
        case (.open, .refused(let reason)):
            state = .authorization(user: nil)
            refuse(reason)
        case (.content, .content(let bytes)):
            state = .transaction
            isTransferring = true
            say("+OK \(bytes.count) octets")
            steps.append(.send(Self.stuffed(bytes)))
        case (.remove, .done): close("+OK good-bye")
        case (.remove, _): close("-ERR [SYS/TEMP] some deleted mails are still there")
        default:
            state = .transaction
            say("-ERR [SYS/TEMP] not now")
        }
    }

    // MARK: - Input

    private mutating func advance() -> Bool {
        switch state {
        case .closed, .securing, .asking: return false
        case .greeting:
            state = .authorization(user: nil)
            say("+OK \(settings.hostName) POP3")
            return true
        case .authorization, .transaction:
            switch input.nextLine(limit: settings.limits.maximumCommandBytes) {
            case .incomplete: return false
            case .bareLineEnd: close("-ERR only CR LF ends a line")
            case .tooLong: close("-ERR line too long")
            case .complete(let line): take(line)
            }
            return true
        }
    }

    private mutating func take(_ line: [UInt8]) {
        isTransferring = false
        guard let command = POP3Command(line) else { return refuse("command unknown") }
        switch (command, state) {
        case (.capabilities, _): listCapabilities()
        case (.quit, .transaction): ask(.remove(deleted.sorted().map { entries[$0 - 1].uid }))
        case (.quit, _): close("+OK good-bye")
        case (.noOperation, .transaction): say("+OK")
        case (_, .transaction): obey(command)
        case (_, .authorization(let user)): authorize(command, user)
        default: refuse("not now")
        }
    }

    private mutating func authorize(_ command: POP3Command, _ user: String?) {
        switch command {
        case .startTLS:
            guard settings.offersTLS, !isSecure else { return refuse("no TLS now") }
            // bytes sent along with the command would otherwise be read as if TLS had protected them
            guard input.isEmpty else { return close("-ERR nothing may follow STLS") }
            say("+OK ready for TLS")
            steps.append(.startTLS)
            state = .securing
        case .user(let name):
            guard isSecure || settings.isLoopback else { return refuse("TLS first") }
            state = .authorization(user: name)
            say("+OK")
        case .password(let password):
            guard let user else { return refuse("USER first") }
            ask(.open(user: user, password: password))
        default: refuse("log in first")
        }
    }

    private mutating func obey(_ command: POP3Command) {
        switch command {
        case .status: say("+OK \(present.count) \(present.reduce(0) { $0 + entries[$1 - 1].size })")
        case .list(let number): list(number) { "\($0) \($1.size)" }
        case .uniqueIDs(let number): list(number) { "\($0) \($1.uid)" }
        case .retrieve(let number):
            guard let entry = entry(number) else { return refuse("no such mail") }
            ask(.content(uid: entry.uid, lines: nil))
        case .top(let number, let lines):
            guard let entry = entry(number) else { return refuse("no such mail") }
            ask(.content(uid: entry.uid, lines: lines))
        case .delete(let number):
            guard entry(number) != nil else { return refuse("no such mail") }
            deleted.insert(number)
            say("+OK deleted at QUIT")
        case .reset:
            deleted = []
            say("+OK")
        default: refuse("not now")
        }
    }

    // MARK: - Output

    private var present: [Int] { entries.indices.map { $0 + 1 }.filter { !deleted.contains($0) } }

    private func entry(_ number: Int) -> MaildropEntry? {
        (1...max(entries.count, 1)).contains(number) && !entries.isEmpty && !deleted.contains(number)
            ? entries[number - 1] : nil
    }

    private mutating func listCapabilities() {
        var lines = ["+OK", "USER", "UIDL", "TOP", "PIPELINING", "RESP-CODES", "AUTH-RESP-CODE"]
        if settings.offersTLS, !isSecure { lines.append("STLS") }
        steps.append(.send(Array((lines + ["."]).map { $0 + "\r\n" }.joined().utf8)))
    }

    private mutating func list(_ number: Int?, _ line: (Int, MaildropEntry) -> String) {
        if let number {
            guard let entry = entry(number) else { return refuse("no such mail") }
            return say("+OK " + line(number, entry))
        }
        var bytes = Wire.line("+OK")
        for number in present { bytes += Wire.line(line(number, entries[number - 1])) }
        steps.append(.send(bytes + Wire.line(".")))
    }

    private mutating func say(_ line: String) { steps.append(.send(Wire.line(line))) }

    /// A refusal that counts: a peer that makes nothing but mistakes is sent away.
    private mutating func refuse(_ reason: String) {
        errors += 1
        if errors > settings.limits.maximumErrors { close("-ERR too many errors") } else { say("-ERR \(reason)") }
    }

    private mutating func ask(_ question: Question) {
        steps.append(.ask(question))
        state = .asking(question)
    }

    private mutating func close(_ last: String) {
        say(last)
        steps.append(.close)
        state = .closed
    }

    /// Content with its dots stuffed and the closing dot.
    private static func stuffed(_ content: [UInt8]) -> [UInt8] {
        var wire: [UInt8] = []
        wire.reserveCapacity(content.count + content.count / 64 + 5)
        var rest = content[...]
        while !rest.isEmpty {
            if rest.first == Wire.dot { wire.append(Wire.dot) }
            let end = rest.firstIndex(of: Wire.lineFeed).map { $0 + 1 } ?? rest.endIndex
            wire += rest[..<end]
            rest = rest[end...]
        }
        if content.suffix(2) != Wire.lineEnd[...] { wire += Wire.lineEnd }
        return wire + Wire.line(".")
    }
}
