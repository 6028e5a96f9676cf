import Identifiers
import Mail

@testable import Mail

/// A client's whole side of a session with our SMTP server. The first octet chooses the server's settings.
struct SMTPServerTarget: FuzzTarget {
    static let name = "smtp-server"
    static let longest = 4_096

    init() {}

    func seeds() -> [[UInt8]] {
        let login = "AUTH PLAIN AGEAYg==\r\n"
        let mail =
            "MAIL FROM:<a@x.example> SIZE=9 BODY=8BITMIME RET=HDRS ENVID=a+2B\r\n"
            + "RCPT TO:<b@y.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;b@y.example\r\nDATA\r\n"
        return [
            "\u{0}EHLO x.example\r\n\(mail)Subject: x\r\n\r\n..\r\n.\r\nNOOP\r\nRSET\r\nQUIT\r\n",
            "\u{1}EHLO x.example\r\nSTARTTLS\r\nEHLO x.example\r\n\(login)\(mail)a\r\n.\r\nQUIT\r\n",
            "\u{6}HELO x\r\n\(login)AUTH LOGIN\r\nYQ==\r\nYg==\r\nVRFY x\r\nMAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n",
        ].map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        let flags = input.first ?? 0
        let whole = try hold(flags, Chunks.whole.pieces(of: input.dropFirst()))
        // With TLS, what comes along with STARTTLS is another matter than what follows it.
        guard flags & 1 == 0 else { return }
        for chunks in [Chunks.octets, .irregular] {
            let split = try hold(flags, chunks.pieces(of: input.dropFirst()))
            try demand(split.sent == whole.sent, "the answers do not depend on how the octets come")
            try demand(split.mails.map(\.data) == whole.mails.map(\.data), "the mails do not depend on it either")
        }
    }

    private struct Course {
        var sent: [UInt8] = []
        var mails: [SMTPIncomingMail] = []
        var isClosed = false
    }

    private func hold(_ flags: UInt8, _ pieces: [ArraySlice<UInt8>]) throws -> Course {
        var limits = MailExchangeLimits()
        limits.maximumMailBytes = 2_048
        limits.maximumRecipients = 3
        var conversation = SMTPServerConversation(
            SMTPServerSettings(
                hostName: "x.example", limits: limits, offersTLS: flags & 1 != 0, isSecure: false,
                isLoopback: flags & 2 != 0, requiresAuthentication: flags & 4 != 0, verifiesRecipients: flags & 8 != 0))
        var course = Course()
        try collect(&conversation, &course, limits)
        for piece in pieces {
            conversation.receive(piece)
            try collect(&conversation, &course, limits)
        }
        return course
    }

    private func collect(
        _ conversation: inout SMTPServerConversation, _ course: inout Course, _ limits: MailExchangeLimits
    ) throws {
        while let step = conversation.next() {
            try demand(!course.isClosed, "nothing is done after the end")
            switch step {
            case .send(let bytes):
                try demand(Lines.areSound(bytes), "an answer is whole lines of ASCII")
                try demand(bytes.prefix(3).allSatisfy { (48...57).contains($0) }, "an answer begins with a code")
                course.sent += bytes
            case .startTLS: conversation.tlsEstablished()
            case .close: course.isClosed = true
            case .ask(.logIn(let user, _)): conversation.answer(user.utf8.count % 2 == 1 ? .yes : .no)
            case .ask(.recipient(let recipient)):
                conversation.answer(recipient.address.text.hasPrefix("b") ? .yes : .no)
            case .ask(.take(let mail)):
                try examine(mail, limits)
                course.mails.append(mail)
                conversation.answer(.yes)
            }
        }
    }

