import EbXML
import Identifiers
import MIME
import Testing

@Suite("T-059 a mail is sorted before anything is answered (HITS 1172 4.2.2)")
struct InboundMailTests {
    private static let from = "From: <partner@edi.example>\r\nMessage-ID: <m1@edi.example>\r\n"

    private func unreadable(_ text: String) throws -> UnreadableMail {
        guard case .unreadable(let mail) = InboundMail.classify(Array(text.utf8)) else {
            throw UnreadableReason.automaticMail
        }
        return mail
    }

    @Test("A delivery report is a bounce, whoever sent it")
    func bounce() {
        let mail =
            Self.from + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b--\r\n"
        guard case .bounce = InboundMail.classify(Array(mail.utf8)) else {
            Issue.record("not a bounce")
            return
        }
    }

    @Test("An envelope, a refused envelope")
    func envelopes() {
        guard case .envelope = InboundMail.classify(WrittenEnvelope.business.mail) else {
            Issue.record("not an envelope")
            return
        }
        let broken = WrittenEnvelope.business.replacing("eb:Manifest eb:version=\"2.0\"", "eb:Manifest")
        guard case .refused = InboundMail.classify(broken.mail) else {
            Issue.record("not refused")
            return
        }
    }

    @Test("Ordinary mail is unreadable and answered at Reply-To, else From, else Sender")
    func ordinary() throws {
        let mail = try unreadable(Self.from + "\r\nHei!\r\n")
        #expect(mail.reason == .mediaType)
        #expect(mail.replyTo?.text == "partner@edi.example")
        #expect(mail.mailMessageID == "m1@edi.example")
        #expect(mail.mayBeAnswered)
        #expect(
            try unreadable("Reply-To: Drift <drift@edi.example>\r\n" + Self.from + "\r\n")
                .replyTo?.text == "drift@edi.example")
        #expect(try unreadable("Sender: mailto:drift@edi.example\r\n\r\n").replyTo?.text == "drift@edi.example")
        #expect(try unreadable("Reply-To: a@b.example, c@d.example\r\n" + Self.from + "\r\n").replyTo == nil)
    }

    @Test(
        "Nobody is answered who cannot be, and no machine is",
        arguments: [
            "From: <partner@edi.example>\r\n", "Message-ID: <m1@edi.example>\r\n",
            from + "Auto-Submitted: auto-replied\r\n", from + "Precedence: bulk\r\n", from + "Return-Path: <>\r\n",
            "From: MAILER-DAEMON@edi.example\r\nMessage-ID: <m1@edi.example>\r\n",
            from + "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\r\n",
            from + "X-Auto-Response-Suppress: All\r\n",
        ])
    func unanswered(fields: String) throws {
        #expect(try !unreadable(fields + "\r\nAutomatisk svar\r\n").mayBeAnswered)
    }

    @Test("Auto-Submitted: no is written by somebody")
    func somebody() throws {
        #expect(try unreadable(Self.from + "Auto-Submitted: no\r\n\r\n").mayBeAnswered)
    }

    @Test("What is no MIME is kept, and not answered", arguments: ["no colon here\r\n\r\n", "\u{0}\r\n"])
    func noMIME(text: String) throws {
        let mail = try unreadable(text)
        #expect(mail.reason == .mime)
        #expect(!mail.mayBeAnswered)
    }
}
