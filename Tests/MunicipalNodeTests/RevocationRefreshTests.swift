import Certificates
import Exchange
import Foundation
import Logging
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("The message server's fetched revocation lists")
struct RevocationRefreshTests {
    private static let start = Installation.now
    private static let month: TimeInterval = 30 * 86_400

    /// The time, and the host that gives the lists.
    private final class Host: Sendable {
        private let state = Mutex((now: start, lists: [String: [UInt8]](), asked: [String]()))

        var now: Date { state.withLock { $0.now } }
        var asked: [String] { state.withLock { $0.asked } }

        func move(to now: Date) { state.withLock { $0.now = now } }

        /// By path; none while it is away.
        func publish(_ lists: [String: [UInt8]]) { state.withLock { $0.lists = lists } }

        @Sendable func get(_ url: URL) throws -> [UInt8] {
            try state.withLock { state in
                state.asked.append(url.path)
                guard let list = state.lists[url.path] else { throw URLError(.cannotConnectToHost) }
                return list
            }
        }
    }

    /// A server's lists, and a partner whose issuers publish theirs.
    private struct Stage {
        let host = Host()
        let authority: SyntheticAuthority
        /// Publishes at the same addresses.
        let second: SyntheticAuthority
        let partner: Certificate
        let other: Certificate
        let stranger: Certificate
        let refresh: RevocationRefresh
        let trust: PartnerTrust
        private let directory: ScratchDirectory

        init() throws {
            directory = try ScratchDirectory()
            authority = try SyntheticAuthority(name: "Utsteder", now: start, crlBase: "http://crl.example")
            second = try SyntheticAuthority(name: "Annen utsteder", now: start, crlBase: "http://crl.example")
            stranger = try second.issue(SyntheticOrganisations.hospital, purpose: .signing, now: start).certificate
            partner = try authority.issue(SyntheticOrganisations.hospital, purpose: .signing, now: start).certificate
            other = try authority.issue(Installation.organisation, purpose: .signing, now: start).certificate
            for name in ["trust", "crl"] { mkdir(directory.path(name), 0o700) }
            for (number, issuer) in [authority, second].flatMap({ [$0.certificate] + $0.intermediates }).enumerated() {
                try directory.write(issuer.pem, to: "trust/\(number).pem")
            }
            try directory.write(Array("schemaVersion: 1\nparties: []\n".utf8), to: "register.yaml")
            let configuration = try Configuration.read(
                yaml: """
                    dataDirectory: data
                    masterKeyFile: master.key
                    controlSocket: run/s
                    allowedHosts: [127.0.0.1]
                    trustStore: trust
                    revocation: {directory: crl, required: true, allowedHosts: [crl.example]}
                    addressRegister: {file: register.yaml}
                    mailServers:
                      m: {smtp: {host: 127.0.0.1, port: 25, tls: none}, pop3: {host: 127.0.0.1, port: 110, tls: none}}
                    mailboxes:
                      post: {server: m, ediAddress: nord@edi.example, user: u, passwordFile: pw}

                    """, file: directory.path("budstikke.yaml"), environment: [:])
            let equipment = try NodeEquipment.read(
                configuration, clock: .system(), group: MultiThreadedEventLoopGroup.singleton)
            trust = equipment.trust
            let host = host
            refresh = RevocationRefresh(
                equipment: NodeEquipmentBox(equipment), clock: { host.now },
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, pulse: NodePulse().loop("lists"),
                fetch: host.get)
        }

        func lists(at time: Date, revoking revoked: [Certificate] = []) throws -> [String: [UInt8]] {
            try [
                "/issuing.crl": authority.revocationList(revoking: revoked, now: time, lasting: month),
                "/root.crl": authority.rootRevocationList(now: time, lasting: month),
            ]
        }

        func verdict(on certificate: Certificate? = nil) -> String {
            switch trust.verdict(on: certificate ?? partner, for: .signing, of: nil, at: host.now) {
            case .trusted: "trusted"
            case .refused(let refusal):
                switch refusal.code {
                case .revoked: "revoked"
                case .revocationUnknown: "unknown"
                default: "\(refusal)"
                }
            }
        }
    }

