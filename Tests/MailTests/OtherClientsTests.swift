import Foundation
import Identifiers
import TestSupport
import Testing

@testable import Mail

/// The exchange must get on with clients that are not ours.
@Suite("Other clients against the exchange")
struct OtherClientsTests {
    private static let bob = LoopbackExchange.bob

    @Test("swaks sends with STARTTLS and log-in, and without", .enabled(if: exists("/usr/bin/swaks")))
    func swaks() async throws {
        try await LoopbackExchange.run(tls: try await .make()) { loopback in
            let port = loopback.exchange.port(.smtp) ?? 0
            let common = [
                "--server", "127.0.0.1:\(port)", "--from", "alice@a.example", "--to", Self.bob.text, "--timeout", "10",
                "--body", ".dot\n..two", "--header", "Subject: 7",
            ]
            let plain = try await Command.run("/usr/bin/swaks", common + ["--pipeline"])
            #expect(plain.status == 0, "\(plain.errorText)")
            for mechanism in ["PLAIN", "LOGIN"] {
                let secured = try await Command.run(
                    "/usr/bin/swaks",
                    common + [
                        "--tls", "--auth", mechanism, "--auth-user", "alice@a.example", "--auth-password",
                        LoopbackExchange.password,
                    ])
                #expect(secured.status == 0, "\(secured.errorText)")
            }
            let wrong = try await Command.run(
                "/usr/bin/swaks",
                common + ["--auth", "PLAIN", "--auth-user", "alice@a.example", "--auth-password", "wrong"])
            #expect(wrong.status != 0)
            let mails = loopback.exchange.mails(in: Self.bob)
            #expect(mails.map(subject) == [7, 7, 7])
            #expect(mails.allSatisfy { String(decoding: $0, as: UTF8.self).contains("\r\n.dot\r\n..two\r\n") })
        }
    }

    @Test(
        "curl sends by SMTP and SMTPS, lists, fetches and deletes by POP3 and POP3S",
        .enabled(if: exists("/usr/bin/curl")))
    func curl() async throws {
        let tls = try await TestTLS.make()
        try await LoopbackExchange.run(tls: tls) { loopback in
            let file = FileManager.default.temporaryDirectory.appending(path: "mail-\(UUID().uuidString).eml").path
            try Data(numbered(1, body: ".dot\r\n.").data).write(to: URL(filePath: file))
            defer { try? FileManager.default.removeItem(atPath: file) }
            let user = "\(Self.bob.text):\(LoopbackExchange.password)"
            func curl(_ listener: MailListener, _ path: String, _ arguments: [String]) async throws -> String {
                let url = "\(listener.rawValue)://127.0.0.1:\(loopback.exchange.port(listener) ?? 0)\(path)"
                let result = try await Command.run(
                    "/usr/bin/curl",
                    ["-sS", "--max-time", "20", "--cacert", tls.certificateFile, url] + arguments)
                #expect(result.status == 0, "\(result.errorText)")
                return result.text
            }
            let send = ["--mail-from", "alice@a.example", "--mail-rcpt", Self.bob.text, "-T", file]
            _ = try await curl(.smtp, "", send)
            _ = try await curl(.smtp, "", send + ["--ssl-reqd", "--user", user])
            _ = try await curl(.smtps, "", send + ["--user", user])
            #expect(try await curl(.pop3, "/", ["--user", user]).split(separator: "\r\n").count == 3)
            #expect(try await curl(.pop3s, "/", ["--user", user]).split(separator: "\r\n").count == 3)
            let mail = try await curl(.pop3, "/2", ["--ssl-reqd", "--user", user])
            #expect(mail.hasSuffix("\r\n\r\n.dot\r\n.\r\n"))
            let uidl = try await curl(.pop3, "", ["--user", user, "-X", "UIDL"])
            #expect(
                uidl.split(separator: "\r\n").map { $0.split(separator: " ").last.map(String.init) }
                    == loopback.exchange.uniqueIDs(in: Self.bob))
            _ = try await curl(.pop3s, "/2", ["--user", user, "-X", "DELE", "-l"])
            #expect(loopback.exchange.mails(in: Self.bob).count == 2)
        }
    }

    private static func exists(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }
}
