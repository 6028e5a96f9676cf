import Cryptography
import Foundation
import Testing
import XML
import XMLSignature

/// The allow-lists of algorithms, transforms, references and structure. Each case is signed rightly for what it says.
@Suite struct ProfileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: SignatureRefusal.Code
        let change: @Sendable (inout PartnerSignature) -> Void

        init(
            _ name: String, _ code: SignatureRefusal.Code,
            _ change: @escaping @Sendable (inout PartnerSignature) -> Void
        ) {
            testDescription = name
            self.code = code
            self.change = change
        }
    }

    @Test("a partner's signature in the profile's form is accepted")
    func accepts() throws {
        let fixture = try EnvelopeFixture()
        #expect(try fixture.verify(PartnerSignature().signing(fixture)).refusal == nil)
    }

    @Test(
        "T-030, T-031, T-032, T-033 what is not on the list is refused",
        arguments: downgrades + transforms + references + structures)
    func refuses(_ item: Case) throws {
        let fixture = try EnvelopeFixture()
        var partner = PartnerSignature()
        item.change(&partner)
        #expect(try fixture.verify(partner.signing(fixture)).refusal == item.code)
    }

    static let downgrades = [
        Case("SHA-1 signature", .algorithm) { $0.method = "http://www.w3.org/2000/09/xmldsig#rsa-sha1" },
        Case("MD5 signature", .algorithm) { $0.method = "http://www.w3.org/2001/04/xmldsig-more#rsa-md5" },
        Case("HMAC", .algorithm) { $0.method = "http://www.w3.org/2000/09/xmldsig#hmac-sha1" },
        Case("HMAC truncated", .algorithm) {
            $0.method = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"
            $0.methodContent = "<HMACOutputLength>0</HMACOutputLength>"
        },
        Case("output length on RSA", .algorithm) { $0.methodContent = "<HMACOutputLength>1</HMACOutputLength>" },
        Case("DSA", .algorithm) { $0.method = "http://www.w3.org/2000/09/xmldsig#dsa-sha1" },
        Case("no algorithm", .algorithm) { $0.method = "" },
        Case("SHA-1 digest", .algorithm) {
            $0.digestMethod = "http://www.w3.org/2000/09/xmldsig#sha1"
            $0.digest = { SHA1.digest($0) }
        },
        Case("SHA-1 digest called SHA-256", .malformedSignature) { $0.digest = { SHA1.digest($0) } },
        Case("empty digest", .malformedSignature) { $0.digest = { _ in [] } },
        Case("canonicalization with comments", .algorithm) {
            $0.canonicalization = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments"
        },
        Case("canonicalization 1.1", .algorithm) { $0.canonicalization = "http://www.w3.org/2006/12/xml-c14n11" },
        Case("exclusive SignedInfo without exception", .algorithm) {
            $0.canonicalization = "http://www.w3.org/2001/10/xml-exc-c14n#"
        },
    ]

    static let transforms = [
        Case("no transforms", .malformedSignature) {
            $0.transforms = []; $0.envelopeURI = #"URI="" X="1""#
        }
        .expecting(.referenceURI),
        Case("only canonicalization", .transform) { $0.transforms = [PartnerSignature.inclusive] },
        Case("no canonicalization", .transform) {
            $0.transforms = [PartnerSignature.enveloped, PartnerSignature.xpath()]
        },
        Case("another order", .transform) {
            $0.transforms = [PartnerSignature.xpath(), PartnerSignature.enveloped, PartnerSignature.inclusive]
        },
        Case("enveloped twice", .transform) {
            $0.transforms = [PartnerSignature.enveloped, PartnerSignature.enveloped, PartnerSignature.inclusive]
        },
        Case("a hundred", .transform) { $0.transforms = Array(repeating: PartnerSignature.enveloped, count: 100) },
        Case("XSLT", .transform) {
            $0.transforms[1] =
                #"<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><x xmlns="urn:x"/></Transform>"#
        },
        Case("XPath filter 2", .transform) {
            $0.transforms[1] = #"<Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"/>"#
        },
        Case("base64", .transform) {
            $0.transforms[1] = #"<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"/>"#
        },
        Case("missing filter without exception", .transform) {
            $0.transforms.remove(at: 1)
            $0.isFiltered = false
        },
        Case("exclusive without exception", .algorithm) {
            $0.transforms[2] = PartnerSignature.exclusive
            $0.isExclusive = true
        },
        Case("prefix list", .transform) {
            $0.transforms[2] =
                #"<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><InclusiveNamespaces "#
                + #"xmlns="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="eb"/></Transform>"#
        },
        Case("another XPath", .transform) { $0.transforms[1] = PartnerSignature.xpath("true()") },
        Case("XPath that hides the body", .transform) {
            $0.transforms[1] = PartnerSignature.xpath("not(ancestor-or-self::SOAP:Body)")
        },
        Case("XPath with one actor", .transform) {
            $0.transforms[1] = PartnerSignature.xpath(
                #"not(ancestor-or-self::node()[@SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"])"#)
        },
        Case("XPath whose actor holds a space", .transform) {
            $0.transforms[1] = PartnerSignature.xpath(
                PartnerSignature.expression().replacingOccurrences(of: "actor/next", with: "actor/ next"))
        },
        Case("XPath with two prefixes", .transform) {
            $0.transforms[1] = PartnerSignature.xpath(
                #"not(ancestor-or-self::node()[@SOAP:actor="urn:oasis:names:tc:ebxml-msg:actor:nextMSH"]"#
                    + #"|ancestor-or-self::node()[@eb:actor="http://schemas.xmlsoap.org/soap/actor/next"])"#)
        },
        Case("XPath with a prefix of another namespace", .transform) {
            $0.transforms[1] = PartnerSignature.xpath(PartnerSignature.expression("eb"))
        },
        Case("XPath with an unbound prefix", .transform) {
            $0.transforms[1] = PartnerSignature.xpath(PartnerSignature.expression("nobody"))
        },
        Case("XPath with an element inside", .transform) {
            $0.transforms[1] = PartnerSignature.xpath(PartnerSignature.expression() + "<x/>")
        },
        Case("two XPaths in one transform", .transform) {
            let one = PartnerSignature.xpath()
            $0.transforms[1] = one.replacingOccurrences(of: "</Transform>", with: "<XPath>true()</XPath></Transform>")
        },
    ]

    static let references = [
        Case("an id", .referenceURI) { $0.envelopeURI = ##"URI="#header""## },
        Case("an xpointer", .referenceURI) { $0.envelopeURI = ##"URI="#xpointer(/)""## },
        Case("a bare number sign", .referenceURI) { $0.envelopeURI = ##"URI="#""## },
        Case("a file", .referenceURI) { $0.envelopeURI = #"URI="file:///etc/passwd""# },
        Case("a web address", .referenceURI) { $0.envelopeURI = #"URI="http://127.0.0.1/""# },
        Case("no URI", .referenceURI) { $0.envelopeURI = "" },
        Case("cid without a name", .referenceURI) { $0.envelopeURI = #"URI="cid:""# },
        Case("a Manifest's type", .referenceURI) {
            $0.envelopeURI = #"URI="" Type="http://www.w3.org/2000/09/xmldsig#Manifest""#
        },
        Case("the envelope as a part", .transform) { $0.envelopeURI = #"URI="cid:part-1@nordbygda.example""# },
        Case("more references than parts", .malformedSignature) {
            $0.otherReferences = PartnerSignature.reference(to: ("other@x.example", [1]))
        },
    ]

    static let structures = [
        Case("no KeyInfo", .malformedSignature) { $0.keyInfo = "" },
        Case("empty KeyInfo", .keyInfo) { $0.keyInfo = "<KeyInfo/>" },
        Case("KeyValue only", .keyInfo) { $0.keyInfo = "<KeyInfo><KeyValue/></KeyInfo>" },
        Case("RetrievalMethod", .keyInfo) {
            $0.keyInfo = "<KeyInfo><RetrievalMethod URI='file:///x'/></KeyInfo>"
        },
        Case("KeyValue beside, without exception", .keyInfo) {
            $0.keyInfo = $0.keyInfo.replacingOccurrences(of: "<KeyInfo>", with: "<KeyInfo><KeyValue/>")
        },
        Case("two certificates, without exception", .keyInfo) {
            $0.keyInfo =
                "<KeyInfo><X509Data><X509Certificate>AQ==</X509Certificate><X509Certificate>Ag==</X509Certificate>"
                + "</X509Data></KeyInfo>"
        },
        Case("an Object", .objectPresent) { $0.afterKeyInfo = "<Object/>" },
        Case("an Object inside", .objectPresent) {
            $0.afterKeyInfo = "<x xmlns='urn:x'><Object xmlns='http://www.w3.org/2000/09/xmldsig#'/></x>"
        },
        Case("something after KeyInfo", .malformedSignature) { $0.afterKeyInfo = "<KeyInfo/>" },
    ]
}

extension ProfileTests.Case {
    fileprivate func expecting(_ code: SignatureRefusal.Code) -> Self { Self(testDescription, code, change) }
}
