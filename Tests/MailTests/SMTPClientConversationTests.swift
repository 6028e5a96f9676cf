import Identifiers
import Testing

@testable import Mail

@Suite("SMTP, the client's side")
struct SMTPClientConversationTests {
    @Test("a whole session in one flight where the server takes PIPELINING", arguments: Arrival.allCases)
    func pipelined(arrival: Arrival) throws {
        var dialogue = opened(arrival, "PIPELINING", "SIZE 1000", "8BITMIME", "DSN")
        dialogue.submit(try send("Subject: x\r\n\r\n.dot\r\n", envid: "id 1", to: "b@to.example", "c@to.example"))
        #expect(
            dialogue.said() == "MAIL FROM:<a@from.example> SIZE=20 RET=HDRS ENVID=id+201|"
                + "RCPT TO:<b@to.example> NOTIFY=FAILURE ORCPT=rfc822;b@to.example|"
                + "RCPT TO:<c@to.example> NOTIFY=FAILURE ORCPT=rfc822;c@to.example|DATA|")
        dialogue.server("250 ok", "250-ok", "250 really", "550 5.1.1 no", "354 go")
        #expect(dialogue.said() == "Subject: x||..dot|.|")
        dialogue.server("250 2.0.0 queued as 7")
        let accepted = try #require(dialogue.accepted)
        #expect(accepted.reply.lines == ["2.0.0 queued as 7"])
        #expect(accepted.refused.map(\.address.text) == ["c@to.example"])
        #expect(accepted.refused.first?.error.consequence == .permanent)
        #expect(accepted.refused.first?.error.enhancedStatus == "5.1.1")
        dialogue.submit(.quit)
        #expect(dialogue.said() == "QUIT|")
        dialogue.server("221 bye")
        #expect(dialogue.isClosed && dialogue.errors.isEmpty)
    }

    @Test("one command at a time, and no extension that was not offered", arguments: Arrival.allCases)
    func lockStep(arrival: Arrival) throws {
        var dialogue = opened(arrival)
        dialogue.submit(try send("x", envid: "id"))
        #expect(dialogue.said() == "MAIL FROM:<a@from.example>|")
        dialogue.server("250 ok")
        #expect(dialogue.said() == "RCPT TO:<b@to.example>|")
        dialogue.server("250 ok")
        #expect(dialogue.said() == "DATA|")
        dialogue.server("354 go")
        #expect(dialogue.said() == "x|.|")
        dialogue.server("250 ok")
        #expect(dialogue.accepted != nil)
    }

    @Test("mails that wait are sent one after the other on the same session")
    func queued() throws {
        var dialogue = opened(.whole, "PIPELINING")
        dialogue.submit(try send("1"))
        dialogue.submit(try send("2"))
        _ = dialogue.said()
        dialogue.server("250 ok", "250 ok", "354 go")
        #expect(dialogue.said() == "1|.|")
        dialogue.server("250 ok")
        #expect(dialogue.said().hasPrefix("MAIL FROM"))
        dialogue.server("250 ok", "250 ok", "354 go", "250 ok")
        #expect(dialogue.said() == "2|.|" && dialogue.results.count == 3 && dialogue.errors.isEmpty)
    }

    @Test(
        "the code of a reply says what becomes of the mail",
        arguments: [
            ("451 4.3.0 later", MailError.Code.refusedForNow, MailError.Consequence.retry),
            ("552 5.3.4 too big", .mailTooLarge, .permanent), ("554 5.7.1 no", .refusedForGood, .hold),
            ("530 5.7.0 log in", .authenticationFailed, .hold), ("421 4.3.2 closing", .serviceUnavailable, .retry),
        ])
    func consequences(line: String, code: MailError.Code, consequence: MailError.Consequence) throws {
        var dialogue = opened(.whole)
        dialogue.submit(try send("x"))
        dialogue.server(line)
        if code != .serviceUnavailable {
            #expect(dialogue.said().hasSuffix("RSET|"))
            dialogue.server("250 ok")
        }
        let error = try #require(dialogue.lastError)
        #expect(error.code == code && error.consequence == consequence)
        #expect(error.serverLine == String(line.dropFirst(4)) && error.replyCode == Int(line.prefix(3)))
        #expect(dialogue.isClosed == (code == .serviceUnavailable))
    }

    @Test("when every recipient is refused nothing is sent, even to a server that asks for content")
    func noRecipientLeft() throws {
        var dialogue = opened(.whole, "PIPELINING")
        dialogue.submit(try send("secret", to: "b@to.example", "c@to.example"))
        _ = dialogue.said()
        dialogue.server("250 ok", "550 no", "450 later", "354 go")
        #expect(dialogue.said() == ".|")
        dialogue.server("250 took nothing")
        #expect(dialogue.lastError?.consequence == .retry)  // the one that may be taken later keeps the mail alive
        dialogue.submit(try send("secret"))
        _ = dialogue.said()
        dialogue.server("250 ok", "550 no", "503 no recipients")
        #expect(dialogue.said() == "RSET|")
        dialogue.server("250 ok")
        #expect(dialogue.lastError?.consequence == .permanent)
    }

    @Test("what a server cannot take is not offered to it: size, eight bits")
    func limits() throws {
        var dialogue = opened(.whole, "SIZE 10")
        dialogue.submit(try send("12345678901"))
        #expect(dialogue.lastError == MailError(.mailTooLarge, .permanent))
        dialogue.submit(try send("blå"))
        #expect(dialogue.lastError == MailError(.eightBitNotOffered, .hold))
        #expect(dialogue.said().isEmpty)
        var open = opened(.whole, "SIZE", "8BITMIME")
        open.submit(try send("blå"))
        #expect(open.said() == "MAIL FROM:<a@from.example> SIZE=4 BODY=8BITMIME|")
    }

    @Test(
        "T-069 garbage in place of an answer ends the session",
        arguments: [
            "", "2", "abc", "250+x", "250", "999 x", "100 x", "220-a", "+OK pop", "220 a\rb",
        ])
    func garbage(line: String) throws {
        var dialogue = ClientDialogue.smtp(.byteByByte)
        dialogue.server(line, "221 x", "221 x")
        #expect(dialogue.isClosed && dialogue.errors.count == 1)
        #expect(dialogue.lastError?.consequence == .retry)
    }

    @Test("T-069 an answer that never ends is cut off")
    func endlessAnswer() {
        var long = ClientDialogue.smtp()
        long.server("220 " + String(repeating: "x", count: 5000))
        #expect(long.errors == [.protocolViolation])
        var many = ClientDialogue.smtp()
        for _ in 0..<200 where !many.isClosed { many.server("220-x") }
        #expect(many.errors == [.protocolViolation])
    }

    @Test("a lost connection: nothing happened before the content, the outcome is unknown after it")
    func lostConnection() throws {
        let lost = MailError(.connectionLost, .retry)
        var dialogue = opened(.whole, "PIPELINING")
        dialogue.submit(try send("x"))
        var before = dialogue.conversation
        #expect(before.connectionEnded(lost) == lost)
        dialogue.server("250 ok", "250 ok", "354 go")
        #expect(dialogue.conversation.connectionEnded(lost) == MailError(.outcomeUnknown, .retry))
        dialogue.submit(try send("x"))
        #expect(dialogue.errors == [.sessionOver])
    }

    @Test("an envelope that cannot be written is refused at once")
    func envelope() {
        for envid in ["", "a\r\nb", "blå", String(repeating: "x", count: 101), String(repeating: "+", count: 34)] {
            #expect(throws: MailError(.unusableEnvelopeID, .permanent)) { try send("x", envid: envid) }
        }
        #expect(throws: MailError(.noRecipients, .permanent)) {
            try SMTPTransaction(OutgoingMail(from: nil, to: [], data: []))
        }
    }

    // MARK: -

    private func opened(_ arrival: Arrival, _ extensions: String...) -> ClientDialogue<SMTPClientConversation> {
        var dialogue = ClientDialogue.smtp(arrival)
        dialogue.server("220 mx.example ESMTP")
        for line in ["mx.example"] + extensions.dropLast() where !extensions.isEmpty { dialogue.server("250-\(line)") }
        dialogue.server("250 \(extensions.last ?? "mx.example")")
        _ = dialogue.said()
        return dialogue
    }

    private func send(
        _ data: String, envid: String? = nil, to recipients: String...
    ) throws -> SMTPClientConversation.Command {
        let to = recipients.isEmpty ? ["b@to.example"] : recipients
        return .send(
            try SMTPTransaction(
                OutgoingMail(
                    from: EDIAddress("a@from.example"), to: to.compactMap { EDIAddress($0) }, envid: envid,
                    data: bytes(data))))
    }
}

extension ClientDialogue where Conversation == SMTPClientConversation {
    /// A client that has just connected.
    static func smtp(
        _ arrival: Arrival = .whole, _ protection: MailServerAddress.Protection = .none,
        credentials: MailCredentials? = nil
    ) -> ClientDialogue<SMTPClientConversation> {
        ClientDialogue(
            SMTPClientConversation(
                helloName: "me.example", protection: protection, isLoopback: protection == .none,
                credentials: credentials), arrival: arrival)
    }

    var accepted: SMTPAccepted? {
        guard case .success(.accepted(let accepted)) = results.last else { return nil }
        return accepted
    }
}

extension ClientDialogue {
    var lastError: MailError? {
        guard case .failure(let error) = results.last else { return nil }
        return error
    }
}
