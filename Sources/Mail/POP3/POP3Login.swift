/// The client's way from the greeting to an open mailbox: STLS where it is demanded, CAPA, USER, PASS.
struct POP3Login: Sendable {
    private enum Expected {
        case greeting
        case startTLS
        case capabilities
        case user
        case password
        case nothing
    }

    enum Consequence {
        case say(String)
        /// CAPA is to be said; its positive answer has many lines.
        case askCapabilities
        case startTLS
        case complete
    }

    /// Whether the server takes several commands in one flight (RFC 2449 6.6).
    private(set) var isPipelining = false
    private var expected = Expected.greeting
    private var isSecure: Bool
    private let needsTLS: Bool
    private let isConfidential: Bool
    private let credentials: MailCredentials?

    /// `isLoopback`: the server is on this machine, so that a password may go without TLS.
    init(protection: MailServerAddress.Protection, isLoopback: Bool, credentials: MailCredentials?) {
        self.credentials = credentials
        isConfidential = isLoopback
        needsTLS = protection == .startTLS
        isSecure = protection == .implicit
    }

    /// Takes the first line of an answer; throws ``MailError`` when the mailbox will not open.
    mutating func take(_ reply: POP3Reply) throws(MailError) -> Consequence {
        switch expected {
        case .greeting:
            guard reply.isPositive else { throw MailError(.serviceUnavailable, .retry, serverLine: reply.text) }
            expected = needsTLS ? .startTLS : .capabilities
            return needsTLS ? .say("STLS") : .askCapabilities
        case .startTLS:
            guard reply.isPositive else { throw MailError(.tlsNotOffered, .hold, serverLine: reply.text) }
            return .startTLS
        case .capabilities: return try sayUser()  // a server without CAPA has none
        case .user:
            guard reply.isPositive else { throw reply.loginError }
            expected = .password
            return .say("PASS \(try disclosed().password)")
        case .password:
            guard reply.isPositive else { throw reply.loginError }
            expected = .nothing
            return .complete
        case .nothing: throw MailError(.protocolViolation, .retry, serverLine: reply.text)
        }
    }

    /// Takes the lines of the answer to CAPA.
    mutating func take(capabilities content: [UInt8]) throws(MailError) -> Consequence {
        let lines = String(decoding: content, as: UTF8.self).uppercased().split(separator: "\r\n")
        isPipelining = lines.contains("PIPELINING")
        return try sayUser()
    }

    /// From here on CAPA is due.
    mutating func tlsEstablished() {
        isSecure = true
        expected = .capabilities
    }

    private mutating func sayUser() throws(MailError) -> Consequence {
        guard isSecure || isConfidential else { throw MailError(.cleartextRefused, .hold) }
        let user = try disclosed().user
        guard !user.utf8.contains(Wire.space) else { throw MailError(.credentialsUnusable, .hold) }
        expected = .user
        return .say("USER \(user)")
    }

    private func disclosed() throws(MailError) -> (user: String, password: String) {
        guard let credentials else { throw MailError(.credentialsUnusable, .hold) }
        return try credentials.disclosed()
    }
}
