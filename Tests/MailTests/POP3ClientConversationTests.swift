import Testing

@testable import Mail

@Suite("POP3, the client's side")
struct POP3ClientConversationTests {
    @Test("log-in, listing, mails and QUIT, pipelined", arguments: Arrival.allCases)
    func pipelined(arrival: Arrival) throws {
        var dialogue = opened(arrival, capabilities: "UIDL", "PIPELINING")
        dialogue.submit(.list)
        #expect(dialogue.said() == "LIST|UIDL|")
        dialogue.server("+OK 2", "1 10", "3 99 extra", ".", "+OK", "1 aa", "3 b!", ".")
        guard case .success(.listing(let entries)) = dialogue.results.last else { throw Unexpected() }
        #expect(entries == [POP3Entry(number: 1, uidl: "aa", size: 10), POP3Entry(number: 3, uidl: "b!", size: 99)])
        dialogue.submit(.retrieve(1))
        dialogue.submit(.retrieve(3))
        dialogue.submit(.delete(3))
        #expect(dialogue.said() == "RETR 1|RETR 3|DELE 3|")
        dialogue.server("+OK", "Subject: x", "", "..dot", "..", ".", "-ERR gone", "+OK")
        guard case .success(.mail(let mail)) = dialogue.results[2] else { throw Unexpected() }
        #expect(mail == bytes("Subject: x\r\n\r\n.dot\r\n.\r\n"))
        #expect(dialogue.errors == [.refusedForNow] && dialogue.results.count == 5)
        dialogue.submit(.quit)
        #expect(dialogue.said() == "QUIT|" && !dialogue.isClosed)
        dialogue.server("+OK bye")
        #expect(dialogue.isClosed && dialogue.results.count == 6)
    }

    @Test("one command at a time where PIPELINING is not offered", arguments: Arrival.allCases)
    func lockStep(arrival: Arrival) {
        var dialogue = opened(arrival)
        dialogue.submit(.list)
        dialogue.submit(.retrieve(1))
        dialogue.submit(.quit)
        #expect(dialogue.said() == "LIST|")
        dialogue.server("+OK", "1 5", ".")
        #expect(dialogue.said() == "UIDL|")
        dialogue.server("+OK", "1 a", ".")
        #expect(dialogue.said() == "RETR 1|")
        dialogue.server("+OK", "mail", ".")
        #expect(dialogue.said() == "QUIT|")
        dialogue.server("+OK")
        #expect(dialogue.isClosed && dialogue.errors.isEmpty && dialogue.results.count == 4)
    }

    @Test("a number that is not in this session's listing is never named to the server")
    func refusesForeignNumbers() {
        var dialogue = opened(.whole, capabilities: "PIPELINING")
        dialogue.submit(.delete(1))
        dialogue.submit(.retrieve(1))
        #expect(dialogue.errors == [.unknownMail, .unknownMail] && dialogue.said().isEmpty)
        dialogue.submit(.list)
        _ = dialogue.said()
        dialogue.server("+OK", "1 5", ".", "+OK", "1 a", ".")
        dialogue.submit(.delete(1))
        dialogue.submit(.delete(1))
        dialogue.submit(.delete(2))
        #expect(dialogue.said() == "DELE 1|" && dialogue.results.count == 4)
        dialogue.server("+OK")
        #expect(dialogue.results.count == 7)  // the refusals came after the answer, in order
        if case .success(.deleted) = dialogue.results[4] {} else { Issue.record("the first deletion failed") }
    }

    @Test(
        "a mail over the limit is not fetched; one that lied about its size is read past", arguments: Arrival.allCases)
    func refusesLargeMail(arrival: Arrival) {
        var dialogue = opened(arrival)
        dialogue.submit(.list)
        dialogue.server("+OK", "1 101", "2 1", "3 3", ".")
        dialogue.server("+OK", "1 a", "2 b", "3 c", ".")
        _ = dialogue.said()
        dialogue.submit(.retrieve(1))
        #expect(dialogue.lastError == MailError(.mailTooLarge, .hold) && dialogue.said().isEmpty)
        dialogue.submit(.retrieve(2))
        dialogue.server("+OK", String(repeating: "x", count: 100), ".")
        #expect(dialogue.lastError == MailError(.mailTooLarge, .hold))
        dialogue.submit(.retrieve(3))
        dialogue.server("+OK", "x", ".")
        #expect(dialogue.lastError == nil && !dialogue.isClosed)
    }

