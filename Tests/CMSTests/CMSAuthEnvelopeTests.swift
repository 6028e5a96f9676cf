import CMS
import Certificates
import Cryptography
import Foundation
import TestSupport
import Testing

@Suite("CMS envelopes that cannot be altered unseen")
struct CMSAuthEnvelopeTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let authority: SyntheticAuthority
    private let recipient: SyntheticAuthority.Identity
    private let stranger: SyntheticAuthority.Identity

    init() throws {
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        recipient = try authority.issue(SyntheticOrganisations.hospital, purpose: .encryption, now: now)
        stranger = try authority.issue(SyntheticOrganisations.stranger, purpose: .encryption, now: now)
    }

    @Test("what is sealed opens to the same bytes, of every length", arguments: [0, 1, 15, 16, 17, 127, 128, 70_000])
    func roundTrip(count: Int) throws {
        let plaintext = SecureRandom.bytes(count)
        let sealed = try CMSAuthEnvelope.seal(plaintext, to: recipient.certificate)
        #expect(try open(sealed) == plaintext)
        #expect(CMSAuthEnvelope.isSealed(sealed, to: recipient.certificate))
        #expect(!CMSAuthEnvelope.isSealed(sealed, to: stranger.certificate))
    }

    @Test("the same text sealed twice has not a block in common")
    func fresh() throws {
        let text = [UInt8](repeating: 0, count: 4096)
        let blocks = try (0..<2).map { _ in
            let sealed = try CMSAuthEnvelope.seal(text, to: recipient.certificate).suffix(4096)
            return Set(stride(from: sealed.startIndex, to: sealed.endIndex, by: 16).map { Array(sealed[$0..<$0 + 16]) })
        }
        #expect(blocks[0].count == 256 && blocks[0].isDisjoint(with: blocks[1]))
    }

    @Test("I-020 every changed octet, anywhere in the envelope, gives no byte of the plaintext")
    func everyOctet() throws {
        let sealed = try CMSAuthEnvelope.seal(Array("melding".utf8), to: recipient.certificate)
        for index in sealed.indices {
            for mask: UInt8 in [0x01, 0x20, 0x80, 0xFF] {
                var changed = sealed
                changed[index] ^= mask
                #expect(throws: CMSError.self, "octet \(index) ^ \(mask)") { try open(changed) }
            }
        }
    }

    @Test("every cut and every trailing octet is refused from the outside")
    func cuts() throws {
        let sealed = try CMSAuthEnvelope.seal(Array("melding".utf8), to: recipient.certificate)
        for count in sealed.indices {
            #expect(throws: CMSError.malformed) { try open(Array(sealed.prefix(count))) }
        }
        #expect(throws: CMSError.malformed) { try open(sealed + [0]) }
    }

    @Test("another's key and another's certificate do not open it")
    func strangers() throws {
        let sealed = try CMSAuthEnvelope.seal([1, 2, 3], to: recipient.certificate)
        #expect(throws: CMSError.notForUs) {
            try CMSAuthEnvelope.open(sealed, key: stranger.key, certificate: stranger.certificate)
        }
        #expect(throws: CMSError.cannotOpen) {
            try CMSAuthEnvelope.open(sealed, key: stranger.key, certificate: recipient.certificate)
        }
        let next = try authority.issue(SyntheticOrganisations.hospital, purpose: .encryption, now: now, generation: 2)
        #expect(throws: CMSError.notForUs) {
            try CMSAuthEnvelope.open(sealed, key: next.key, certificate: next.certificate)
        }
    }

    @Test("the older, unauthenticated envelope is not taken for one, nor this one for it")
    func otherKind() throws {
        let older = try CMSEnvelope.seal([1, 2, 3], to: recipient.certificate, keyTransport: .oaep)
        #expect(throws: CMSError.malformed) { try open(older) }
        let sealed = try CMSAuthEnvelope.seal([1, 2, 3], to: recipient.certificate)
        #expect(throws: CMSError.malformed) {
            try CMSEnvelope.open(sealed, key: recipient.key, certificate: recipient.certificate)
        }
    }

    private func open(_ sealed: [UInt8]) throws(CMSError) -> [UInt8] {
        try CMSAuthEnvelope.open(sealed, key: recipient.key, certificate: recipient.certificate)
    }
}
