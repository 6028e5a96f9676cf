import Certificates
import Foundation
import TestSupport
import Testing

@Suite("Revocation lists from one fetch to the next")
struct FetchedRevocationListsTests {
    private static let address = "http://crl.example/issuing.crl"
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let authority: SyntheticAuthority
    private let signer: Certificate

    init() throws {
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        signer = try authority.issue(SyntheticOrganisations.hospital, purpose: .signing, now: now).certificate
    }

    private func list(at time: Date, revoking revoked: [Certificate] = []) throws -> RevocationList {
        try RevocationList(authority.revocationList(revoking: revoked, now: time))
    }

    @Test("T-036 a newer list takes the older one's place, and an older one that is played back never the newer one's")
    func newest() throws {
        var fetched = FetchedRevocationLists()
        let (clean, revoking) = (try list(at: now), try list(at: now + 60, revoking: [signer]))
        let taken = [clean, revoking, clean].map { fetched.keep($0, from: Self.address) }
        #expect(taken == [true, true, false])
        #expect(fetched.lists == [revoking])
        let corrected = try list(at: now + 60)
        fetched.keep(corrected, from: Self.address)
        #expect(fetched.lists == [corrected])
    }

    @Test("another issuer's list at the same address leaves the one that is kept")
    func issuers() throws {
        var fetched = FetchedRevocationLists()
        let (issuing, root) = (try list(at: now), try RevocationList(authority.rootRevocationList(now: now + 60)))
        for list in [issuing, root] { fetched.keep(list, from: Self.address) }
        #expect(fetched.lists == [issuing, root])
    }

    @Test("a list is kept until it is out of date, and longer where it is still asked for")
    func forgotten() throws {
        var fetched = FetchedRevocationLists()
        let list = try list(at: now)
        let end = try #require(list.nextUpdate)
        fetched.keep(list, from: Self.address)
        fetched.forget(staleAt: end - 1, except: [])
        #expect(fetched.lists == [list])
        fetched.forget(staleAt: end, except: [Self.address])
        #expect(fetched.lists == [list])
        fetched.forget(staleAt: end, except: ["http://crl.example/other.crl"])
        #expect(fetched.lists.isEmpty)
    }
}