    @Test("T-036 a host that is away does not take the list it gave before: it counts until it is out of date")
    func away() async throws {
        let stage = try Stage()
        #expect(stage.verdict() == "unknown")
        await stage.refresh.refresh()
        #expect(stage.verdict() == "unknown")
        stage.host.publish(try stage.lists(at: Self.start))
        await stage.refresh.refresh()
        #expect(stage.verdict() == "trusted")
        stage.host.publish([:])
        for days in [1.0, 29] {
            stage.host.move(to: Self.start + days * 86_400)
            await stage.refresh.refresh()
            #expect(stage.verdict() == "trusted")
            #expect(stage.refresh.status?.failed == ["http://crl.example/issuing.crl", "http://crl.example/root.crl"])
        }
        stage.host.move(to: Self.start + Self.month + 1)
        await stage.refresh.refresh()
        #expect(stage.verdict() == "unknown")
    }

    @Test("T-036 an older list that is played back does not take back a revocation; a newer one counts")
    func playedBack() async throws {
        let stage = try Stage()
        let clean = try stage.lists(at: Self.start)
        stage.host.publish(clean)
        _ = stage.verdict()
        await stage.refresh.refresh()
        #expect(stage.verdict() == "trusted")
        stage.host.publish(try stage.lists(at: Self.start + 60, revoking: [stage.partner]))
        stage.host.move(to: Self.start + 120)
        await stage.refresh.refresh()
        #expect(stage.verdict() == "revoked")
        stage.host.publish(clean)
        await stage.refresh.refresh()
        #expect(stage.verdict() == "revoked")
        #expect(stage.refresh.status?.failed.contains("http://crl.example/issuing.crl") == true)
        stage.host.publish(try stage.lists(at: Self.start + 90))
        await stage.refresh.refresh()
        #expect(stage.verdict() == "trusted")
    }

    @Test("the list of an issuer of many partners is fetched once in a round")
    func once() async throws {
        let stage = try Stage()
        stage.host.publish(try stage.lists(at: Self.start))
        _ = (stage.verdict(), stage.verdict(on: stage.other))
        await stage.refresh.refresh()
        #expect(stage.host.asked.sorted() == ["/issuing.crl", "/root.crl"])
        #expect(stage.verdict() == "trusted" && stage.verdict(on: stage.other) == "trusted")
    }

    @Test("T-036 a list that is no list of one partner's issuer is asked for again for a partner of another issuer")
    func notGenuine() async throws {
        let stage = try Stage()
        stage.host.publish([
            "/issuing.crl": try stage.second.revocationList(now: Self.start),
            "/root.crl": try stage.second.rootRevocationList(now: Self.start),
        ])
        _ = (stage.verdict(), stage.verdict(on: stage.other), stage.verdict(on: stage.stranger))
        await stage.refresh.refresh()
        #expect(stage.verdict(on: stage.stranger) == "trusted" && stage.verdict() == "unknown")
        #expect(stage.host.asked.count <= 4, "once for each issuer, however many partners it has")
    }

    @Test("T-036 a list dated ahead is no list yet: the one before it counts, and the corrected one is taken at once")
    func datedAhead() async throws {
        let stage = try Stage()
        stage.host.publish(try stage.lists(at: Self.start))
        _ = stage.verdict()
        await stage.refresh.refresh()
        stage.host.publish(try stage.lists(at: Self.start + 365 * 86_400))
        stage.host.move(to: Self.start + 60)
        await stage.refresh.refresh()
        #expect(stage.verdict() == "trusted")
        #expect(stage.refresh.status?.failed == ["http://crl.example/issuing.crl", "http://crl.example/root.crl"])
        stage.host.publish(try stage.lists(at: Self.start + 60, revoking: [stage.partner]))
        await stage.refresh.refresh()
        #expect(stage.verdict() == "revoked" && stage.refresh.status?.failed == [])
    }
}
