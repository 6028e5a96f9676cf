import CMS
import Certificates
import Foundation
import TestSupport
import Testing

/// Envelopes written by hand, one thing wrong with each (T-039).
@Suite("Shapes of CMS envelopes")
struct EnvelopeShapeTests {
    private let recipient: SyntheticAuthority.Identity

    init() throws {
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        recipient = try SyntheticAuthority(name: "Prøve", now: now)
            .issue(SyntheticOrganisations.hospital, purpose: .encryption, now: now)
    }

    @Test("the shape these tests start from is whole: it fails only when its noise is decrypted")
    func whole() {
        #expect(throws: CMSError.cannotOpen) { try open(envelope()) }
    }

    @Test("OAEP without its parameters, or with others than a sequence, is malformed and never reaches a decoder")
    func oaepParameters() {
        for parameters in [[], DER.null, DER.null + DER.null] {
            let recipient = transport(algorithm: DER.sequence(DER.oid(DER.oaep) + parameters))
            #expect(throws: CMSError.malformed) { try open(envelope(recipients: recipient)) }
        }
        let sound = transport(algorithm: DER.sequence(DER.oid(DER.oaep) + DER.sequence([])))
        #expect(throws: CMSError.cannotOpen) { try open(envelope(recipients: sound)) }
    }

    @Test("an unknown key transport and a recipient by key identifier are someone else's")
    func otherRecipients() {
        let unknown = transport(algorithm: DER.sequence(DER.oid([0x2A, 0x03]) + DER.null))
        #expect(throws: CMSError.notForUs) { try open(envelope(recipients: unknown)) }
        let identifier = DER.sequence(
            DER.integer(2) + DER.element(0x80, [1, 2, 3]) + DER.sequence(DER.oid(DER.rsa) + DER.null)
                + DER.element(0x04, [1]))
        #expect(throws: CMSError.notForUs) { try open(envelope(recipients: identifier)) }
        let agreement = DER.element(0xA1, DER.integer(3))
        #expect(throws: CMSError.notForUs) { try open(envelope(recipients: agreement)) }
    }

    @Test("no recipient, half a recipient and a recipient without a serial number are malformed")
    func brokenRecipients() {
        let half = DER.sequence(DER.integer(0) + issuerAndSerial)
        let noSerial = transport(identifier: DER.sequence(recipient.certificate.issuer.der))
        for recipients in [[], half, noSerial, DER.sequence([]), [0x30, 0x05]] {
            #expect(throws: CMSError.malformed) { try open(envelope(recipients: recipients)) }
        }
    }

    @Test("a vector of the wrong length or kind, and content that is not there, are malformed")
    func content() {
        for vector in [DER.element(0x04, Array(repeating: 1, count: 15)), DER.null, [], DER.element(0x04, [])] {
            #expect(throws: CMSError.malformed) { try open(envelope(vector: vector)) }
        }
        #expect(throws: CMSError.malformed) { try open(envelope(content: [])) }
        #expect(throws: CMSError.malformed) { try open(envelope(content: DER.element(0x04, [1]))) }
        for empty in [DER.element(0x80, []), DER.element(0x80, Array(repeating: 1, count: 17))] {
            #expect(throws: CMSError.cannotOpen) { try open(envelope(content: empty)) }
        }
    }

    @Test("lengths and tags beyond what is read are malformed")
    func lengths() {
        for bytes: [UInt8] in [
            [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x85, 0, 0, 0, 0, 0], [0x30, 0x81], [0x3F, 0x81, 0x01, 0x00],
            [0x04, 0x80, 0, 0], [0, 0],
        ] {
            #expect(throws: CMSError.malformed) { try open(bytes) }
            #expect(throws: CMSError.malformed) { try open(envelope(recipients: bytes)) }
        }
    }

    @Test("a signed-data and an authenticated envelope are not taken for one")
    func otherTypes() {
        for type: [UInt8] in [
            [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02],
            [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17], [], [0x80],
            Array(repeating: 0xFF, count: 40),
        ] {
            #expect(throws: CMSError.malformed) { try open(envelope(type: type)) }
        }
    }

    private func open(_ bytes: [UInt8]) throws(CMSError) -> [UInt8] {
        try CMSEnvelope.open(bytes, key: recipient.key, certificate: recipient.certificate)
    }

    private var issuerAndSerial: [UInt8] {
        let certificate = recipient.certificate
        return DER.sequence(certificate.issuer.der + DER.serial(certificate.serialNumberHex))
    }

    private func transport(algorithm: [UInt8]? = nil, identifier: [UInt8]? = nil) -> [UInt8] {
        DER.sequence(
            DER.integer(0) + (identifier ?? issuerAndSerial)
                + (algorithm ?? DER.sequence(DER.oid(DER.rsa) + DER.null))
                + DER.element(0x04, Array(repeating: 5, count: 256)))
    }

    private func envelope(
        type: [UInt8] = DER.enveloped, recipients: [UInt8]? = nil,
        vector: [UInt8] = DER.element(0x04, Array(repeating: 1, count: 16)),
        content: [UInt8] = DER.element(0x80, Array(repeating: 9, count: 47))
    ) -> [UInt8] {
        let algorithm = DER.sequence(DER.oid(DER.aes256) + vector)
        let encrypted = DER.sequence(DER.oid(DER.data) + algorithm + content)
        let body = DER.integer(0) + DER.element(0x31, recipients ?? transport()) + encrypted
        return DER.sequence(DER.oid(type) + DER.element(0xA0, DER.sequence(body)))
    }
}

/// A few DER elements, enough to write an envelope by hand.
private enum DER {
    static let enveloped: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03]
    static let data: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01]
    static let rsa: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
    static let oaep: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x07]
    static let aes256: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2A]
    static let null: [UInt8] = [0x05, 0x00]

    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        return count < 128
            ? [tag, UInt8(count)] + content : [tag, 0x82, UInt8(count >> 8), UInt8(count & 255)] + content
    }

    static func sequence(_ content: [UInt8]) -> [UInt8] { element(0x30, content) }

    static func oid(_ content: [UInt8]) -> [UInt8] { element(0x06, content) }

    static func integer(_ value: UInt8) -> [UInt8] { element(0x02, [value]) }

    static func serial(_ hex: String) -> [UInt8] {
        element(
            0x02, stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) })
    }
}