    private func examine(_ mail: SMTPIncomingMail, _ limits: MailExchangeLimits) throws {
        try demand(
            (1...limits.maximumRecipients).contains(mail.recipients.count), "a mail has recipients, within limits")
        try demand(mail.data.count <= limits.maximumMailBytes, "a mail is bounded")
        try demand(Lines.endInCRLF(mail.data), "no line of a taken mail ends in a bare CR or LF")
        // What has been taken can be sent on and is then taken as the same; NUL is refused on the way out.
        guard let outgoing = try? TransferableMail(mail.data) else {
            return try demand(mail.data.contains(0), "a taken mail can be sent on")
        }
        var reader = DotStuffedReader(limit: 1 << 20, lineLimit: 998, refusesBareLineEnds: true)
        let (taken, outcome) = reader.consume(outgoing.wireBytes[...])
        try demand(
            outcome == .complete && taken == outgoing.wireBytes.count, "the closing dot ends the mail, and only it")
        try demand(reader.content == mail.data, "a mail sent on is the same mail")
    }
}

/// A client's whole side of a session with our POP3 server. The first octet chooses the server's settings.
struct POP3ServerTarget: FuzzTarget {
    static let name = "pop3-server"
    static let longest = 2_048

    private static let entries = (1...3).map { MaildropEntry(uid: "uid-\($0)", size: $0 * 10) }

    init() {}

    func seeds() -> [[UInt8]] {
        let login = "USER a\r\nPASS b c\r\n"
        return [
            "\u{2}CAPA\r\n\(login)STAT\r\nLIST\r\nUIDL\r\nLIST 2\r\nUIDL 3\r\nRETR 1\r\nTOP 2 1\r\nDELE 3\r\nQUIT\r\n",
            "\u{3}STLS\r\nCAPA\r\n\(login)NOOP\r\nDELE 1\r\nRSET\r\nDELE 2\r\nQUIT\r\n",
            "\u{0}USER a\r\nPASS x\r\nRETR 99999999999999999999\r\nTOP 1 -1\r\n",
        ].map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        let flags = input.first ?? 0
        let whole = try hold(flags, Chunks.whole.pieces(of: input.dropFirst()))
        guard flags & 1 == 0 else { return }
        for chunks in [Chunks.octets, .irregular] {
            let split = try hold(flags, chunks.pieces(of: input.dropFirst()))
            try demand(split.sent == whole.sent, "the answers do not depend on how the octets come")
            try demand(split.removed == whole.removed, "what is removed does not depend on it either")
        }
    }

    private struct Course {
        var sent: [UInt8] = []
        var removed: [String] = []
        var isClosed = false
        var isOpen = false
    }

    private func hold(_ flags: UInt8, _ pieces: [ArraySlice<UInt8>]) throws -> Course {
        var conversation = POP3ServerConversation(
            .init(
                hostName: "x.example", limits: MailExchangeLimits(), offersTLS: flags & 1 != 0, isSecure: false,
                isLoopback: flags & 2 != 0))
        var course = Course()
        try collect(&conversation, &course)
        for piece in pieces {
            conversation.receive(piece)
            try collect(&conversation, &course)
        }
        return course
    }

    private func collect(_ conversation: inout POP3ServerConversation, _ course: inout Course) throws {
        while let step = conversation.next() {
            try demand(!course.isClosed, "nothing is done after the end")
            switch step {
            case .send(let bytes):
                try demand(Lines.endInCRLF(bytes), "an answer is whole lines")
                course.sent += bytes
            case .startTLS: conversation.tlsEstablished()
            case .close: course.isClosed = true
            case .ask(.open(let user, _)):
                course.isOpen = user == "a"
                conversation.answer(course.isOpen ? .maildrop(Self.entries) : .refused("no"))
            case .ask(.content(let uid, _)):
                try demand(course.isOpen && Self.entries.contains { $0.uid == uid }, "only a listed mail is fetched")
                conversation.answer(.content(Array("a\r\n.b\r\n\r\nc".utf8)))
            case .ask(.remove(let uids)):
                try demand(course.isOpen && Set(uids).count == uids.count, "a mail is removed once")
                try demand(
                    uids.allSatisfy { uid in Self.entries.contains { $0.uid == uid } }, "only listed mails are removed")
                course.removed += uids
                conversation.answer(.done)
            }
        }
    }
}
