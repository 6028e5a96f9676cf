/// Why a mail was not sent or fetched, and what that means for the mail.
public struct MailError: Error, Equatable, Sendable, CustomStringConvertible {
    public let code: Code
    public let consequence: Consequence
    /// The reply code of the server, such as 452, where it gave one.
    public let replyCode: Int?
    /// The enhanced status code of the server, such as 4.2.2 (RFC 3463), where it gave one.
    public let enhancedStatus: String?
    /// The last line of the server, printable ASCII of at most 200 characters.
    public let serverLine: String?

    /// What to do with the mail.
    public enum Consequence: String, Sendable {
        /// Try again later; the cause may pass by itself.
        case retry
        /// This mail will never be taken; give it up.
        case permanent
        /// The mail is sound, but nothing will work before a person has changed something.
        case hold
    }

    public enum Code: String, Sendable {
        /// The host is not on the list of allowed hosts (M-071).
        case hostNotAllowed
        /// The connection would carry mail or a password over a network without TLS.
        case cleartextRefused
        case connectionFailed
        case connectionLost
        /// The connection ended after the whole mail was sent and before the server's answer: it may have arrived.
        case outcomeUnknown
        case timeout
        case tlsFailed
        case tlsNotOffered
        case authenticationFailed
        case authenticationNotOffered
        case credentialsUnusable
        /// 4xx, or a POP3 refusal that says it is temporary.
        case refusedForNow
        /// 5xx for this mail, its sender or its recipients.
        case refusedForGood
        /// The server does not serve us at all now: 421, 554 as greeting, or a refused EHLO.
        case serviceUnavailable
        case mailTooLarge
        /// A bare CR or LF, or a NUL, in the mail to be sent.
        case unsafeLineEnds
        case lineTooLong
        case eightBitNotOffered
        case noRecipients
        /// The envelope id is empty, over 100 characters, or not printable ASCII.
        case unusableEnvelopeID
        /// The server answered with something that is no answer.
        case protocolViolation
        /// Another session has the mailbox (RFC 2449 IN-USE).
        case mailboxBusy
        case uniqueIDsNotOffered
        /// The number is not in the listing of this session, or its mail is already marked as deleted.
        case unknownMail
        /// The session is over; its numbers mean nothing any more.
        case sessionOver
        /// QUIT was not confirmed: the marked mails may still be there.
        case deletionsNotConfirmed
    }

    public init(
        _ code: Code, _ consequence: Consequence, replyCode: Int? = nil, enhancedStatus: String? = nil,
        serverLine: String? = nil
    ) {
        self.code = code
        self.consequence = consequence
        self.replyCode = replyCode
        self.enhancedStatus = enhancedStatus
        self.serverLine = serverLine.map(Self.sanitised)
    }

    public var description: String {
        "mail error \(code.rawValue), \(consequence.rawValue)" + (replyCode.map { ", server said \($0)" } ?? "")
    }

    /// A reply to a mail transaction: 4xx passes, 5xx stays (RFC 5321 4.2.1); 421 ends the service, 530 asks for
    /// log-in.
    init(_ reply: SMTPReply) {
        let (code, consequence): (Code, Consequence) =
            switch reply.code {
            case 421: (.serviceUnavailable, .retry)
            case 530, 538: (.authenticationFailed, .hold)
            case 552 where reply.enhancedStatus == "5.3.4": (.mailTooLarge, .permanent)
            case 400...499: (.refusedForNow, .retry)
            case 500...599: (.refusedForGood, .permanent)
            default: (.protocolViolation, .retry)
            }
        self.init(code, consequence, reply)
    }

    /// The same refusal given to MAIL FROM: it waits for a person, unless the mail is simply too large.
    var aboutSender: MailError {
        guard consequence == .permanent, code != .mailTooLarge else { return self }
        return MailError(
            code, .hold, replyCode: replyCode, enhancedStatus: enhancedStatus, serverLine: serverLine)
    }

    init(_ code: Code, _ consequence: Consequence, _ reply: SMTPReply) {
        self.init(
            code, consequence, replyCode: reply.code, enhancedStatus: reply.enhancedStatus,
            serverLine: reply.lines.last)
    }

    private static func sanitised(_ line: String) -> String {
        String(decoding: line.utf8.prefix(200).map { (32...126).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
}