    @Test("T-055 STLS comes first, and nothing may come between it and the handshake")
    func startTLS() {
        var dialogue = client(.byteByByte, .startTLS)
        dialogue.server("+OK hello")
        #expect(dialogue.said() == "STLS|")
        dialogue.server("+OK go")
        #expect(dialogue.wantsTLS && dialogue.said().isEmpty)
        dialogue.secured()
        #expect(dialogue.said() == "CAPA|")
        for lines in [["-ERR no"], ["+OK go", "+OK injected"]] {
            var other = client(.whole, .startTLS)
            other.server("+OK hello")
            other.conversation.receive(lines.flatMap(Wire.line)[...])
            other.submit(.list)
            #expect(other.isClosed && !other.wantsTLS)
        }
    }

    @Test("no password without TLS but on this machine")
    func refusesCleartext() {
        var dialogue = client(.whole, .networkOnly)
        dialogue.server("+OK hello", "-ERR no CAPA")
        #expect(dialogue.errors == [.cleartextRefused] && dialogue.said() == "CAPA|")
    }

    @Test(
        "a refused log-in is told apart by its response code (RFC 2449 8, RFC 3206)",
        arguments: [
            ("-ERR [IN-USE] locked", MailError.Code.mailboxBusy, MailError.Consequence.retry),
            ("-ERR [SYS/TEMP] disk", .serviceUnavailable, .retry),
            ("-ERR [LOGIN-DELAY] x", .serviceUnavailable, .retry),
            ("-ERR [AUTH] wrong", .authenticationFailed, .hold), ("-ERR wrong", .authenticationFailed, .hold),
        ])
    func login(line: String, code: MailError.Code, consequence: MailError.Consequence) {
        var dialogue = client(.whole, .none)
        dialogue.server("+OK hello", "-ERR CAPA?")
        #expect(dialogue.said() == "CAPA|USER u|")
        dialogue.server("+OK")
        #expect(dialogue.said() == "PASS p|")
        dialogue.server(line)
        #expect(dialogue.lastError?.code == code && dialogue.lastError?.consequence == consequence)
        #expect(dialogue.isClosed)
    }

    @Test(
        "lists that do not fit together end the session",
        arguments: [
            ["+OK", "1 x", "."], ["+OK", "x 1", "."], ["+OK", "0 1", "."], ["+OK", "1", "."], ["+OK", "1 -1", "."],
            ["-ERR no LIST"], ["+OK", "1 5", ".", "+OK", "."], ["+OK", "1 5", ".", "+OK", "2 a", "."],
            ["+OK", "1 5", ".", "+OK", "1 å", "."], ["+OK", "1 5", ".", "-ERR no UIDL"], ["what"], ["+OKAY"],
            ["+OK", "1 5", "2 5", ".", "+OK", "1 a", "1 b", "."],
        ])
    func refusesListings(lines: [String]) {
        var dialogue = opened(.byteByByte, capabilities: "PIPELINING")
        dialogue.submit(.list)
        for line in lines { dialogue.server(line) }
        #expect(dialogue.errors.count == 1 && dialogue.isClosed)
    }

    @Test("a lost QUIT leaves the deletions unconfirmed; an -ERR too")
    func unconfirmed() {
        var lost = opened(.whole)
        lost.submit(.quit)
        #expect(lost.conversation.connectionEnded(MailError(.connectionLost, .retry)).code == .deletionsNotConfirmed)
        lost.submit(.list)
        #expect(lost.errors == [.sessionOver])
        var refused = opened(.whole)
        refused.submit(.quit)
        refused.server("-ERR not all")
        #expect(refused.errors == [.deletionsNotConfirmed] && refused.isClosed)
    }

    private struct Unexpected: Error {}

    private func client(
        _ arrival: Arrival, _ protection: MailServerAddress.Protection
    ) -> ClientDialogue<POP3ClientConversation> {
        ClientDialogue(
            POP3ClientConversation(
                protection: protection, isLoopback: protection == .none,
                credentials: MailCredentials(user: "u", password: "p"), maximumMailBytes: 100), arrival: arrival)
    }

    private func opened(_ arrival: Arrival, capabilities: String...) -> ClientDialogue<POP3ClientConversation> {
        var dialogue = client(arrival, .none)
        dialogue.server("+OK hello")
        dialogue.server("+OK")
        for line in capabilities { dialogue.server(line) }
        dialogue.server(".")
        dialogue.server("+OK")
        dialogue.server("+OK 2 mails")
        _ = dialogue.said()
        return dialogue
    }
}
