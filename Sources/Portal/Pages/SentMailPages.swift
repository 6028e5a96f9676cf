import Foundation
import Texts
import Web

/// The page of the mails that were sent to the municipality's shared address, and how far each has come (I-054, I-067).
struct SentMailPages: Sendable {
    let store: PortalStore

    func page(_ language: Language, for account: SharedAddress) async throws -> Page {
        let mails = try await store.sentMails(to: account).map { mail in
            PageValue.fields([
                "subject": .text(mail.subject ?? SentMailText.noSubject.text(language)),
                "line": .text(
                    SentMailText.mailWritten.text(language, ["time": PortalTime.moment(mail.written, language)])),
                "state": .text(state(of: mail, language)),
                "text": mail.text.map { .text($0) } ?? false,
            ])
        }
        return Page(
            "sent-mails", title: SentMailText.sentMails.text(language), topic: .ownIT,
            model: [
                "lead": .text(SentMailText.sentMailsLead.text(language, ["account": account.text])),
                "mails": .list(mails), "catalogue": .text(PortalRoute.mails.path),
            ])
    }

    private func state(of mail: SentMail, _ language: Language) -> String {
        let word: SentMailText =
            switch mail.state {
            case .queued: .mailQueued
            case .accepted: .mailAccepted
            case .refused: .mailRefused
            case .expired: .mailExpired
            case .bounced: .mailBounced
            }
        let code = mail.state == .accepted ? nil : mail.code
        return word.text(language) + (code.map { " (\($0))" } ?? "")
    }
}
