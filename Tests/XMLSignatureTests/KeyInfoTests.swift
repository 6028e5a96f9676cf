import Certificates
import Cryptography
import Foundation
import TestSupport
import Testing
import XML
import XMLSignature

/// KeyInfo tricks: an attacker signs with a key of his own, and tells the verifier to use it, in every way that XML
/// Signature has (4.5). The key comes from the register; what is in KeyInfo never decides, and nothing in it is looked up.
@Suite("A key that the message itself brings")
struct KeyInfoTests {
    struct Trick: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// With every exception that a partner can be given.
        let code: SignatureRefusal.Code
        /// KeyInfo's content, from the certificates of victim and attacker and the attacker's address.
        let content: @Sendable (_ victim: String, _ attacker: String, _ address: String) -> String

        init(
            _ what: String, _ code: SignatureRefusal.Code,
            _ content: @escaping @Sendable (String, String, String) -> String
        ) {
            (testDescription, self.code, self.content) = (what, code, content)
        }
    }

    @Test(
        "T-034 a KeyInfo trick never lends the attacker's signature the partner's name, and nobody is called for a key",
        arguments: tricks)
    func refused(_ trick: Trick) throws {
        let fixture = try EnvelopeFixture()
        let listener = try LoopbackListener()
        let (victim, attacker) = (try EnvelopeFixture.signer.get(), try EnvelopeFixture.stranger.get())
        let content = trick.content(
            Self.data(victim.certificate), Self.data(attacker.certificate), "http://127.0.0.1:\(listener.port)/key")
        var partner = PartnerSignature()
        partner.keyInfo = "<KeyInfo>\(content)</KeyInfo>"
        let forged = try partner.signing(fixture, key: attacker.key)
        let everything = SignaturePolicy(allowSHA1: true, quirks: Set(SignatureQuirk.allCases))
        #expect(try fixture.verify(forged, policy: everything).refusal == trick.code)
        #expect(try fixture.verify(forged).refusal != nil)
        #expect(!listener.wasCalled)
        // The same KeyInfo in what the victim has signed: where its form is allowed, it takes nothing away either.
        let genuine = try partner.signing(fixture)
        let expected: SignatureRefusal.Code? = trick.code == .signatureValue ? nil : trick.code
        #expect(try fixture.verify(genuine, policy: everything).refusal == expected)
    }

    @Test("T-034 the certificate shown is the first, whoever's it is, and that it is another's than the key's is seen")
    func shown() throws {
        let fixture = try EnvelopeFixture()
        let (victim, attacker) = (try EnvelopeFixture.signer.get(), try EnvelopeFixture.stranger.get())
        for (first, second) in [(victim, attacker), (attacker, victim)] {
            var partner = PartnerSignature()
            partner.keyInfo = "<KeyInfo>\(Self.data(first.certificate))\(Self.data(second.certificate))</KeyInfo>"
            let document = try XMLDocument.parse(partner.signing(fixture), limits: .envelope)
            #expect(SignatureVerifier.embeddedCertificates(document) == [first, second].map(\.certificate.der))
        }
    }

    private static func data(_ certificate: Certificate) -> String {
        "<X509Data><X509Certificate>\(Base64.encode(certificate.der))</X509Certificate></X509Data>"
    }

    static let tricks = [
        Trick("the victim's certificate over the attacker's signature", .signatureValue) { victim, _, _ in victim },
        Trick("the attacker's certificate", .signatureValue) { _, attacker, _ in attacker },
        Trick("both certificates, the attacker's first", .signatureValue) { victim, attacker, _ in attacker + victim },
        Trick("both certificates, the attacker's last", .signatureValue) { victim, attacker, _ in victim + attacker },
        Trick("both certificates in one X509Data", .signatureValue) { victim, attacker, _ in
            victim.replacingOccurrences(of: "</X509Data>", with: "")
                + attacker.replacingOccurrences(of: "<X509Data>", with: "")
        },
        Trick("a KeyValue beside the victim's certificate", .signatureValue) { victim, _, _ in
            "<KeyValue><RSAKeyValue><Modulus>AQ==</Modulus><Exponent>AQAB</Exponent></RSAKeyValue></KeyValue>" + victim
        },
        Trick("the victim's name beside the attacker's certificate", .signatureValue) { _, attacker, _ in
            "<KeyName>8090001</KeyName>" + attacker
        },
        Trick("the victim's subject beside the attacker's certificate", .signatureValue) { _, attacker, _ in
            attacker.replacingOccurrences(
                of: "<X509Data>", with: "<X509Data><X509SubjectName>O=Nordbygda kommune</X509SubjectName>")
        },
        Trick("a key of one's choice without a certificate", .keyInfo) { _, _, _ in
            "<KeyValue><RSAKeyValue><Modulus>AQ==</Modulus><Exponent>AQAB</Exponent></RSAKeyValue></KeyValue>"
        },
        Trick("a key to be fetched", .keyInfo) { victim, _, address in
            victim + "<RetrievalMethod URI=\"\(address)\"/>"
        },
        Trick("a key to be fetched from a file", .keyInfo) { victim, _, _ in
            victim + "<RetrievalMethod URI=\"file:///etc/ssl/certs/ca-certificates.crt\"/>"
        },
        Trick("a key elsewhere in the envelope", .keyInfo) { victim, _, _ in
            victim + "<RetrievalMethod URI=\"#key\" Type=\"http://www.w3.org/2000/09/xmldsig#X509Data\"/>"
        },
        Trick("a reference to another KeyInfo", .keyInfo) { victim, _, address in
            victim + "<KeyInfoReference xmlns=\"http://www.w3.org/2009/xmldsig11#\" URI=\"\(address)\"/>"
        },
        Trick("a key in DER", .keyInfo) { victim, _, _ in
            victim + "<DEREncodedKeyValue xmlns=\"http://www.w3.org/2009/xmldsig11#\">MA==</DEREncodedKeyValue>"
        },
        Trick("a security token of another standard", .keyInfo) { victim, _, address in
            "<w:SecurityTokenReference xmlns:w=\"urn:wsse\"><w:Reference URI=\"\(address)\"/>"
                + "</w:SecurityTokenReference>" + victim
        },
        Trick("a key of PGP", .keyInfo) { victim, _, _ in
            victim + "<PGPData><PGPKeyID>AAAAAAAAAAA=</PGPKeyID></PGPData>"
        },
        Trick("a revocation list of one's own in X509Data", .keyInfo) { victim, _, _ in
            victim.replacingOccurrences(of: "</X509Data>", with: "<X509CRL>MAA=</X509CRL></X509Data>")
        },
        Trick("a certificate by its digest", .keyInfo) { victim, _, _ in
            victim.replacingOccurrences(
                of: "</X509Data>",
                with: "<X509Digest xmlns=\"http://www.w3.org/2009/xmldsig11#\" Algorithm=\"urn:x\">AA==</X509Digest>"
                    + "</X509Data>")
        },
    ]
}
