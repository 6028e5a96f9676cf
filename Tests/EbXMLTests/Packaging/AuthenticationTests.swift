import Cryptography
import EbXML
import Foundation
import Identifiers
import MIME
import Testing
import XMLSignature

@Suite("M-057 only what a verified signature covers is believed")
struct AuthenticationTests {
    let parties: Correspondence

    init() throws { parties = try Correspondence() }

    private func verdict(
        _ entity: [UInt8], tolerating: Set<EnvelopeQuirk> = .common
    ) throws -> Result<AuthenticatedEnvelope, EnvelopeRefusal> {
        try parties.parse(entity)
            .authenticate(with: parties.hospital.certificate, policy: SignaturePolicy(), tolerating: tolerating)
    }

    private func refusal(_ entity: [UInt8], tolerating: Set<EnvelopeQuirk> = .common) throws -> EnvelopeRefusal? {
        guard case .failure(let refusal) = try verdict(entity, tolerating: tolerating) else { return nil }
        return refusal
    }

    @Test(
        "A header changed after signing is refused",
        arguments: [
            ("<eb:Action>LOG_UTSKREVET<", "<eb:Action>LOG_AVMELDING<"),
            (">8090002</eb:PartyId>", ">8090003</eb:PartyId>"),
            ("LOG_UTSKREVETsender", "LOG_UTSKREVETsendar"), ("eb:version=\"1.6\"", "eb:version=\"1.5\""),
            ("Utskrevet pasient", "Utskrevet  pasient"),
        ])
    func headerChanged(old: String, new: String) throws {
        let entity = try parties.pack(parties.discharge()).entity.replacing(old, new)
        let refusal = try #require(try refusal(entity))
        #expect(refusal.code == .securityFailure)
        #expect(refusal.stage == .signature)
    }

    @Test("A part changed after signing is refused")
    func partChanged() throws {
        var other = Correspondence.sealed
        other[17] ^= 1
        let text = String(decoding: Base64Transfer.encode(Correspondence.sealed).prefix(60), as: UTF8.self)
        let changed = String(decoding: Base64Transfer.encode(other).prefix(60), as: UTF8.self)
        let refusal = try #require(try refusal(parties.pack(parties.discharge()).entity.replacing(text, changed)))
        #expect(refusal.code == .securityFailure)
    }

