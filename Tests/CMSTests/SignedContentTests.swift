import CMS
import Certificates
import Cryptography
import Foundation
import TestSupport
import Testing

@Suite("CMS signed content")
struct SignedContentTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let authority: SyntheticAuthority
    private let signer: SyntheticAuthority.Identity
    private let text = Array("{\"year\":2016}".utf8)

    init() throws {
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        signer = try authority.issue(SyntheticOrganisations.northMunicipality, purpose: .signing, now: now)
    }

    @Test("what is signed verifies, with its signer", arguments: [0, 1, 127, 128, 70_000])
    func roundTrip(count: Int) throws {
        let content = SecureRandom.bytes(count)
        let verified = try SignedContent(verifying: sign(content))
        #expect(verified.content == content)
        #expect(verified.signer == signer.certificate)
    }

    @Test("the same content at the same time is signed to the same bytes, and the time is the one given")
    func deterministic() throws {
        let signed = try sign(text)
        #expect(try sign(text) == signed)
        let later = try SignedContent.sign(text, key: signer.key, certificate: signer.certificate, at: now + 60)
        #expect(later != signed)
        #expect(String(decoding: signed, as: UTF8.self).contains("260921141320Z"))
    }

    @Test("every changed octet, anywhere, is refused here or by the trust store")
    func everyOctet() throws {
        let signed = try sign(text)
        let lists = RevocationLists(required: false)
        for index in signed.indices {
            for mask: UInt8 in [0x01, 0x20, 0x80] {
                var changed = signed
                changed[index] ^= mask
                guard let taken = try? SignedContent(verifying: changed) else { continue }
                // What is left is the issuer's signature over the certificate, which the path does not survive.
                #expect(taken.signer.der != signer.certificate.der, "octet \(index) ^ \(mask)")
                let verdict = authority.trustStore.verify(taken.signer, at: now, revocation: lists)
                guard case .refused = verdict else {
                    Issue.record("octet \(index) ^ \(mask)")
                    continue
                }
            }
        }
    }

    @Test("every cut and every trailing octet is refused")
    func cuts() throws {
        let signed = try sign(text)
        for count in signed.indices {
            #expect(throws: CMSSignatureError.malformed) { try SignedContent(verifying: Array(signed.prefix(count))) }
        }
        #expect(throws: CMSSignatureError.malformed) { try SignedContent(verifying: signed + [0]) }
    }

    @Test("another content under the same signature is not authentic")
    func otherContent() throws {
        let signed = try sign(text)
        let place = try #require(signed.firstRange(of: Array("2016".utf8)))
        var changed = signed
        changed.replaceSubrange(place, with: Array("2017".utf8))
        #expect(throws: CMSSignatureError.notAuthentic) { try SignedContent(verifying: changed) }
    }

    @Test("another's certificate beside the signature is refused")
    func otherCertificate() throws {
        let other = try authority.issue(
            SyntheticOrganisations.northMunicipality, purpose: .signing, now: now, generation: 2)
        #expect(throws: CMSSignatureError.cannotSign) {
            try SignedContent.sign(text, key: signer.key, certificate: other.certificate, at: now)
        }
        let signed = try sign(text)
        let place = try #require(signed.firstRange(of: signer.certificate.der))
        guard other.certificate.der.count == signer.certificate.der.count else { return }
        var changed = signed
        changed.replaceSubrange(place, with: other.certificate.der)
        #expect(throws: CMSSignatureError.malformed) { try SignedContent(verifying: changed) }
    }

    @Test("an envelope is not taken for signed content")
    func envelope() throws {
        let recipient = try authority.issue(SyntheticOrganisations.hospital, purpose: .encryption, now: now)
        let sealed = try CMSAuthEnvelope.seal(text, to: recipient.certificate)
        #expect(throws: CMSSignatureError.malformed) { try SignedContent(verifying: sealed) }
    }

    private func sign(_ content: [UInt8]) throws -> [UInt8] {
        try SignedContent.sign(content, key: signer.key, certificate: signer.certificate, at: now)
    }
}
