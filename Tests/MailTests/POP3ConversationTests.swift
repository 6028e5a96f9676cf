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

    @Test("a mail over the limit is not fetched; one that lied about its size is read past", arguments: Arrival.allCases)
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

    @Test("STLS comes first, and nothing may come between it and the handshake")
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
            ("-ERR [SYS/TEMP] disk", .serviceUnavailable, .retry), ("-ERR [LOGIN-DELAY] x", .serviceUnavailable, .retry),
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

@Suite("POP3, the server's side")
struct POP3ServerConversationTests {
    @Test("a whole session sent in one flight is answered in order", arguments: Arrival.allCases)
    func pipelined(arrival: Arrival) {
        var dialogue = server(arrival)
        dialogue.client(
            "USER u", "PASS p", "STAT", "LIST", "UIDL 2", "RETR 1", "TOP 2 0", "DELE 1", "LIST", "RSET", "LIST 1", "DELE 2",
            "DELE 2", "RETR 3", "NOOP", "QUIT", "STAT")
        #expect(
            dialogue.said() == "+OK mx.example POP3|+OK|+OK 2 mails|+OK 2 30|+OK|1 10|2 20|.|+OK 2 b|"
                + "+OK 8 octets|..a@nil|.|+OK 6 octets|..b@0|.|+OK deleted at QUIT|+OK|2 20|.|+OK|"
                + "+OK 1 10|+OK deleted at QUIT|-ERR no such mail|-ERR no such mail|+OK|+OK good-bye|")
        #expect(dialogue.isClosed && dialogue.removed == [["b"]])
    }

    @Test("without QUIT nothing is removed; before the log-in QUIT removes nothing")
    func removesAtQuitOnly() {
        var dialogue = server(.whole)
        dialogue.client("USER u", "PASS p", "DELE 1")
        #expect(dialogue.removed.isEmpty)
        var early = server(.whole)
        early.client("QUIT")
        #expect(early.removed.isEmpty && early.isClosed)
        var failing = server(.whole, removes: false)
        failing.client("USER u", "PASS p", "DELE 1", "QUIT")
        #expect(failing.said().hasSuffix("-ERR [SYS/TEMP] some deleted mails are still there|"))
    }

    @Test(
        "commands out of place or malformed are refused",
        arguments: ["PASS p", "STAT", "RETR 1", "LIST", "BOO", "", "USER", "STLS", "QUIT now", "USER \u{7F}"])
    func refuses(line: String) {
        var dialogue = server(.whole)
        _ = dialogue.said()
        dialogue.client(line)
        #expect(dialogue.said().hasPrefix("-ERR") && dialogue.questions.isEmpty)
    }

    @Test("numbers that name no mail are refused", arguments: ["0", "-1", "3", "x", "1 1", "99999999999999999999"])
    func refusesNumbers(number: String) {
        var dialogue = server(.whole)
        dialogue.client("USER u", "PASS p")
        _ = dialogue.said()
        for command in ["RETR", "DELE", "LIST", "UIDL"] { dialogue.client("\(command) \(number)") }
        #expect(dialogue.said().split(separator: "|").allSatisfy { $0.hasPrefix("-ERR") })
    }

    @Test("a bare line feed, a long line and too many mistakes end the session")
    func limits() {
        for input in ["STAT\n", String(repeating: "x", count: 5000), String(repeating: "BOO\r\n", count: 21)] {
            var dialogue = server(.whole)
            dialogue.client(bytes: bytes(input))
            #expect(dialogue.isClosed)
        }
    }

    @Test("no password over the network without TLS; nothing may follow STLS")
    func startTLS() {
        var dialogue = server(.whole) {
            $0.isLoopback = false
            $0.offersTLS = true
        }
        dialogue.client("USER u")
        #expect(dialogue.said().hasSuffix("-ERR TLS first|"))
        dialogue.client("STLS")
        #expect(dialogue.wantsTLS)
        dialogue.secured()
        dialogue.client("USER u", "PASS p")
        #expect(dialogue.said().hasSuffix("+OK 2 mails|"))
        var injected = server(.whole) { $0.offersTLS = true }
        injected.client("STLS", "USER u")
        #expect(injected.isClosed && !injected.wantsTLS)
    }

    private func server(
        _ arrival: Arrival, removes: Bool = true, _ change: (inout POP3ServerConversation.Settings) -> Void = { _ in }
    ) -> ServerDialogue<POP3ServerConversation> {
        var settings = POP3ServerConversation.Settings(
            hostName: "mx.example", limits: .init(), offersTLS: false, isSecure: false, isLoopback: true)
        change(&settings)
        return ServerDialogue(POP3ServerConversation(settings), arrival: arrival) { question in
            switch question {
            case .open(let user, let password):
                user == "u" && password == "p"
                    ? .maildrop([.init(uid: "a", size: 10), .init(uid: "b", size: 20)]) : .refused("[AUTH] no")
            case .content(let uid, let lines):
                .content(bytes(".\(uid)@\(lines.map(String.init) ?? "nil")\r\n"))
            case .remove: removes ? .done : .refused("no")
            }
        }
    }
}

extension ServerDialogue where Conversation == POP3ServerConversation {
    var removed: [[String]] {
        questions.compactMap { if case .remove(let uids) = $0 { uids } else { nil } }
    }
}
