import Foundation
import Identifiers
import MIME
import Synchronization

/// What is behind the doors of an exchange: mailboxes, the hook, the counters. Shared by all its sessions.
final class MailExchangeOffice: Sendable {
    let maildrops: Maildrops
    private let hostName: String
    private let onAccepted: @Sendable (AcceptedMail) async -> Disposition
    private let now: @Sendable () -> Date
    private let counter = Mutex(0)
    private let rate: Mutex<RateLimit>

    init(
        _ configuration: MailExchangeConfiguration, maildrops: Maildrops,
        onAccepted: @escaping @Sendable (AcceptedMail) async -> Disposition, now: @escaping @Sendable () -> Date
    ) {
        self.maildrops = maildrops
        hostName = configuration.hostName
        self.onAccepted = onAccepted
        self.now = now
        rate = Mutex(RateLimit(perMinute: configuration.limits.mailsPerMinute))
    }

    /// Decides what becomes of a mail and does it before the client is answered.
    func take(_ mail: SMTPIncomingMail) async -> SMTPServerConversation.Answer {
        guard rate.withLock({ $0.allows(mail.from, now: now()) }) else { return .refuse(.tooManyMails) }
        let number = counter.withLock { count in
            count += 1
            return count
        }
        let accepted = AcceptedMail(
            number: number, from: mail.from, to: mail.recipients.map(\.address), envid: mail.envelopeID,
            user: mail.user, data: mail.data)
        switch await onAccepted(accepted) {
        case .deliver: return deliver(mail, number) ? .yes : .refuse(.tryLater)
        case .drop: return .yes
        case .bounce: return report(mail, mail.recipients, number) ? .yes : .refuse(.tryLater)
        case .putOff: return .refuse(.tryLater)
        case .refuse: return .no
        }
    }

    private func deliver(_ mail: SMTPIncomingMail, _ number: Int) -> Bool {
        let data = trace(mail, number) + mail.data
        var unknown: [SMTPIncomingMail.Recipient] = []
        for recipient in mail.recipients {
            guard maildrops.contains(recipient.address) else {
                unknown.append(recipient)
                continue
            }
            guard maildrops.add(data, to: recipient.address) else { return false }
        }
        return unknown.isEmpty || report(mail, unknown, number)
    }

    /// Reports a failure, unless there is nobody to report to or nobody who wants to know (RFC 3461 4.1).
    private func report(
        _ mail: SMTPIncomingMail, _ recipients: [SMTPIncomingMail.Recipient], _ number: Int
    ) -> Bool {
        let wanted = recipients.filter(\.wantsFailureReport)
        guard let sender = mail.from, !wanted.isEmpty, maildrops.contains(sender) else { return true }
        let moment = now()
        let report = DeliveryFailureReport(
            hostName: hostName, to: sender, recipients: wanted, mail: mail,
            messageID: "failure-\(Int(moment.timeIntervalSince1970 * 1000))-\(number)@\(hostName)", now: moment)
        guard let bytes = try? report.write() else { return true }
        return maildrops.add(Wire.line("Return-Path: <>") + bytes, to: sender)
    }

    /// The lines that the last server puts before a mail (RFC 5321 4.4).
    private func trace(_ mail: SMTPIncomingMail, _ number: Int) -> [UInt8] {
        let name = mail.helloName.filter { $0.isLetter || $0.isNumber || ".-[]:".contains($0) }
        return Wire.line("Return-Path: <\(mail.from?.text ?? "")>")
            + Wire.line("Received: from \(name) by \(hostName) with ESMTP id \(number); \(MailDate.text(now()))")
    }
}

/// One SMTP connection of an exchange.
struct SMTPExchangeSession: ServerSession {
    let office: MailExchangeOffice
    let onEnd: @Sendable () -> Void

    func answer(_ question: SMTPServerConversation.Question) async -> SMTPServerConversation.Answer {
        switch question {
        case .logIn(let user, let password): office.maildrops.accepts(user: user, password: password) ? .yes : .no
        case .recipient(let recipient): office.maildrops.contains(recipient.address) ? .yes : .no
        case .take(let mail): await office.take(mail)
        }
    }

    func ended() { onEnd() }
}

/// One POP3 connection of an exchange; it holds its mailbox until it ends.
final class POP3ExchangeSession: ServerSession {
    private let maildrops: Maildrops
    private let onEnd: @Sendable () -> Void
    private let mailbox = Mutex<OpenMailbox?>(nil)

    /// The mailbox as it was at log-in, which is what the session works on (RFC 1939 4).
    private struct OpenMailbox {
        let address: EDIAddress
        let mails: [String: StoredMail]
    }

    init(maildrops: Maildrops, onEnd: @escaping @Sendable () -> Void) {
        self.maildrops = maildrops
        self.onEnd = onEnd
    }

    func answer(_ question: POP3ServerConversation.Question) async -> POP3ServerConversation.Answer {
        if case .open(let user, let password) = question { return open(user, password) }
        guard let mailbox = mailbox.withLock({ $0 }) else { return .refused("no mailbox") }
        switch question {
        case .open: return .refused("not now")
        case .content(let uid, let lines):
            guard let content = mailbox.mails[uid]?.bytes else { return .refused("gone") }
            return .content(lines.map { Self.top(content, lines: $0) } ?? content)
        case .remove(let uids): return maildrops.remove(uids, from: mailbox.address) ? .done : .refused("still there")
        }
    }

    func ended() {
        let address = mailbox.withLock { mailbox in
            defer { mailbox = nil }
            return mailbox?.address
        }
        if let address { maildrops.close(address) }
        onEnd()
    }

    private func open(_ user: String, _ password: String) -> POP3ServerConversation.Answer {
        switch maildrops.open(user: user, password: password) {
        case .unknown: return .refused("[AUTH] user or password wrong")
        case .inUse: return .refused("[IN-USE] another session has the mailbox")
        case .opened(let address, let mails):
            let byID = Dictionary(mails.map { ($0.uid, $0) }) { first, _ in first }
            mailbox.withLock { $0 = OpenMailbox(address: address, mails: byID) }
            return .maildrop(mails.map { MaildropEntry(uid: $0.uid, size: $0.size) })
        }
    }

    /// The header, the empty line and so many lines of the body (RFC 1939 7, TOP).
    private static func top(_ content: [UInt8], lines: Int) -> [UInt8] {
        var linesLeft: Int?
        var lineStart = 0
        while lineStart < content.count, linesLeft != 0 {
            let end = content[lineStart...].firstIndex(of: Wire.lineFeed) ?? content.endIndex - 1
            if let left = linesLeft { linesLeft = left - 1 } else if end - lineStart <= 1 { linesLeft = lines }
            lineStart = end + 1
        }
        return Array(content[..<lineStart])
    }
}
