public import Identifiers
public import NIOCore

/// Sends mail to one server over one session at a time, which is kept open between mails.
///
/// Mails go one after the other. A session that the server has closed meanwhile is opened again; a mail is sent again
/// by itself only if nothing of its content had left.
public actor SMTPClient {
    private let address: MailServerAddress
    private let allowed: AllowedHosts
    private let helloName: String
    private let timeouts: MailTimeouts
    private let group: any EventLoopGroup
    private var connection: ClientConnection<SMTPClientConversation>?
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// `helloName` is the name we give ourselves in EHLO: a domain, or an address in brackets.
    public init(
        address: MailServerAddress, allowed: AllowedHosts, helloName: String, timeouts: MailTimeouts = MailTimeouts(),
        group: any EventLoopGroup
    ) {
        self.address = address
        self.allowed = allowed
        self.helloName = helloName.filter { $0.isASCII && ($0.isLetter || $0.isNumber || ".-[]:_".contains($0)) }
        self.timeouts = timeouts
        self.group = group
    }

    /// Sends one mail; returns when the server has taken it.
    ///
    /// Throws ``MailError`` with its consequence: 4xx and a lost connection retry, 5xx is permanent, a failed log-in,
    /// TLS handshake or forbidden host holds. After `outcomeUnknown` the mail may have arrived all the same.
    public func send(_ mail: OutgoingMail) async throws(MailError) -> SMTPAccepted {
        let transaction = try SMTPTransaction(mail)
        await acquire()
        defer { release() }
        if let reused = connection, reused.isActive {
            let result = await reused.perform(.send(transaction))
            guard Self.wasClosedBetweenMails(result) else { return try accepted(result) }
        }
        let fresh = try await open()
        return try accepted(await fresh.perform(.send(transaction)))
    }

    /// Connects, secures the connection and logs in, and sends nothing: whether ``send(_:)`` would come that far.
    ///
    /// Throws ``MailError`` with the codes of a failed connection, handshake or log-in.
    public func check() async throws(MailError) {
        await acquire()
        defer { release() }
        let fresh = try await open()
        connection = nil
        _ = await fresh.perform(.quit)
        await fresh.close()
    }

    /// Says QUIT and closes; the client may be used again.
    public func close() async {
        await acquire()
        defer { release() }
        guard let connection else { return }
        self.connection = nil
        if connection.isActive { _ = await connection.perform(.quit) }
        await connection.close()
    }

    private func open() async throws(MailError) -> ClientConnection<SMTPClientConversation> {
        connection = nil
        try allowed.check(address.host)
        let conversation = SMTPClientConversation(
            helloName: helloName.isEmpty ? "localhost" : helloName, protection: address.protection,
            isLoopback: Loopback.contains(address.host), credentials: address.credentials)
        let opened = try await ClientConnection.open(
            address, conversation: conversation, timeouts: timeouts, group: group)
        connection = opened
        return opened
    }

    private func accepted(
        _ result: Result<SMTPClientConversation.Reply, MailError>
    ) throws(MailError) -> SMTPAccepted {
        guard case .accepted(let accepted) = try result.get() else { throw MailError(.protocolViolation, .retry) }
        return accepted
    }

    /// Whether an idle session had ended, so that nothing of the mail was taken.
    private static func wasClosedBetweenMails(_ result: Result<SMTPClientConversation.Reply, MailError>) -> Bool {
        guard case .failure(let error) = result else { return false }
        return [.connectionLost, .sessionOver, .serviceUnavailable].contains(error.code)
    }

    private func acquire() async {
        guard isBusy else {
            isBusy = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func release() {
        if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
    }
}