    @Test("T-014 a manifest and a signature that percent-encode the Content-ID mean that part (RFC 2392), and no other")
    func percentEncoded() throws {
        let encoded = WrittenEnvelope.business.replacing("cid:payload-1", "cid:payload%2D1")
        let entity = try encoded.signed(by: parties.hospital)
        #expect(try verdict(entity).get().attachments.map(\.contentID) == ["payload-1"])
        let both = entity.replacing("URI=\"cid:payload-1\"", "URI=\"cid:payload%2D1\"")
        #expect(try refusal(both)?.code == .securityFailure, "SignedInfo was altered")
        #expect(throws: EnvelopeError.self) {
            try verdict(encoded.replacing("%2D1", "%2D2").signed(by: parties.hospital))
        }
    }

    @Test("T-014 a part added after signing is refused")
    func partAdded() throws {
        let packed = try parties.pack(parties.discharge()).entity
        let part =
            "--frontier\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"
            + "Content-ID: <extra>\r\nContent-Transfer-Encoding: base64\r\n\r\nAQID\r\n"
        #expect(throws: EnvelopeError.self) { try verdict(packed.replacing("--frontier--", part + "--frontier--")) }
    }

    @Test("No signature at all is refused (a known server acknowledges it)")
    func unsigned() throws {
        let refusal = try #require(try refusal(WrittenEnvelope.business.mail))
        #expect(refusal.code == .securityFailure)
        #expect(refusal.evidence["signature"] == "noSignature")
    }

    @Test("T-034 a stranger's own certificate in the envelope helps nobody")
    func stranger() throws {
        let packed = try parties.discharge().pack(certificate: parties.stranger.certificate, boundary: "frontier") {
            try parties.stranger.key.sign($0)
        }
        #expect(try parties.parse(packed.entity).embeddedCertificate == parties.stranger.certificate)
        #expect(try refusal(packed.entity)?.code == .securityFailure)
    }

    @Test("A sound signature with another certificate of the same key in it is noted")
    func embeddedCertificate() throws {
        let packed = try parties.discharge().pack(certificate: parties.stranger.certificate, boundary: "frontier") {
            try parties.hospital.key.sign($0)
        }
        #expect(try verdict(packed.entity).get().quirks == [.embeddedCertificateDiffers])
    }

    @Test(
        "r.104, r.105 the certificate must have been valid at eb:Timestamp", arguments: [-34_560_000.0, 77_760_000.0])
    func certificatePeriod(offset: Double) throws {
        var draft = parties.discharge()
        draft.header.timestamp = Correspondence.now.addingTimeInterval(offset)
        let refusal = try #require(try refusal(parties.pack(draft).entity))
        #expect(refusal == EnvelopeRefusal(.certificateNotValidThen, stage: .signature))
    }

    @Test(
        "A quirk that is not tolerated is refused under its rule, after the signature was found sound",
        arguments: [
            (
                EnvelopeQuirk.attachmentNotEncrypted, "application/pkcs7-mime; smime-type=enveloped-data",
                "application/xml"
            ),
            (.attachmentMediaTypeDiffers, "application/pkcs7-mime", "application/x-pkcs7-mime"),
        ] as [(EnvelopeQuirk, String, String)])
    func quirks(quirk: EnvelopeQuirk, old: String, new: String) throws {
        let entity = try parties.pack(parties.discharge()).entity.replacing(old, new)
        #expect(try verdict(entity, tolerating: Set(EnvelopeQuirk.allCases)).get().quirks == [quirk])
        let refusal = try refusal(entity)
        #expect(refusal?.rule == quirk.rule?.clause)
        #expect(refusal?.stage == quirk.rule.map { _ in .structure })
    }

    @Test("M-050 what is not encrypted, asks for unsigned receipts, or has SyncReply, is refused from everybody")
    func notCommon() {
        #expect(
            Set(EnvelopeQuirk.allCases).subtracting(.common) == [
                .attachmentNotEncrypted, .receiptWithoutDigests, .ackRequestedUnsigned, .syncReply,
            ])
        for quirk in Set(EnvelopeQuirk.allCases).subtracting(.common) { #expect(quirk.rule != nil) }
    }

    @Test("A partner's mistake is told from a forgery of it")
    func refusedButSigned() throws {
        let broken = try WrittenEnvelope.business.replacing("<eb:Action>LOG_UTSKREVET</eb:Action>", "")
            .signed(by: parties.hospital)
        guard case .refused(let envelope) = InboundMail.classify(broken) else {
            Issue.record("not refused")
            return
        }
        #expect(envelope.isSigned(by: parties.hospital.certificate, policy: SignaturePolicy()))
        #expect(!envelope.isSigned(by: parties.stranger.certificate, policy: SignaturePolicy()))
        guard case .refused(let forged) = InboundMail.classify(broken.replacing("8090001_", "8090009_")) else {
            Issue.record("not refused")
            return
        }
        #expect(!forged.isSigned(by: parties.hospital.certificate, policy: SignaturePolicy()))
    }

    @Test("T-040 no octet of the SOAP part can be changed unseen", arguments: 0..<4)
    func everyOctet(quarter: Int) throws {
        let packed = try parties.pack(parties.discharge())
        let start = try #require(packed.entity.firstIndex(of: UInt8(ascii: "<")))
        let whole = try parties.received()
        for index in stride(from: start + 200 + quarter * 7, to: start + packed.soap.count, by: 28) {
            var changed = packed.entity
            changed[index] ^= 1
            guard let parsed = try? parties.parse(changed),
                case .success(let envelope) = parsed.authenticate(
                    with: parties.hospital.certificate, policy: SignaturePolicy())
            else { continue }
            // What nothing signs, the embedded certificate's text and white space in the signature, may differ.
            #expect(envelope.header == whole.header)
            #expect(envelope.content == whole.content)
            #expect(envelope.messageDigest == whole.messageDigest)
        }
    }
}
