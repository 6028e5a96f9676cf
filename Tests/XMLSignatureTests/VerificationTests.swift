import Certificates
import Cryptography
import Foundation
import Testing
import XML
import XMLSignature

@Suite struct VerificationTests {
    @Test("M-060 a signed envelope is accepted, and what is handed out is exactly what was digested")
    func accepts() throws {
        let fixture = try EnvelopeFixture()
        let signed = try fixture.signed()
        let content = try fixture.verify(signed.bytes).get()
        #expect(content.canonicalBytes == fixture.canonical)
        #expect(content.references == signed.references)
        #expect(content.quirks.isEmpty)
        #expect(!content.usesSHA1)
        let header = try #require(content.document.root.first("Header", EnvelopeFixture.soap))
        #expect(header.first("Signature", EnvelopeFixture.ds) == nil)
        #expect(
            header.first("MessageHeader", EnvelopeFixture.eb)?.first("CPAId", EnvelopeFixture.eb)?.text
                == "9990011_9990022")
    }

    @Test("a block for the next node is not covered, may be altered on the way and is not handed out")
    func blocksForIntermediaries() throws {
        let fixture = try EnvelopeFixture { writer in
            writer.element("eb:SyncReply", attributes: [("SOAP:actor", "http://schemas.xmlsoap.org/soap/actor/next")])
        }
        let signed = try fixture.signed().bytes
        let altered = signed.replacing("<eb:SyncReply ", with: "<eb:SyncReply eb:x=\"1\" ")
        #expect(altered != signed)
        for envelope in [signed, altered] {
            let content = try fixture.verify(envelope).get()
            #expect(!content.canonicalBytes.string.contains("SyncReply"))
        }
    }

    @Test("T-034 another's key refuses, whatever certificate the message carries")
    func otherKey() throws {
        let fixture = try EnvelopeFixture()
        let stranger = try EnvelopeFixture.stranger.get()
        #expect(try fixture.verify(fixture.signed().bytes, key: stranger.key.publicKey).refusal == .signatureValue)
        // Signed by the stranger, who puts in a certificate of his own: the partner's key decides.
        let forged = try PartnerSignature().signing(fixture, key: stranger.key)
        #expect(try fixture.verify(forged).refusal == .signatureValue)
    }

    @Test("T-040 a part altered in one bit is refused", arguments: [0, 1, 2])
    func alteredPart(_ number: Int) throws {
        let fixture = try EnvelopeFixture(parts: [("a@x.example", [1, 2]), ("b@x.example", [3]), ("c@x.example", [4])])
        let signed = try fixture.signed().bytes
        #expect(try fixture.verify(signed).refusal == nil)
        var parts = fixture.parts
        parts[number].bytes[0] ^= 0x80
        #expect(try fixture.verify(signed, parts: parts).refusal == .digest)
    }

    @Test("T-014 a part without a reference and a reference without a part are refused")
    func uncovered() throws {
        let fixture = try EnvelopeFixture(parts: [("a@x.example", [1]), ("b@x.example", [2])])
        let signed = try fixture.signed().bytes
        let extra = fixture.parts + [("c@x.example", [3])]
        #expect(try fixture.verify(signed, parts: extra).refusal == .partNotCovered)
        // One reference more than parts is refused on the count alone.
        #expect(try fixture.verify(signed, parts: Array(fixture.parts.dropLast())).refusal == .malformedSignature)
        let renamed = [fixture.parts[0], (contentID: "d@x.example", bytes: fixture.parts[1].bytes)]
        #expect(try fixture.verify(signed, parts: renamed).refusal == .referenceWithoutPart)
        #expect(try fixture.verify(signed, parts: [fixture.parts[0], fixture.parts[0]]).refusal == .duplicatePart)
    }

    @Test("T-014 parts in another order are the same parts")
    func order() throws {
        let fixture = try EnvelopeFixture(parts: [("a@x.example", [1]), ("b@x.example", [2])])
        #expect(try fixture.verify(fixture.signed().bytes, parts: fixture.parts.reversed()).refusal == nil)
        let swapped = [(contentID: "a@x.example", bytes: [UInt8(2)]), (contentID: "b@x.example", bytes: [UInt8(1)])]
        #expect(try fixture.verify(fixture.signed().bytes, parts: swapped).refusal == .digest)
    }

    @Test("RFC 2392 a percent-encoded reference finds its part, once")
    func percentEncoded() throws {
        let fixture = try EnvelopeFixture(parts: [("a+b%c@x.example", [1])])
        #expect(try fixture.verify(fixture.signed().bytes).refusal == nil)
        var partner = PartnerSignature()
        partner.otherReferences = PartnerSignature.reference(to: ("a%2Bb%25c@x.example", [1]))
        var bare = fixture
        bare.parts = []
        let signed = try partner.signing(bare)
        #expect(try fixture.verify(signed).refusal == nil)
        // Both spellings name the same part: covered twice.
        partner.otherReferences += PartnerSignature.reference(to: ("a+b%c@x.example", [1]))
        let twice = try partner.signing(bare)
        #expect(try fixture.verify(twice, parts: fixture.parts + [("z@x.example", [9])]).refusal == .duplicateReference)
    }

    @Test("T-029 an envelope without signature, or with one of another namespace, is refused")
    func stripped() throws {
        let fixture = try EnvelopeFixture()
        #expect(try fixture.verify(fixture.canonical).refusal == .noSignature)
        let moved = try fixture.signed().bytes.replacing(
            "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"", with: "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig\"")
        #expect(try fixture.verify(moved).refusal == .noSignature)
    }

    @Test("T-009 comments and instructions inside digests and ids never shorten them")
    func commentsInside() throws {
        let fixture = try EnvelopeFixture()
        let signed = try fixture.signed().bytes
        // Comments are outside the canonical form: accepted, and gone from what is handed out.
        let commented = signed.replacing("0b3f9a80", with: "0b3f<!-- x -->9a80")
        #expect(try fixture.verify(commented).get().canonicalBytes == fixture.canonical)
        let instructed = signed.replacing("0b3f9a80", with: "0b3f<?x y?>9a80")
        #expect(try fixture.verify(instructed).refusal == .digest)
        let digest = Base64.encode(try fixture.signed().references[0].digest)
        let split = signed.replacing(digest, with: digest.prefix(5) + "<!-- x -->" + digest.dropFirst(5))
        #expect(try fixture.verify(split).refusal == nil)
    }

    @Test("the whole envelope addressed to an intermediary covers nothing")
    func filteredAway() throws {
        let fixture = try EnvelopeFixture(parts: [])
        let header = fixture.canonical.replacing(
            "<SOAP:Body>", with: "<SOAP:Body SOAP:actor=\"http://schemas.xmlsoap.org/soap/actor/next\">")
        let signer = try EnvelopeFixture.signer.get()
        let signed = try EnvelopeSignature.sign(
            canonical: header, inScopeNamespaces: fixture.namespaces, parts: [],
            certificateDER: signer.certificate.der, sign: { try signer.key.sign($0) })
        #expect(try fixture.verify(signed.bytes).refusal == .coverage)
    }
}
