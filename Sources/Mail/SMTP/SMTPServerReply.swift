/// An answer of our SMTP server: reply code, enhanced status code and words (RFC 5321, RFC 3463).
struct SMTPServerReply: Error, Equatable, Sendable {
    let code: Int
    let text: String

    init(_ code: Int, _ text: String) {
        self.code = code
        self.text = text
    }

    var wireBytes: [UInt8] { Wire.line("\(code) \(text)") }

    static let ok = SMTPServerReply(250, "2.0.0 Ok")
    static let startMail = SMTPServerReply(354, "End data with <CR><LF>.<CR><LF>")
    static let cannotVerify = SMTPServerReply(252, "2.5.0 Send the mail and see")
    static let unknownCommand = SMTPServerReply(500, "5.5.1 Command unknown")
    static let syntax = SMTPServerReply(501, "5.5.4 Syntax error")
    static let malformedAddress = SMTPServerReply(553, "5.1.3 Not an address of this exchange's kind")
    static let noSuchMailbox = SMTPServerReply(550, "5.1.1 No such mailbox")
    static let badSequence = SMTPServerReply(503, "5.5.1 Not now")
    static let needsAuthentication = SMTPServerReply(530, "5.7.0 Log in first")
    static let needsTLS = SMTPServerReply(538, "5.7.11 Encryption required for this mechanism")
    static let unknownParameter = SMTPServerReply(555, "5.5.4 Parameter not known")
    static let tooManyRecipients = SMTPServerReply(452, "4.5.3 Too many recipients")
    static let tooLarge = SMTPServerReply(552, "5.3.4 Mail too large")
    static let tooManyMails = SMTPServerReply(450, "4.7.0 Too many mails, try later")
    static let badLineEnd = SMTPServerReply(521, "5.5.2 Bare CR or LF; only CR LF ends a line")
    static let lineTooLong = SMTPServerReply(500, "5.5.2 Line too long")
    static let authenticated = SMTPServerReply(235, "2.7.0 Welcome")
    static let notAuthenticated = SMTPServerReply(535, "5.7.8 User or password wrong")
    static let mechanismUnknown = SMTPServerReply(504, "5.5.4 Mechanism not known")
    static let notTaken = SMTPServerReply(554, "5.7.1 Not taken")
    static let tooManyErrors = SMTPServerReply(421, "4.7.0 Too many errors, good-bye")
    static let tryLater = SMTPServerReply(451, "4.3.0 Not now, try later")
    static let goodbye = SMTPServerReply(221, "2.0.0 Good-bye")
    static let readyForTLS = SMTPServerReply(220, "2.0.0 Ready for TLS")
}
