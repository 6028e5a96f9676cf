import Testing

@testable import Mail

@Suite("SMTP, how the client secures a session and logs in")
struct SMTPClientLoginTests {
    @Test("STARTTLS comes first, then a new EHLO, then the log-in", arguments: Arrival.allCases)
    func startTLS(arrival: Arrival) throws {
        var dialogue = ClientDialogue.smtp(arrival, .startTLS, credentials: MailCredentials(user: "u", password: "p"))
        dialogue.server("220 mx")
        #expect(dialogue.said() == "EHLO me.example|")
        dialogue.server("250-mx", "250-AUTH PLAIN", "250 STARTTLS")
        #expect(dialogue.said() == "STARTTLS|" && !dialogue.wantsTLS)
        dialogue.server("220 go")
        #expect(dialogue.wantsTLS && dialogue.said().isEmpty)
        dialogue.secured()
        #expect(dialogue.said() == "EHLO me.example|")
        dialogue.server("250-mx", "250 AUTH LOGIN PLAIN")
        #expect(dialogue.said() == "AUTH PLAIN AHUAcA==|")
        dialogue.server("235 welcome")
        #expect(dialogue.results.count == 1 && dialogue.errors.isEmpty)
    }

    @Test("T-055 a server that speaks on after 220 is not trusted (injection before the handshake)")
    func startTLSInjection() {
        var dialogue = ClientDialogue.smtp(.whole, .startTLS)
        dialogue.server("220 mx")
        dialogue.server("250 STARTTLS")
        dialogue.server("250-mx", "250 STARTTLS")
        #expect(dialogue.errors == [.tlsNotOffered])
        var other = ClientDialogue.smtp(.whole, .startTLS)
        other.server("220 mx")
        other.server("250-mx", "250 STARTTLS")
        other.server("220 go", "250 injected")
        #expect(other.errors == [.protocolViolation] && other.isClosed && !other.wantsTLS)
    }

    @Test("T-055 no TLS where it is demanded, no password without it: the mail is held")
    func refusesCleartext() {
        var bare = ClientDialogue.smtp(.whole, .startTLS)
        bare.server("220 mx", "250 mx")
        #expect(bare.errors == [.tlsNotOffered] && bare.isClosed && bare.said() == "EHLO me.example|")
        var network = ClientDialogue.smtp(.whole, .networkOnly, credentials: MailCredentials(user: "u", password: "p"))
        network.server("220 mx", "250-mx", "250 AUTH PLAIN LOGIN")
        #expect(network.errors == [.cleartextRefused] && network.said() == "EHLO me.example|")
    }

    @Test("AUTH LOGIN where PLAIN is not offered; a refused log-in is held, a temporary one retried")
    func login() throws {
        var dialogue = ClientDialogue.smtp(
            .whole, .implicit, credentials: MailCredentials(user: "user", password: "pæss"))
        dialogue.server("220 mx", "250-mx", "250 AUTH=LOGIN")
        _ = dialogue.said()
        dialogue.server("334 VXNlcm5hbWU6")
        #expect(dialogue.said() == "dXNlcg==|")
        dialogue.server("334 UGFzc3dvcmQ6")
        #expect(dialogue.said() == "cMOmc3M=|")
        dialogue.server("535 5.7.8 wrong")
        #expect(dialogue.lastError?.code == .authenticationFailed && dialogue.lastError?.consequence == .hold)
        for (offer, code) in [("454 4.7.0 later", MailError.Code.refusedForNow), ("334 more", .protocolViolation)] {
            var other = ClientDialogue.smtp(.whole, .implicit, credentials: MailCredentials(user: "u", password: "p"))
            other.server("220 mx", "250-mx", "250 AUTH PLAIN", offer)
            #expect(other.errors == [code] && other.lastError?.consequence == .retry)
        }
        var none = ClientDialogue.smtp(.whole, .implicit, credentials: MailCredentials(user: "u", password: "p"))
        none.server("220 mx", "250-mx", "250 AUTH GSSAPI")
        #expect(none.errors == [.authenticationNotOffered])
        var unusable = ClientDialogue.smtp(
            .whole, .implicit, credentials: MailCredentials(user: "u", password: "p\r\nDATA"))
        unusable.server("220 mx", "250-mx", "250 AUTH PLAIN")
        #expect(unusable.errors == [.credentialsUnusable])
    }
}
