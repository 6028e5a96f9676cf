public import Identifiers

/// A mail that has come in over SMTP, before it is decided what becomes of it.
public struct AcceptedMail: Sendable {
    /// Counts every mail of the exchange in the order in which they were complete, from 1.
    public let number: Int
    public let from: EDIAddress?
    public let to: [EDIAddress]
    /// The envelope id of the sender, decoded (RFC 3461 4.4).
    public let envid: String?
    /// Who had logged in.
    public let user: String?
    /// The mail as it came, dots unstuffed.
    public let data: [UInt8]
}

/// What a ``MailExchange`` does with a mail.
public enum Disposition: Sendable, Equatable {
    /// Into the mailboxes; recipients that have none are reported to the sender.
    case deliver
    /// Answered with 250 and lost without a trace.
    case drop
    /// Answered with 250, delivered to nobody, reported to the sender as a failure for every recipient.
    case bounce
    /// Answered with 451: the client must try again.
    case putOff
    /// Answered with 554: the client must give up.
    case refuse
}
