import MailRelay
import Register

extension RelayedMail {
    /// - Parameters:
    ///   - name: of the register, as its mails bear it.
    ///   - returnTo: where it comes back to; nil for the sender.
    init(_ mail: RegisterMail, from name: String, returnTo: String?) {
        self.init(
            messageID: mail.messageID, date: mail.date, from: mail.from, senderName: name, to: mail.to,
            subject: mail.subject, plain: mail.plain, html: mail.html, returnTo: returnTo)
    }
}

extension MailAnswer {
    init(_ answer: RelayAnswer) {
        self =
            switch answer {
            case .accepted: .accepted
            case .refused(let code): .refused(code: code)
            case .deferred(let code): .deferred(code: code)
            }
    }
}
