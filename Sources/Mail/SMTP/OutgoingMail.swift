public import Identifiers

/// One mail to be sent: its envelope and its bytes.
public struct OutgoingMail: Sendable {
    /// The return path; nil is the empty one of reports, which no server may answer (RFC 5321 4.5.5).
    public let from: EDIAddress?
    public let to: [EDIAddress]
    /// The envelope id that a delivery failure will name (RFC 3461 4.4): 1 to 100 printable ASCII characters.
    public let envid: String?
    /// Header and body, every line ended by CR LF.
    public let data: [UInt8]

    public init(from: EDIAddress?, to: [EDIAddress], envid: String? = nil, data: [UInt8]) {
        self.from = from
        self.to = to
        self.envid = envid
        self.data = data
    }
}

/// The server has taken the mail, and the responsibility for it (RFC 5321 6.1).
public struct SMTPAccepted: Sendable, Equatable {
    /// The server's last words, with its queue id where it gives one.
    public let reply: SMTPReply
    /// Recipients the server would not take, with its reason; the others got the mail.
    public let refused: [SMTPRefusedRecipient]
}

/// A recipient that the server did not take.
public struct SMTPRefusedRecipient: Sendable, Equatable {
    public let address: EDIAddress
    public let error: MailError
}
