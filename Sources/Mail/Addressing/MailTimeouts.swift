/// How long a mail client waits before it gives up a connection.
public struct MailTimeouts: Sendable, Equatable {
    /// For the connection to be made.
    public var connect: Duration
    /// For one whole answer, the greeting and the TLS handshake included; single bytes do not prolong it.
    public var reply: Duration
    /// For one whole mail to be transferred and confirmed.
    public var transfer: Duration

    public init(
        connect: Duration = .seconds(30), reply: Duration = .seconds(120), transfer: Duration = .seconds(900)
    ) {
        self.connect = connect
        self.reply = reply
        self.transfer = transfer
    }
}
