public import Foundation

/// One mail of a program's own, complete but for its transport: plain text and simple HTML of the same words.
public struct RelayedMail: Sendable, Equatable {
    /// Without angle brackets. It was on disk before the mail was sent for the first time, and never changes.
    public let messageID: String
    /// When the mail was written, for its Date header: the same in every attempt.
    public let date: Date
    public let from: String
    /// As people read it beside the address.
    public let senderName: String
    public let to: String
    public let subject: String
    public let plain: String
    public let html: String
    /// Where a mail that cannot be delivered comes back to.
    public let returnTo: String

    /// - Parameter returnTo: nil for the sender.
    public init(
        messageID: String, date: Date, from: String, senderName: String, to: String, subject: String, plain: String,
        html: String, returnTo: String? = nil
    ) {
        self.messageID = messageID
        self.date = date
        self.from = from
        self.senderName = senderName
        self.to = to
        self.subject = subject
        self.plain = plain
        self.html = html
        self.returnTo = returnTo ?? from
    }
}

/// What a mail relay answered.
public enum RelayAnswer: Sendable, Equatable {
    /// It took the mail, which it now answers for.
    case accepted
    /// It will never take it, with its reply code.
    case refused(code: Int)
    /// Not now, with the reply code, or 0 when no server answered.
    case deferred(code: Int)
}
