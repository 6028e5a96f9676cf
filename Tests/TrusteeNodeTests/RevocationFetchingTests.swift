import Certificates
import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceNode
import Synchronization
import TestSupport
import Testing

@testable import TrusteeNode

@Suite("Revocation lists that are fetched")
struct RevocationFetchingTests {
    private static let now = Installation.now
    private static let base = "http://crl.example"

    /// Issuers whose lists are published, and what is fetched of them.
    private final class Published: Sendable {
        let authority: SyntheticAuthority
        let signer: SyntheticAuthority.Identity
        private let state = Mutex<(lists: [String: [UInt8]], asked: [String])>(([:], []))

        init() throws {
            authority = try SyntheticAuthority(name: "Prøve", now: now, crlBase: base)
            signer = try authority.issue(Installation.north, purpose: .signing, now: now)
        }

        var asked: [String] { state.withLock { $0.asked } }

        func publish(revoking revoked: [Certificate] = []) throws {
            let lists = try [
                "\(base)/issuing.crl": authority.revocationList(revoking: revoked, now: now),
                "\(base)/root.crl": authority.rootRevocationList(now: now),
            ]
            state.withLock { $0.lists = lists }
        }

        func put(_ bytes: [UInt8]) { state.withLock { $0.lists = ["\(base)/issuing.crl": bytes] } }

        @Sendable func get(_ url: URL) throws -> [UInt8] {
            try state.withLock { state in
                state.asked.append(url.absoluteString)
                guard let list = state.lists[url.absoluteString] else { throw CancellationError() }
                return list
            }
        }

        func verdict(_ folder: RevocationFolder) -> ChainVerdict {
            authority.trustStore.verify(
                signer.certificate, at: now, revocation: folder.current, purpose: .signing)
        }
    }

    private func scene(hosts: Set<String> = ["crl.example"]) throws -> (
        Published, RevocationFolder, RevocationFetching
    ) {
        let published = try Published()
        let folder = RevocationFolder(try ScratchDirectory().path("none"), required: true)
        let trust = published.authority.trustStore
        let fetching = RevocationFetching(
            folder, trust: trust, allowedHosts: hosts, log: Installation.log, fetch: published.get)
        return (published, folder, fetching)
    }

    private func code(_ verdict: ChainVerdict) -> ChainRefusal.Code? {
        if case .refused(let refusal) = verdict { refusal.code } else { nil }
    }

    private func isRevoked(_ verdict: ChainVerdict) -> Bool {
        if case .revoked = code(verdict) { true } else { false }
    }

    @Test("T-036 who is held for want of a list is trusted once it has been fetched from the allowed host")
    func fetched() async throws {
        let (published, folder, fetching) = try scene()
        #expect(code(published.verdict(folder)) == .revocationUnknown)
        await fetching.held(published.signer.certificate, now: Self.now)
        // Nothing is published: held still, and never valid by default.
        #expect(code(published.verdict(folder)) == .revocationUnknown)
        try published.publish()
        await fetching.held(published.signer.certificate, now: Self.now + 29)
        #expect(code(published.verdict(folder)) == .revocationUnknown)
        await fetching.held(published.signer.certificate, now: Self.now + 30)
        #expect(code(published.verdict(folder)) == nil)
        folder.reload()
        #expect(code(published.verdict(folder)) == nil)
    }

    @Test("a newer list takes the older one's place, and one that cannot be fetched leaves it")
    func renewed() async throws {
        let (published, folder, fetching) = try scene()
        try published.publish()
        await fetching.held(published.signer.certificate, now: Self.now)
        try published.publish(revoking: [published.signer.certificate])
        await fetching.refresh(now: Self.now + 300)
        #expect(isRevoked(published.verdict(folder)))
        // An older list is genuine too, and gives nobody their trust back.
        published.put(try published.authority.revocationList(now: Self.now - 60))
        await fetching.refresh(now: Self.now + 450)
        #expect(isRevoked(published.verdict(folder)))
        published.put(Array("no list".utf8))
        await fetching.refresh(now: Self.now + 600)
        #expect(isRevoked(published.verdict(folder)))
    }

    @Test(
        "a host that is not allowed is not asked, a stranger's certificate neither, and another issuer's list counts not"
    )
    func refused() async throws {
        let (published, folder, fetching) = try scene(hosts: ["other.example"])
        try published.publish()
        await fetching.held(published.signer.certificate, now: Self.now)
        #expect(published.asked.isEmpty)
        #expect(code(published.verdict(folder)) == .revocationUnknown)

        let (own, ownFolder, ownFetching) = try scene()
        let stranger = try SyntheticAuthority(name: "Fremmed", now: Self.now, crlBase: Self.base)
        await ownFetching.held(
            try stranger.issue(Installation.north, purpose: .signing, now: Self.now).certificate, now: Self.now)
        #expect(own.asked.isEmpty)
        own.put(try stranger.revocationList(now: Self.now))
        await ownFetching.held(own.signer.certificate, now: Self.now)
        #expect(own.asked.contains("\(Self.base)/issuing.crl"))
        #expect(code(own.verdict(ownFolder)) == .revocationUnknown)
    }

    @Test("over a real line a list comes whole; a redirect is not followed, an error page or more than 20 MB not taken")
    func line() async throws {
        let list = try SyntheticAuthority(name: "Prøve", now: Self.now).revocationList(now: Self.now)
        let written = Mutex(0)
        let responder = CallbackResponder { (request: Request, _: HTTPRequestContext) in
            switch request.uri.path {
            case "/list.crl": Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: list)))
            case "/moved.crl": Response(status: .found, headers: [.location: "/list.crl"])
            case "/endless.crl":
                Response(
                    status: .ok,
                    body: ResponseBody { writer in
                        for _ in 0..<3000 {
                            try await writer.write(ByteBuffer(repeating: 0, count: 1_000_000))
                            written.withLock { $0 += 1 }
                        }
                        try await writer.finish(nil)
                    })
            default: Response(status: .notFound)
            }
        }
        let listener = HTTPListener(
            settings: HTTPListenerSettings(host: "127.0.0.1", port: 0), responder: responder, log: Installation.log)
        try await running { told in
            try await listener.run { told($0.port ?? 0) }
        } use: { port in
            func get(_ path: String) async throws -> [UInt8] {
                try await RevocationFetching.get(URL(string: "http://127.0.0.1:\(port)/\(path)")!)
            }
            let got = try await get("list.crl")
            #expect(got == list)
            await #expect(throws: (any Error).self) { try await get("moved.crl") }
            await #expect(throws: (any Error).self) { try await get("none.crl") }
            await #expect(throws: (any Error).self) { try await get("endless.crl") }
            // What the sockets hold comes on top of the 20 MB that a list may have.
            #expect(written.withLock { $0 } < 200)
        }
    }
}
