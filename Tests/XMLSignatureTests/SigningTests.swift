import Certificates
import Cryptography
import Foundation
import Testing
import XML
import XMLSignature

@Suite struct SigningTests {
    @Test("HITS 1172 r.35-38, 41 the signature has the profile's structure and one certificate")
    func structure() throws {
        let fixture = try EnvelopeFixture()
        let signed = try fixture.signed()
        let document = try XMLDocument.parse(signed.bytes, limits: .envelope)
        let signature = try #require(
            document.root.first("Header", EnvelopeFixture.soap)?.first("Signature", EnvelopeFixture.ds))
        let references = try #require(
            signature.first("SignedInfo", EnvelopeFixture.ds)?.all("Reference", EnvelopeFixture.ds))
        #expect(references.map { $0.attribute("URI") } == ["", "cid:part-1@nordbygda.example"])
        let transforms = references[0].first("Transforms", EnvelopeFixture.ds)?.children ?? []
        #expect(
            transforms.map { $0.attribute("Algorithm") } == [
                "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
                "http://www.w3.org/TR/1999/REC-xpath-19991116",
                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            ])
        #expect(references[1].first("Transforms", EnvelopeFixture.ds) == nil)
        #expect(SignatureVerifier.embeddedCertificates(document) == [try EnvelopeFixture.signer.get().certificate.der])
        #expect(SignatureVerifier.references(document) == signed.references)
    }

    @Test("nothing of the envelope but the signature is altered, and the signature is the header's last")
    func splice() throws {
        let fixture = try EnvelopeFixture()
        let text = try fixture.signed().bytes.string
        let start = try #require(text.range(of: "<ds:Signature "))
        let end = try #require(text.range(of: "</ds:Signature>"))
        #expect(text[end.upperBound...].hasPrefix("</SOAP:Header>"))
        #expect(text[..<start.lowerBound] + text[end.upperBound...] == fixture.canonical.string)
    }

    @Test("an envelope without a place for the signature, or with two, is not signed")
    func insertionPoint() throws {
        func sign(_ text: String) throws {
            _ = try EnvelopeSignature.sign(
                canonical: Array(text.utf8), inScopeNamespaces: [], parts: [], certificateDER: [], sign: { $0 })
        }
        #expect(throws: EnvelopeSignatureError.insertionPoint) { try sign("<a></a>") }
        #expect(throws: EnvelopeSignatureError.insertionPoint) { try sign("") }
        #expect(throws: EnvelopeSignatureError.insertionPoint) { try sign("<a></SOAP:Header></SOAP:Header></a>") }
    }

    @Test("T-014 two parts of one name are not signed")
    func duplicateParts() throws {
        let fixture = try EnvelopeFixture(parts: [("a@b.example", [1]), ("a@b.example", [2])])
        #expect(throws: EnvelopeSignatureError.duplicatePart) { try fixture.signed() }
    }

    @Test("the error of the key is passed on")
    func keyError() throws {
        struct KeyGone: Error {}
        let fixture = try EnvelopeFixture()
        #expect(throws: KeyGone.self) {
            try EnvelopeSignature.sign(
                canonical: fixture.canonical, inScopeNamespaces: fixture.namespaces, parts: [], certificateDER: [],
                sign: { _ in throw KeyGone() })
        }
    }
}
