import Testing

@testable import Mail

@Suite("POP3, the server's side")
struct POP3ServerConversationTests {
    @Test("a whole session sent in one flight is answered in order", arguments: Arrival.allCases)
    func pipelined(arrival: Arrival) {
        var dialogue = server(arrival)
        dialogue.client(
            "USER u", "PASS p", "STAT", "LIST", "UIDL 2", "RETR 1", "TOP 2 0", "DELE 1", "LIST", "RSET", "LIST 1",
            "DELE 2",
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

    @Test("T-055 no password over the network without TLS; nothing may follow STLS")
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
