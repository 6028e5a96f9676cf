import MailRelay
import Register

extension RelayedMail {
    /// - Parameter name: of the register, as its mails bear it.
    init(_ mail: RegisterMail, from name: String) {
        self.init(
            messageID: mail.messageID, date: mail.date, from: mail.from, senderName: name, to: mail.to,
            subject: mail.subject, plain: mail.plain, html: mail.html)
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
