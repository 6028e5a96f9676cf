import Certificates
import Foundation
import TestSupport
import Testing

@Suite("Trust store")
struct TrustStoreTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let authority: SyntheticAuthority
    private let owner = SyntheticOrganisations.northMunicipality
    private let certificate: Certificate

    init() throws {
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        certificate = try authority.issue(owner, purpose: .signing, now: now).certificate
    }

    @Test("M-049 a chained, valid, unrevoked certificate is trusted, with its whole path")
    func trusted() throws {
        let verdict = authority.trustStore.verify(
            certificate, at: now, revocation: try authority.revocationLists(now: now), purpose: .signing,
            organisation: owner.number)
        #expect(verdict == .trusted(chain: [certificate] + authority.intermediates + [authority.certificate]))
    }

    @Test("the issuing authority may be in the store or come with the certificate; without it there is no path")
    func intermediates() throws {
        let rootOnly = TrustStore(certificates: [authority.certificate])
        let lists = RevocationLists(required: false)
        #expect(refusal(rootOnly.verify(certificate, at: now, revocation: lists)) == .untrusted)
        let helped = rootOnly.verify(
            certificate, intermediates: authority.intermediates, at: now, revocation: lists)
        #expect(refusal(helped) == nil)
    }

    @Test("an issuing authority without its root, and the certificate itself, are no anchors")
    func anchors() {
        let lists = RevocationLists(required: false)
        for store in [
            TrustStore(certificates: authority.intermediates), TrustStore(certificates: [certificate]),
            TrustStore(certificates: []),
        ] {
            #expect(refusal(store.verify(certificate, at: now, revocation: lists)) == .untrusted)
        }
    }

    @Test("T-035 another authority of the same name is not trusted")
    func wrongAuthority() throws {
        let other = try SyntheticAuthority(name: "Prøve", now: now, keys: SyntheticKeys())
        let forged = try other.issue(owner, purpose: .signing, now: now).certificate
        let verdict = authority.trustStore.verify(
            forged, intermediates: other.intermediates + [other.certificate], at: now,
            revocation: RevocationLists(required: false))
        #expect(refusal(verdict) == .untrusted)
    }

    @Test("T-035 an organisation cannot issue certificates")
    func notAuthority() throws {
        let identity = try authority.issue(owner, purpose: .signing, now: now)
        let forged = try authority.issueBelow(identity, organisation: SyntheticOrganisations.stranger, now: now)
        let verdict = authority.trustStore.verify(
            forged, intermediates: [identity.certificate], at: now, revocation: RevocationLists(required: false))
        #expect(refusal(verdict) == .malformedChain || refusal(verdict) == .untrusted)
    }

    @Test("T-035 expired and not yet valid are told apart, by the time asked about and not the clock")
    func validity() throws {
        let lists = RevocationLists(required: false)
        let store = authority.trustStore
        #expect(refusal(store.verify(certificate, at: certificate.notAfter, revocation: lists)) == .expired)
        #expect(refusal(store.verify(certificate, at: certificate.notBefore - 1, revocation: lists)) == .notYetValid)
        #expect(refusal(store.verify(certificate, at: certificate.notAfter - 1, revocation: lists)) == nil)
        #expect(
            refusal(store.verify(certificate, at: now - 3 * 365 * 86_400, revocation: lists)) == .notYetValid)
    }

    @Test("M-087 T-035 a person's certificate, an authority's, another organisation's and the wrong one of two")
    func use() throws {
        let lists = RevocationLists(required: false)
        let store = authority.trustStore
        let person = try authority.issuePerson(given: "Kari", surname: "Prøve", organisation: owner, now: now)
        #expect(refusal(store.verify(person.certificate, at: now, revocation: lists)) == .notOrganisation)
        let issuing = try #require(authority.intermediates.first)
        #expect(refusal(store.verify(issuing, at: now, revocation: lists)) == .notOrganisation)
        let stranger = SyntheticOrganisations.stranger.number
        #expect(
            refusal(store.verify(certificate, at: now, revocation: lists, organisation: stranger)) == .otherOrganisation
        )
        #expect(refusal(store.verify(certificate, at: now, revocation: lists, purpose: .encryption)) == .wrongUsage)
        let encryption = try authority.issue(owner, purpose: .encryption, now: now).certificate
        #expect(refusal(store.verify(encryption, at: now, revocation: lists, purpose: .signing)) == .wrongUsage)
        #expect(refusal(store.verify(encryption, at: now, revocation: lists, purpose: .encryption)) == nil)
    }

    @Test("T-035 a SHA-1 signature and a short key on the path are too weak")
    func weak() throws {
        let lists = RevocationLists(required: false)
        let sha1 = try authority.issueWeak(owner, .sha1, now: now)
        #expect(refusal(authority.trustStore.verify(sha1, at: now, revocation: lists)) == .weak)
        let short = try authority.issueWeak(owner, .shortKey, now: now)
        #expect(refusal(authority.trustStore.verify(short, at: now, revocation: lists)) == .weak)
    }

    @Test("every changed byte of a certificate breaks its path")
    func tampering() throws {
        let lists = RevocationLists(required: false)
        for index in stride(from: 0, to: certificate.der.count, by: 7) {
            var der = certificate.der
            der[index] ^= 1
            guard let changed = try? Certificate(der: der) else { continue }
            #expect(refusal(authority.trustStore.verify(changed, at: now, revocation: lists)) != nil)
        }
    }

    private func refusal(_ verdict: ChainVerdict) -> ChainRefusal.Code? {
        if case .refused(let refusal) = verdict { refusal.code } else { nil }
    }
}
