import Identifiers
import Testing

@testable import Mail

@Suite("Where mail may go")
struct AddressingTests {
    @Test("M-071 only the listed hosts are allowed")
    func allowedHosts() {
        let allowed = AllowedHosts(["smtp.edi.example", ".nett.example", "10.1.2.3"])
        for host in ["smtp.edi.example", "SMTP.EDI.EXAMPLE", "a.nett.example", "b.a.nett.example", "10.1.2.3"] {
            #expect(throws: Never.self) { try allowed.check(host) }
        }
        for host in [
            "", "edi.example", "x.smtp.edi.example", "nett.example", ".nett.example", "evilnett.example", "10.1.2.30",
            "smtp.edi.example.evil.example", "a.nett.example.", "127.0.0.1", "localhost",
        ] {
            #expect(throws: MailError(.hostNotAllowed, .hold)) { try allowed.check(host) }
        }
        #expect(!AllowedHosts(["", "."]).allows("a"))
    }

    @Test("loopback is this machine and nothing that looks like it")
    func loopback() {
        for host in ["localhost", "127.0.0.1", "127.9.9.9", "::1"] { #expect(Loopback.contains(host)) }
        for host in ["127.0.0.1.example", "localhost.example", "127.0.0", "128.0.0.1", "127.0.0.256", ""] {
            #expect(!Loopback.contains(host))
        }
    }

    @Test("an error tells its code and nothing that the server could have put there unprintable or long")
    func errors() {
        let line = "no\r\nway\u{1B}[31m" + String(repeating: "x", count: 300)
        let error = MailError(.refusedForGood, .permanent, serverLine: line)
        #expect(error.serverLine?.utf8.count == 200)
        #expect(error.serverLine?.utf8.allSatisfy { (32...126).contains($0) } == true)
        #expect(!error.description.contains("way"))
    }

    @Test("credentials are printed nowhere")
    func credentials() {
        let credentials = MailCredentials(user: "user-name", password: "pass-word")
        let address = MailServerAddress(host: "h.example", port: 1, protection: .implicit, credentials: credentials)
        for text in [String(describing: credentials), String(reflecting: credentials), "\(address)"] {
            #expect(!text.contains("pass-word") && !text.contains("user-name"))
        }
    }
}
