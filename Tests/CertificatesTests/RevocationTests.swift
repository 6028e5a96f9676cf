import Certificates
import Foundation
import TestSupport
import Testing

@Suite("Revocation lists")
struct RevocationTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let authority: SyntheticAuthority
    private let certificate: Certificate

    init() throws {
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        certificate = try authority.issue(SyntheticOrganisations.hospital, purpose: .signing, now: now).certificate
    }

    @Test("T-035 a revoked certificate is refused with the time, required or not; its neighbour is not")
    func revoked() throws {
        let neighbour = try authority.issue(SyntheticOrganisations.hospital, purpose: .encryption, now: now).certificate
        for required in [true, false] {
            let lists = try RevocationLists(required: required)
                .adding(crlDER: authority.revocationList(revoking: [certificate], now: now - 60))
                .adding(crlDER: authority.rootRevocationList(now: now - 60))
            #expect(code(of: certificate, lists) == .revoked(at: now - 60))
            #expect(code(of: neighbour, lists) == nil)
        }
    }

    @Test("a withdrawn issuing authority takes its certificates along")
    func revokedAuthority() throws {
        let lists = try RevocationLists(required: true)
            .adding(crlDER: authority.revocationList(now: now))
            .adding(crlDER: authority.rootRevocationList(revoking: authority.intermediates, now: now))
        #expect(code(of: certificate, lists) == .revoked(at: now))
    }

    @Test("T-036 without a list the answer is unknown, which holds; not required, it passes")
    func missing() throws {
        let none = RevocationLists(required: true)
        #expect(code(of: certificate, none) == .revocationUnknown)
        #expect(ChainRefusal(.revocationUnknown).isTemporary && !ChainRefusal(.untrusted).isTemporary)
        #expect(code(of: certificate, RevocationLists(required: false)) == nil)
        let issuingOnly = try none.adding(crlDER: authority.revocationList(now: now))
        #expect(code(of: certificate, issuingOnly) == .revocationUnknown)
        let both = try issuingOnly.adding(crlDER: authority.rootRevocationList(now: now))
        #expect(code(of: certificate, both) == nil)
    }

    @Test("T-036 a stale list is unknown, counts within the tolerance, and still revokes")
    func stale() throws {
        let old = now - 10 * 86_400
        func lists(revoking: [Certificate], tolerance: TimeInterval) throws -> RevocationLists {
            try RevocationLists(required: true, staleTolerance: tolerance)
                .adding(crlDER: authority.revocationList(revoking: revoking, now: old, lasting: 9 * 86_400))
                .adding(crlDER: authority.rootRevocationList(now: old, lasting: 30 * 86_400))
        }
        #expect(code(of: certificate, try lists(revoking: [], tolerance: 0)) == .revocationUnknown)
        #expect(code(of: certificate, try lists(revoking: [], tolerance: 86_399)) == .revocationUnknown)
        #expect(code(of: certificate, try lists(revoking: [], tolerance: 86_400)) == nil)
        let revoking = try lists(revoking: [certificate], tolerance: 0)
        #expect(code(of: certificate, revoking) == .revoked(at: old))
    }

    @Test("a list from the future does not count")
    func future() throws {
        for required in [true, false] {
            let lists = try RevocationLists(required: required)
                .adding(crlDER: authority.revocationList(now: now + 3600))
                .adding(crlDER: authority.rootRevocationList(now: now))
            #expect(code(of: certificate, lists) == (required ? .revocationUnknown : nil))
        }
    }

    @Test("T-035 a list signed by someone else neither clears nor revokes, and does not hide the genuine one")
    func forged() throws {
        let other = try SyntheticAuthority(name: "Prøve", now: now, keys: SyntheticKeys())
        let root = try authority.rootRevocationList(now: now)
        let clearing = try RevocationLists(required: true)
            .adding(crlDER: other.revocationList(now: now)).adding(crlDER: root)
        #expect(code(of: certificate, clearing) == .revocationUnknown)
        let revoking = try RevocationLists(required: true)
            .adding(crlDER: other.revocationList(revoking: [certificate], now: now + 0)).adding(crlDER: root)
            .adding(crlDER: authority.revocationList(now: now - 3600))
        #expect(code(of: certificate, revoking) == nil)
        let hiding = try RevocationLists(required: true)
            .adding(crlDER: other.revocationList(now: now)).adding(crlDER: root)
            .adding(crlDER: authority.revocationList(revoking: [certificate], now: now - 3600))
        #expect(code(of: certificate, hiding) == .revoked(at: now - 3600))
    }

    @Test("a changed byte makes a list worthless or unreadable")
    func tampering() throws {
        let der = try authority.revocationList(revoking: [], now: now)
        let root = try authority.rootRevocationList(now: now)
        for index in der.indices {
            var changed = der
            changed[index] ^= 1
            guard let lists = try? RevocationLists(required: true).adding(crlDER: changed).adding(crlDER: root)
            else { continue }
            #expect(code(of: certificate, lists) == .revocationUnknown)
        }
        #expect(throws: CertificateError.unreadableRevocationList) { try RevocationList(der + [0]) }
        #expect(throws: CertificateError.unreadableRevocationList) { try RevocationList([]) }
    }

    @Test("lists are loaded from a directory, DER and PEM; what is no list is named")
    func directory() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(authority.revocationList(revoking: [certificate], now: now), to: "issuing.crl")
        try scratch.write(authority.rootRevocationList(now: now), to: "root.der")
        try await Command.run(
            "openssl",
            ["crl", "-inform", "DER", "-in", "root.der", "-outform", "PEM", "-out", "root.crl"], in: scratch)
        try scratch.write([1, 2, 3], to: "broken.crl")
        var lists = RevocationLists(required: true)
        #expect(try lists.load(directory: scratch.path) == ["broken.crl"])
        #expect(lists.lists.map(\.count) == [1, 0])
        #expect(lists.nextUpdate == now + 7 * 86_400)
        #expect(code(of: certificate, lists) == .revoked(at: now))
        var small = RevocationLists(required: true)
        #expect(try small.load(directory: scratch.path, maximumBytes: 10) == ["broken.crl", "issuing.crl", "root.crl"])
        #expect(small.lists.isEmpty)
    }

    private func code(of certificate: Certificate, _ lists: RevocationLists) -> ChainRefusal.Code? {
        if case .refused(let refusal) = authority.trustStore.verify(certificate, at: now, revocation: lists) {
            refusal.code
        } else {
            nil
        }
    }
}
