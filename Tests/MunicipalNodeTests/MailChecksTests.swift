import Foundation
import Testing

@testable import MunicipalNode

@Suite("Doctor on mail servers")
struct MailChecksTests {
    @Test("M-069 U-47 name, route, port, TLS and log-in are a line each, and what fails is the last that is told")
    func network() async throws {
        var network = InventedNetwork()
        #expect(
            try await mail(network).prefix(5).map(\.code)
                == ["mail-name", "mail-route", "mail-port", "mail-tls", "mail-log-in"])
        #expect(try await mail(network).allSatisfy { $0.verdict == .ok })
        network.known = [:]
        #expect(try await mail(network).count == 1, "one host, one line")
        #expect(try await mail(network).first?.code == "mail-name")
        network = InventedNetwork()
        network.own = nil
        #expect(
            try await fault(network)?.request
                == "A route from this machine to 10.0.0.5 (post.kommune.test), over Helsenettet.")
        network = InventedNetwork()
        network.outcome = .silent
        #expect(
            try await fault(network)?.request == "Open TCP port 587 from 10.0.0.1 to 10.0.0.5 (post.kommune.test).")
        network.outcome = .refused
        #expect(try await fault(network)?.code == "mail-port")
        network.outcome = .open(greeting: "HTTP/1.1 400 Bad Request")
        #expect(try await fault(network)?.sentence.contains("no SMTP server") == true)
        network = InventedNetwork()
        network.sending = .logIn
        #expect(try await fault(network)?.code == "mail-log-in")
        #expect(try await fault(network)?.request?.contains("working user and password") == true)
    }

    @Test("an unknown name of the example's is not asked the IT department for")
    func exampleHost() async throws {
        let ground = try Ground(host: "mail.helsenett.example")
        ground.network.known = [:]
        let finding = await MailServerCheck().examine(ground.ground()).first
        #expect(finding?.verdict == .error)
        #expect(finding?.request == nil)
        #expect(finding?.remedy?.contains("example's host") == true)
    }

    @Test("U-47 a TLS certificate that is expired, for another name, or of an unknown issuer is told as just that")
    func certificates() async throws {
        func told(_ change: (inout ShownCertificate) -> Void) async throws -> DoctorFinding? {
            var network = InventedNetwork()
            var shown = try #require(network.certificate)
            change(&shown)
            network.certificate = shown
            return try await mail(network).first { $0.code == "mail-tls" }
        }
        #expect(try await told { $0.names = ["*.kommune.test"] }?.verdict == .ok)
        #expect(try await told { $0.names = ["*.test"] }?.verdict == .error)
        #expect(try await told { $0.names = ["other.example"] }?.sentence.contains("is for other.example") == true)
        #expect(try await told { $0.notAfter = Date() - 60 }?.sentence.contains("expired on") == true)
        #expect(try await told { $0.notAfter = Date() + 5 * 86_400 }?.verdict == .warning)
        #expect(try await told { $0.isTrusted = false }?.request?.contains("root certificate of CN=Utsteder") == true)
        var network = InventedNetwork()
        network.certificate = nil
        #expect(try await fault(network)?.sentence.contains("no TLS connection") == true)
    }

    @Test(
        "a mailbox that cannot be used says why",
        arguments: [
            (MailboxRefusal.logIn, "refuses user or password"), (.tls, "TLS certificate"),
            (.passwordFile, "password file"), (.connection, "cannot be reached"), (.hostNotAllowed, "allowedHosts"),
        ])
    func mailbox(refusal: MailboxRefusal, words: String) async throws {
        let ground = try Ground()
        ground.network.refusal = refusal
        let finding = await MailboxCheck().examine(ground.ground()).first
        #expect(finding?.verdict == .error)
        #expect(finding?.sentence.contains(words) == true)
        ground.network.refusal = .other("mailboxBusy")
        #expect(await MailboxCheck().examine(ground.ground()).first?.verdict == .ok)
    }

    private func mail(_ network: InventedNetwork) async throws -> [DoctorFinding] {
        await MailServerCheck().examine(try Ground(network: network).ground())
    }

    private func fault(_ network: InventedNetwork) async throws -> DoctorFinding? {
        try await mail(network).first { $0.verdict == .error }
    }
}
