import Foundation
import Logging
import MailRelay
import Portal
import Web

/// Sends the portal's mails, oldest first; one call at a time.
actor PortalPost {
    private let store: PortalStore
    private let relay: MailRelay
    private let mail: PortalConfiguration.Mail
    private let log: Logger
    private var isRunning = false

    init(store: PortalStore, relay: MailRelay, mail: PortalConfiguration.Mail, log: Logger) {
        self.store = store
        self.relay = relay
        self.mail = mail
        self.log = log
    }

    /// Sends every mail that is due. A second call while the first is under way does nothing.
    func runOnce(now: Date) async throws {
        guard !isRunning else { return }
        isRunning = true
        defer { isRunning = false }
        var last: QueuedPortalMail?
        while let due = try await store.nextMail(after: last, now: now) {
            last = due
            let answer = await relay.send(
                RelayedMail(
                    messageID: due.messageID, date: due.mail.date, from: mail.settings.sender,
                    senderName: mail.senderName, to: due.mail.to.text, subject: due.mail.subject,
                    plain: due.mail.plain, html: due.mail.html))
            try await store.note(PortalMailAnswer(answer), of: due, now: now)
            let level: Logger.Level = answer == .accepted ? .info : .warning
            log.log(
                level: level, "mail",
                metadata: [
                    "kind": "\(due.mail.kind.rawValue)", "messageID": "\(due.messageID)", "answer": "\(answer)",
                ])
        }
    }
}

extension PortalMailAnswer {
    init(_ answer: RelayAnswer) {
        self =
            switch answer {
            case .accepted: .accepted
            case .refused(let code): .refused(code: code)
            case .deferred(let code): .deferred(code: code)
            }
    }
}
