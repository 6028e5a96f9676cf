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
        let taken = [clean, revoking, clean].map { fetched.keep($0, from: Self.address, at: now + 90) }
        #expect(taken == [.kept, .kept, .older])
        #expect(fetched.lists == [revoking])
        let corrected = try list(at: now + 60)
        fetched.keep(corrected, from: Self.address, at: now + 90)
        #expect(fetched.lists == [corrected])
    }

    @Test("T-036 a list that is dated ahead keeps out neither the corrected one nor the one that is kept")
    func datedAhead() throws {
        var fetched = FetchedRevocationLists()
        let (held, ahead, corrected) = (try list(at: now), try list(at: now + 86_400), try list(at: now + 60))
        #expect(fetched.keep(held, from: Self.address, at: now) == .kept)
        #expect(fetched.keep(ahead, from: Self.address, at: now + 60) == .datedAhead)
        #expect(fetched.lists == [held])
        #expect(fetched.keep(corrected, from: Self.address, at: now + 60) == .kept)
        #expect(fetched.keep(ahead, from: Self.address, at: now + 86_400) == .kept)
        #expect(fetched.lists == [ahead])
    }

    @Test("another issuer's list at the same address leaves the one that is kept")
    func issuers() throws {
        var fetched = FetchedRevocationLists()
        let (issuing, root) = (try list(at: now), try RevocationList(authority.rootRevocationList(now: now + 60)))
        for list in [issuing, root] { fetched.keep(list, from: Self.address, at: now + 90) }
        #expect(fetched.lists == [issuing, root])
    }

    @Test("a list is kept until it is out of date, and longer where it is still asked for")
    func forgotten() throws {
        var fetched = FetchedRevocationLists()
        let list = try list(at: now)
        let end = try #require(list.nextUpdate)
        fetched.keep(list, from: Self.address, at: now)
        fetched.forget(staleAt: end - 1, except: [])
        #expect(fetched.lists == [list])
        fetched.forget(staleAt: end, except: [Self.address])
        #expect(fetched.lists == [list])
        fetched.forget(staleAt: end, except: ["http://crl.example/other.crl"])
        #expect(fetched.lists.isEmpty)
    }

    @Test("T-036 where a list is genuine for no issuer of a chain, only chains of another ask again")
    func asked() throws {
        let crl = "http://crl.example"
        let authorities = try ["Prøve A", "Prøve B"].map { try SyntheticAuthority(name: $0, now: now, crlBase: crl) }
        func chain(_ number: Int, of organisation: SyntheticOrganisations.Organisation) throws -> CertificateChain {
            let authority = authorities[number]
            let signer = try authority.issue(organisation, purpose: .signing, now: now).certificate
            return try authority.trustStore.chain(signer, at: now).get()
        }
        let (hospital, practice) = (SyntheticOrganisations.hospital, SyntheticOrganisations.generalPractice)
        var asked = AskedAddresses()
        let addresses = ["\(crl)/issuing.crl", "\(crl)/root.crl"]
        #expect(try !asked.cover(chain(0, of: hospital)) && asked.addresses.isEmpty)
        for address in addresses { asked.note(.notGenuine, at: address, for: try chain(0, of: hospital)) }
        #expect(try asked.cover(chain(0, of: hospital)) && asked.cover(chain(0, of: practice)))
        #expect(try !asked.cover(chain(1, of: hospital)) && asked.addresses == Set(addresses))
        for address in addresses { asked.note(.unreachable, at: address, for: try chain(0, of: hospital)) }
        #expect(try asked.cover(chain(1, of: hospital)), "nobody is there for the other either")
    }
}
