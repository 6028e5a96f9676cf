import Identifiers
import Testing

@testable import Mail

@Suite("SMTP, the server's side")
struct SMTPServerConversationTests {
    @Test("a whole session sent in one flight is answered in order", arguments: Arrival.allCases)
    func pipelined(arrival: Arrival) throws {
        var dialogue = server(arrival)
        dialogue.client(
            "EHLO c.example", "MAIL FROM:<a@x.example> SIZE=10 BODY=8BITMIME RET=FULL ENVID=id+2B1",
            "RCPT TO:<b@x.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;B+2Bc@x.example",
            "RCPT TO:<c@x.example> NOTIFY=NEVER", "DATA", "Subject: x", "", "..dot", ".", "NOOP", "QUIT", "NOOP")
        let lines = dialogue.said().split(separator: "|").map(String.init)
        #expect(lines.first == "220 mx.example ESMTP")
        #expect(lines.filter { $0.hasPrefix("250-") }.contains("250-SIZE 1000"))
        #expect(
            lines.drop { $0.hasPrefix("2") && !$0.contains("2.0.0") }.map { $0.prefix(3) }
                == ["250", "250", "250", "354", "250", "250", "221"])
        #expect(dialogue.isClosed)
        let mail = try #require(dialogue.mails.first)
        #expect(mail.data == bytes("Subject: x\r\n\r\n.dot\r\n"))
        #expect(mail.from?.text == "a@x.example" && mail.envelopeID == "id+1" && mail.returnsContent)
        #expect(mail.recipients.map(\.address.text) == ["b@x.example", "c@x.example"])
        #expect(mail.recipients.map(\.wantsFailureReport) == [true, false])
        #expect(mail.recipients[0].original == "rfc822;B+c@x.example")
    }

    @Test(
        "T-054 a bare CR or LF ends the session, in a command and in content: no smuggling",
        arguments: Arrival.allCases,
        ["DATA\n", "x\ny\r\n.\r\n", "x\r\n.\nMAIL FROM:<evil@x.example>\r\n.\r\n", "x\ry\r\n.\r\n", "x\r\n.\r\r\n"])
    func refusesBareLineEnds(arrival: Arrival, tail: String) {
        var dialogue = server(arrival)
        dialogue.client("EHLO c", "MAIL FROM:<a@x.example>", "RCPT TO:<b@x.example>")
        if !tail.hasPrefix("DATA") { dialogue.client("DATA") }
        _ = dialogue.said()
        dialogue.client(bytes: bytes(tail))
        #expect(dialogue.said() == "521 5.5.2 Bare CR or LF; only CR LF ends a line|")
        #expect(dialogue.isClosed && dialogue.mails.isEmpty)
    }

    @Test("a mail over the limit is refused, announced or not, and the session goes on", arguments: Arrival.allCases)
    func refusesLargeMail(arrival: Arrival) {
        var dialogue = server(arrival)
        dialogue.client("EHLO c")
        _ = dialogue.said()
        dialogue.client("MAIL FROM:<a@x.example> SIZE=1001")
        #expect(dialogue.said().hasPrefix("552 5.3.4"))
        dialogue.client("MAIL FROM:<a@x.example>", "RCPT TO:<b@x.example>", "DATA")
        _ = dialogue.said()
        dialogue.client(bytes: [UInt8](repeating: 120, count: 990) + bytes("\r\n123456789\r\n.\r\n"))
        #expect(dialogue.said().hasPrefix("552 5.3.4") && dialogue.mails.isEmpty && !dialogue.isClosed)
        dialogue.client("MAIL FROM:<a@x.example>", "RCPT TO:<b@x.example>", "DATA", "x", ".")
        #expect(dialogue.mails.count == 1)
    }

    @Test(
        "commands out of place or malformed are refused",
        arguments: [
            ("MAIL FROM:<a@x.example>", "503"), ("RCPT TO:<a@x.example>", "503"), ("DATA", "503"), ("EHLO", "501"),
            ("HELO c|RCPT TO:<b@x.example>", "503"), ("HELO c|MAIL FROM:a@x.example", "501"),
            ("HELO c|MAIL FROM:<a>", "553"), ("HELO c|MAIL FROM:<a@x.example> X=1", "555"),
            ("HELO c|MAIL FROM:<a@x.example> SIZE=x", "501"), ("HELO c|MAIL FROM:<a@x.example> SIZE=1 SIZE=1", "501"),
            ("HELO c|MAIL FROM:<a@x.example> ENVID=+0D", "501"), ("HELO c|MAIL FROM:<a@x.example> RET=SOME", "501"),
            ("HELO c|MAIL FROM:<>|RCPT TO:<>", "550"), ("HELO c|MAIL FROM:<>|MAIL FROM:<>", "503"),
            ("HELO c|MAIL FROM:<>|RCPT TO:<b@x.example> NOTIFY=NEVER,FAILURE", "501"),
            ("HELO c|MAIL FROM:<>|RCPT TO:<b@x.example> ORCPT=b", "501"), ("HELO c|MAIL FROM:<>|DATA", "503"),
            ("VRFY a", "252"), ("EXPN a", "500"), ("", "500"), ("STARTTLS", "503"), ("AUTH PLAIN", "503"),
            ("EHLO c|AUTH CRAM-MD5", "504"), ("EHLO c|AUTH PLAIN ====", "501"), ("EHLO \u{1}", "501"),
        ])
    func refuses(lines: String, code: String) {
        var dialogue = server(.whole)
        for line in lines.split(separator: "|", omittingEmptySubsequences: false) {
            _ = dialogue.said()
            dialogue.client(String(line))
        }
        #expect(dialogue.said().hasPrefix(code))
    }

    @Test("too many recipients are put off, too many mistakes end the session, too long lines too")
    func limits() {
        var dialogue = server(.whole)
        dialogue.client("EHLO c", "MAIL FROM:<>", "RCPT TO:<a@x.example>", "RCPT TO:<b@x.example>")
        _ = dialogue.said()
        dialogue.client("RCPT TO:<c@x.example>")
        #expect(dialogue.said().hasPrefix("452"))
        for _ in 0..<4 { dialogue.client("BOO") }
        #expect(dialogue.said().contains("421") && dialogue.isClosed)
        var other = server(.whole)
        other.client(String(repeating: "x", count: 201))
        #expect(other.isClosed && other.said().contains("500 5.5.2"))
        var long = server(.whole)
        long.client("EHLO c", "MAIL FROM:<>", "RCPT TO:<a@x.example>", "DATA", String(repeating: "x", count: 999))
        #expect(long.isClosed && long.mails.isEmpty)
    }

    @Test("AUTH by PLAIN and LOGIN; mail without it is refused where it is demanded", arguments: Arrival.allCases)
    func authentication(arrival: Arrival) {
        var dialogue = server(arrival) {
            $0.requiresAuthentication = true
            $0.limits.maximumErrors = 10
        }
        dialogue.client("EHLO c")
        #expect(dialogue.said().contains("AUTH PLAIN LOGIN"))
        dialogue.client("MAIL FROM:<>")
        #expect(dialogue.said().hasPrefix("530"))
        dialogue.client("AUTH PLAIN AHUAd3Jvbmc=")
        #expect(dialogue.said().hasPrefix("535"))
        dialogue.client("AUTH PLAIN", "*")
        #expect(dialogue.said() == "334 |501 5.5.4 Syntax error|")
        dialogue.client("AUTH LOGIN", "dQ==", "cA==")
        #expect(dialogue.said().hasSuffix("235 2.7.0 Welcome|"))
        dialogue.client("AUTH PLAIN AHUAcA==")
        #expect(dialogue.said().hasPrefix("503"))
        dialogue.client("MAIL FROM:<>")
        #expect(dialogue.said().hasPrefix("250"))
        var plain = server(arrival)
        plain.client("EHLO c", "AUTH PLAIN AHUAcA==")
        #expect(plain.said().hasSuffix("235 2.7.0 Welcome|"))
    }

    @Test("T-055 no log-in over the network without TLS, and nothing said before STARTTLS counts after it")
    func startTLS() {
        var dialogue = server(.whole) {
            $0.isLoopback = false
            $0.offersTLS = true
            $0.requiresAuthentication = true
        }
        dialogue.client("EHLO c")
        let offer = dialogue.said()
        #expect(offer.contains("STARTTLS") && !offer.contains("AUTH"))
        dialogue.client("AUTH PLAIN AHUAcA==")
        #expect(dialogue.said().hasPrefix("538"))
        dialogue.client("STARTTLS")
        #expect(dialogue.said().hasPrefix("220") && dialogue.wantsTLS)
        dialogue.secured()
        dialogue.client("MAIL FROM:<>")
        #expect(dialogue.said().hasPrefix("503"))
        dialogue.client("EHLO c")
        #expect(dialogue.said().contains("AUTH"))
    }

    @Test("T-055 what is pipelined behind STARTTLS ends the session")
    func startTLSInjection() {
        var dialogue = server(.whole) { $0.offersTLS = true }
        dialogue.client("EHLO c", "STARTTLS", "MAIL FROM:<evil@x.example>")
        #expect(dialogue.isClosed && !dialogue.wantsTLS)
    }

    @Test("unknown recipients are refused at once where that is set")
    func verifiesRecipients() {
        var dialogue = server(.whole) { $0.verifiesRecipients = true }
        dialogue.client("EHLO c", "MAIL FROM:<>")
        _ = dialogue.said()
        dialogue.client("RCPT TO:<nobody@x.example>", "RCPT TO:<b@x.example>")
        #expect(dialogue.said() == "550 5.1.1 No such mailbox|250 2.0.0 Ok|")
    }

    @Test("the answer about a mail is passed on: taken, put off, refused")
    func passesAnswer() {
        for (answer, code) in [
            (SMTPServerConversation.Answer.yes, "250"), (.no, "554"), (.refuse(.tryLater), "451"),
        ] {
            var dialogue = server(.whole, take: answer)
            dialogue.client("HELO c", "MAIL FROM:<>", "RCPT TO:<b@x.example>", "DATA")
            _ = dialogue.said()
            dialogue.client(".")
            #expect(dialogue.said().hasPrefix(code))
        }
    }

    private func server(
        _ arrival: Arrival, take: SMTPServerConversation.Answer = .yes,
        _ change: (inout SMTPServerSettings) -> Void = { _ in }
    ) -> ServerDialogue<SMTPServerConversation> {
        var limits = MailExchangeLimits()
        limits.maximumMailBytes = 1000
        limits.maximumRecipients = 2
        limits.maximumErrors = 3
        limits.maximumCommandBytes = 200
        var settings = SMTPServerSettings(
            hostName: "mx.example", limits: limits, offersTLS: false, isSecure: false, isLoopback: true,
            requiresAuthentication: false, verifiesRecipients: false)
        change(&settings)
        return ServerDialogue(SMTPServerConversation(settings), arrival: arrival) { question in
            switch question {
            case .logIn(let user, let password): user == "u" && password == "p" ? .yes : .no
            case .recipient(let recipient): recipient.address.text.hasPrefix("nobody") ? .no : .yes
            case .take: take
            }
        }
    }
}

extension ServerDialogue where Conversation == SMTPServerConversation {
    var mails: [SMTPIncomingMail] {
        questions.compactMap { if case .take(let mail) = $0 { mail } else { nil } }
    }
}
