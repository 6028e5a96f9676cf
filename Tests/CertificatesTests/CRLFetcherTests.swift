import Certificates
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Fetching revocation lists")
struct CRLFetcherTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let authority: SyntheticAuthority
    private let chain: CertificateChain
    private let issuing: [UInt8]
    private let root: [UInt8]

    init() throws {
        authority = try SyntheticAuthority(name: "Prøve", now: now, crlBase: "http://crl.example")
        let identity = try authority.issue(SyntheticOrganisations.hospital, purpose: .signing, now: now)
        chain = try authority.trustStore.chain(identity.certificate, at: now).get()
        issuing = try authority.revocationList(now: now)
        root = try authority.rootRevocationList(now: now)
    }

    @Test("both lists of the path are fetched, each address once, and clear the certificate")
    func fetched() async throws {
        let asked = Mutex<[String]>([])
        let fetcher = CRLFetcher(allowedHosts: ["crl.example"]) { [issuing, root] url in
            asked.withLock { $0.append(url.absoluteString) }
            return url.path == "/root.crl" ? root : issuing
        }
        var lists = RevocationLists(required: true)
        for (_, outcome) in await fetcher.lists(for: chain) {
            if case .fetched(let list) = outcome { lists.add(list) }
        }
        #expect(asked.withLock { $0 } == ["http://crl.example/issuing.crl", "http://crl.example/root.crl"])
        let verdict = authority.trustStore.verify(chain.certificates[0], at: now, revocation: lists)
        #expect(verdict == .trusted(chain: chain.certificates))
    }

    @Test("T-034 there is no chain, and so nothing is fetched, for a stranger's certificate")
    func stranger() throws {
        let other = try SyntheticAuthority(
            name: "Annen", now: now, crlBase: "http://169.254.169.254", keys: SyntheticKeys.ofThisProcess)
        let forged = try other.issue(SyntheticOrganisations.stranger, purpose: .signing, now: now).certificate
        #expect(
            authority.trustStore.chain(forged, intermediates: other.intermediates + [other.certificate], at: now)
                == .failure(ChainRefusal(.untrusted)))
    }

    @Test(
        "M-071 only allow-listed hosts and ports are called",
        arguments: [
            ("http://crl.example", "crl.example", true), ("http://CRL.example", "crl.example", true),
            ("https://crl.example", "crl.example", true), ("http://crl.example:80", "crl.example", true),
            ("http://crl.example:8080", "crl.example:8080", true), ("http://crl.example:8080", "crl.example", false),
            ("http://crl.example.evil.example", "crl.example", false), ("http://evil.example", "crl.example", false),
            ("http://crl.example@evil.example", "crl.example", false),
            ("http://user:x@crl.example", "crl.example", false),
            ("http://127.0.0.1", "crl.example", false),
        ])
    func hosts(base: String, allowed: String, called: Bool) async throws {
        let authority = try SyntheticAuthority(name: "Prøve", now: now, crlBase: base)
        let identity = try authority.issue(SyntheticOrganisations.hospital, purpose: .signing, now: now)
        let chain = try authority.trustStore.chain(identity.certificate, at: now).get()
        let calls = Mutex(0)
        let fetcher = CRLFetcher(allowedHosts: [allowed]) { _ in
            calls.withLock { $0 += 1 }
            return []
        }
        let outcomes = await fetcher.lists(for: chain).map(\.outcome)
        #expect(outcomes == Array(repeating: called ? .notGenuine : .hostNotAllowed, count: 2))
        #expect(calls.withLock { $0 } == (called ? 2 : 0))
    }

    @Test("a list too large, of someone else, no list, and no answer each have their outcome")
    func outcomes() async throws {
        let other = try SyntheticAuthority(name: "Annen", now: now).revocationList(now: now)
        let small = CRLFetcher.Limits(maximumBytes: 10, timeout: .seconds(60))
        let tooLarge = await outcome(of: small) { [issuing] in issuing }
        let foreign = await outcome { other }
        let page = await outcome { Array("<html>".utf8) }
        let silence = await outcome { throw CancellationError() }
        #expect([tooLarge, foreign, page, silence] == [.tooLarge, .notGenuine, .notGenuine, .unreachable])
    }

    @Test("a server that never answers is given up after the time limit")
    func timeout() async {
        let limits = CRLFetcher.Limits(maximumBytes: 1000, timeout: .zero)
        let outcome = await outcome(of: limits) {
            while !Task.isCancelled { await Task.yield() }
            throw CancellationError()
        }
        #expect(outcome == .timedOut)
    }

    private func outcome(
        of limits: CRLFetcher.Limits = .standard, _ answer: @escaping @Sendable () async throws -> [UInt8]
    ) async -> CRLFetcher.Outcome? {
        let fetcher = CRLFetcher(allowedHosts: ["crl.example"], limits: limits) { _ in try await answer() }
        return await fetcher.lists(for: chain).first?.outcome
    }
}
