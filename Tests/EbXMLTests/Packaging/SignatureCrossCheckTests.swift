import EbXML
import Foundation
import MIME
import TestSupport
import Testing
import XMLSignature

/// Whole envelopes between us and what others wrote: each direction, and each refusing what the other must refuse.
@Suite("T-049 signatures, cross-checked with what others wrote")
struct SignatureCrossCheckTests {
    let parties: Correspondence

    init() throws { parties = try Correspondence() }

    // MARK: We sign

    @Test(
        "T-049 they verify a business message that we signed, and refuse it altered",
        arguments: SignatureWitness.allCases)
    func theyVerifyBusiness(_ witness: SignatureWitness) async throws {
        let parts = [
            SealedPart(contentID: "payload-1", bytes: Correspondence.sealed),
            SealedPart(contentID: "image-2@hospital.example", bytes: [0, 13, 10, 255]),
        ]
        let soap = try parties.pack(parties.discharge(parts: parts)).soap
        #expect(try await witness.verifies(soap, parts, by: parties.hospital))
        #expect(try await !witness.verifies(soap, parts, by: parties.stranger))
        let altered = soap.replacing("Utskrevet pasient", "Utskreven pasient")
        #expect(try await !witness.verifies(altered, parts, by: parties.hospital))
        let swapped = [SealedPart(contentID: "payload-1", bytes: [1]), parts[1]]
        #expect(try await !witness.verifies(soap, swapped, by: parties.hospital))
    }

    @Test("T-049 they verify a receipt that we signed, and refuse it altered", arguments: SignatureWitness.allCases)
    func theyVerifyReceipt(_ witness: SignatureWitness) async throws {
        let draft = try #require(
            EnvelopeDraft.confirmation(of: parties.received(), messageID: "r@north.example", now: Correspondence.now))
        let soap = try parties.packFromMunicipality(draft).soap
        #expect(try await witness.verifies(soap, [], by: parties.municipality))
        let altered = soap.replacing("r@north.example", "s@north.example")
        #expect(try await !witness.verifies(altered, [], by: parties.municipality))
    }

    // MARK: They sign

    @Test(
        "T-049 we believe a message that they signed by the profile, and nothing altered in it",
        arguments: SignatureWitness.signers)
    func weVerify(_ witness: SignatureWitness) async throws {
        let signed = try await signed(.business, by: witness)
        let part = try #require(signed.parts.first)
        let believed = try verdict(on: signed).get()
        #expect(believed.references.map(\.uri) == ["", "cid:payload-1"])
        #expect(believed.quirks.isEmpty && believed.signatureQuirks.isEmpty)
        let altered = signed.replacing("LOG_UTSKREVETsender", "LOG_UTSKREVETsendes")
        #expect(throws: EnvelopeRefusal.self) { try verdict(on: altered).get() }
        let swapped = signed.with { $0.parts = [(part.fields, "MIIBAAED")] }
        #expect(throws: EnvelopeRefusal.self) { try verdict(on: swapped).get() }
        #expect(throws: EnvelopeRefusal.self) { try verdict(on: signed, by: parties.stranger).get() }
    }

    @Test("T-049 we believe a receipt that they signed by the profile", arguments: SignatureWitness.signers)
    func weVerifyReceipt(_ witness: SignatureWitness) async throws {
        let signed = try await signed(.acknowledgment, by: witness)
        #expect(try verdict(on: signed).get().references.count == 1)
        let altered = signed.replacing("AQID", "AQIE")
        #expect(throws: EnvelopeRefusal.self) { try verdict(on: altered).get() }
    }

    @Test(
        "T-049 a block for the next server that comes or goes on the way breaks neither their signature nor ours",
        arguments: SignatureWitness.signers)
    func blockForNextServer(_ witness: SignatureWitness) async throws {
        let block =
            #"<eb:SyncReply SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next" SOAP:mustUnderstand="1" "#
            + #"eb:version="2.0"/>"#
        let ours = try parties.pack(parties.discharge()).soap.replacing("</SOAP:Header>", block + "</SOAP:Header>")
        #expect(try await witness.verifies(ours, parties.discharge().attachments, by: parties.hospital))
        let theirs = try await signed(.acknowledgment, by: witness).replacing(
            "</SOAP:Header>", block + "</SOAP:Header>")
        #expect(try verdict(on: theirs, tolerating: .synchronousHTTP).get().references.count == 1)
    }

    @Test("T-049 signxml cannot write the XPath transform: refused, and believed from a partner with that exception")
    func withoutXPath() async throws {
        let signed = try await signed(.acknowledgment, by: .signxml)
        #expect(throws: EnvelopeRefusal.self) { try verdict(on: signed).get() }
        let policy = SignaturePolicy(quirks: [.missingActorFilter])
        #expect(try verdict(on: signed, policy: policy).get().signatureQuirks == [.missingActorFilter])
        let altered = signed.replacing("AQID", "AQIE")
        #expect(throws: EnvelopeRefusal.self) { try verdict(on: altered, policy: policy).get() }
    }

    // MARK: Steps

    private func verdict(
        on envelope: WrittenEnvelope, by signer: Signer? = nil, policy: SignaturePolicy = SignaturePolicy(),
        tolerating: Set<EnvelopeQuirk> = .common
    ) throws -> Result<AuthenticatedEnvelope, EnvelopeRefusal> {
        try envelope.parse().authenticate(
            with: (signer ?? parties.hospital).certificate, policy: policy, tolerating: tolerating)
    }

    private func signed(_ envelope: WrittenEnvelope, by witness: SignatureWitness) async throws -> WrittenEnvelope {
        let parts = envelope.parts.isEmpty ? [] : [SealedPart(contentID: "payload-1", bytes: [48, 130, 1, 0, 1, 2])]
        let template = witness == .signxml ? Self.placeholder : Self.template(parts.map(\.contentID))
        let soap =
            witness.fillsIn
            ? envelope.soap.replacingOccurrences(of: "</SOAP:Header>", with: template + "</SOAP:Header>")
            : envelope.soap
        let signed = try await witness.sign(Array(soap.utf8), parts, by: parties.hospital)
        return envelope.with { $0.soap = signed }
    }

    private static let placeholder =
        #"<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="placeholder"></ds:Signature>"#

    /// The profile's signature with nothing filled in (HITS 1172 r.33 to r.42).
    private static func template(_ parts: [String]) -> String {
        let digest = #"<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/>"#
        let attached = parts.map { #"<ds:Reference URI="cid:\#($0)">\#(digest)</ds:Reference>"# }
        return #"""
            <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>\#
            <ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>\#
            <ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>\#
            <ds:Reference URI=""><ds:Transforms>\#
            <ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>\#
            <ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">\#
            <ds:XPath xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/">\#
            not(ancestor-or-self::node()[@SOAP:actor="urn:oasis:names:tc:ebxml-msg:actor:nextMSH"] | \#
            ancestor-or-self::node()[@SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"])\#
            </ds:XPath></ds:Transform>\#
            <ds:Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>\#
            </ds:Transforms>\#(digest)</ds:Reference>\#(attached.joined())\#
            </ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data>\#
            </ds:KeyInfo></ds:Signature>
            """#
    }
}
