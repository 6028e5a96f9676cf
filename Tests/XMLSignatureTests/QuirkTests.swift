import Cryptography
import Foundation
import Testing
import XML
import XMLSignature

/// What is accepted by exception, and only by it.
@Suite struct QuirkTests {
    @Test(
        "the XPath text is the profile's whatever its white space and prefix",
        arguments: [
            PartnerSignature.xpath(
                PartnerSignature.expression("SOAP-ENV"),
                declaration: "xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/'"),
            PartnerSignature.xpath(
                "\n\t" + PartnerSignature.expression().replacingOccurrences(of: " | ", with: "|") + "\n  "),
            PartnerSignature.xpath(PartnerSignature.expression().replacingOccurrences(of: "(", with: "( ")),
            PartnerSignature.xpath(declaration: ""),
        ])
    func spelling(_ xpath: String) throws {
        let fixture = try EnvelopeFixture()
        var partner = PartnerSignature()
        partner.transforms[1] = xpath
        #expect(try fixture.verify(partner.signing(fixture)).get().quirks.isEmpty)
    }

    @Test("a missing XPath transform is accepted by exception, and then nothing is filtered")
    func missingFilter() throws {
        let fixture = try EnvelopeFixture { writer in
            writer.element("eb:SyncReply", attributes: [("SOAP:actor", "http://schemas.xmlsoap.org/soap/actor/next")])
        }
        var partner = PartnerSignature()
        partner.transforms.remove(at: 1)
        partner.isFiltered = false
        let signed = try partner.signing(fixture)
        let policy = SignaturePolicy(quirks: [.missingActorFilter])
        let content = try fixture.verify(signed, policy: policy).get()
        #expect(content.quirks == [.missingActorFilter])
        #expect(content.canonicalBytes.string.contains("SyncReply"))
        #expect(try fixture.verify(signed).refusal == .transform)
        #expect(
            try fixture.verify(signed.replacing("<eb:SyncReply", with: "<eb:SyncReply eb:x=\"\""), policy: policy)
                .refusal == .digest)
    }

    @Test("exclusive canonicalization is accepted by exception", arguments: [true, false], [true, false])
    func exclusive(_ ofSignedInfo: Bool, _ ofEnvelope: Bool) throws {
        let fixture = try EnvelopeFixture()
        var partner = PartnerSignature()
        if ofSignedInfo { partner.canonicalization = "http://www.w3.org/2001/10/xml-exc-c14n#" }
        if ofEnvelope {
            partner.transforms[2] = PartnerSignature.exclusive
            partner.isExclusive = true
        }
        let signed = try partner.signing(fixture)
        let policy = SignaturePolicy(quirks: [.exclusiveCanonicalization])
        #expect(
            try fixture.verify(signed, policy: policy).get().quirks == (ofSignedInfo || ofEnvelope ? policy.quirks : [])
        )
        #expect(try fixture.verify(signed).refusal == (ofSignedInfo || ofEnvelope ? .algorithm : nil))
    }

    @Test(
        "a KeyValue beside the certificate, and a chain, are accepted by exception",
        arguments: [
            (
                "<KeyInfo><KeyValue/><X509Data><X509Certificate>AQ==</X509Certificate></X509Data></KeyInfo>",
                SignatureQuirk.keyValueBesideCertificate
            ),
            (
                "<KeyInfo><X509Data><X509SubjectName>x</X509SubjectName>"
                    + "<X509Certificate>AQ==</X509Certificate></X509Data></KeyInfo>",
                .certificateChain
            ),
            (
                "<KeyInfo><X509Data><X509Certificate>AQ==</X509Certificate></X509Data>"
                    + "<X509Data><X509Certificate>Ag==</X509Certificate></X509Data></KeyInfo>",
                .certificateChain
            ),
        ])
    func keyInfo(_ keyInfo: String, _ quirk: SignatureQuirk) throws {
        let fixture = try EnvelopeFixture()
        var partner = PartnerSignature()
        partner.keyInfo = keyInfo
        let signed = try partner.signing(fixture)
        #expect(try fixture.verify(signed, policy: SignaturePolicy(quirks: [quirk])).get().quirks == [quirk])
        #expect(try fixture.verify(signed).refusal == .keyInfo)
    }

    @Test("T-032 SHA-1 digests are accepted by exception, and told")
    func sha1Digest() throws {
        let fixture = try EnvelopeFixture()
        var partner = PartnerSignature()
        partner.digestMethod = "http://www.w3.org/2000/09/xmldsig#sha1"
        partner.digest = { SHA1.digest($0) }
        let signed = try partner.signing(fixture)
        #expect(try fixture.verify(signed, policy: SignaturePolicy(allowSHA1: true)).get().usesSHA1)
        #expect(try fixture.verify(signed).refusal == .algorithm)
        // The exception opens nothing else.
        partner.method = "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"
        #expect(
            try fixture.verify(partner.signing(fixture), policy: SignaturePolicy(allowSHA1: true)).refusal == .algorithm
        )
    }
}
