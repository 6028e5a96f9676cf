import EbXML
import Foundation

/// HITS 1172 5.10: the signature.
extension ProfileVector {
    private static let dsig = "http://www.w3.org/2000/09/xmldsig#"
    private static let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"
    private static let rsa = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    private static let c14n =
        "<ds:Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"></ds:Transform>"
    private static let enveloped = "<ds:Transform Algorithm=\"\(dsig)enveloped-signature\"></ds:Transform>"
    private static let filter =
        "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">"
        + "<ds:XPath xmlns:SOAP=\"http://schemas.xmlsoap.org/soap/envelope/\">not(ancestor-or-self::node()"
        + "[@SOAP:actor=\"urn:oasis:names:tc:ebxml-msg:actor:nextMSH\"] | ancestor-or-self::node()"
        + "[@SOAP:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"])</ds:XPath></ds:Transform>"

    static let signature: [ProfileVector] = [
        .breaks("45", "no signature") { $0.with { $0.isSigned = false } },
        .breaks("45", "in another namespace") { $0.altering(dsig + "\"><ds:SignedInfo", "urn:other\"><ds:SignedInfo") },
        .breaks("52", "two of them") {
            $0.altering("</ds:Signature>", "</ds:Signature><ds:Signature xmlns:ds=\"\(dsig)\"></ds:Signature>")
        },
        .breaks("52", "one inside a block", in: .ping) {
            $0.altering("</eb:MessageHeader>", "<ds:Signature xmlns:ds=\"\(dsig)\"></ds:Signature></eb:MessageHeader>")
        },
        .breaks("363", "no SignedInfo") { $0.altering("ds:SignedInfo", "ds:SignedOther") },
        .breaks("42", "no SignatureValue") { $0.altering("ds:SignatureValue", "ds:SignatureOther") },
        .breaks("32", "no KeyInfo") { $0.altering("ds:KeyInfo", "ds:KeyOther") },
        .breaks("39", "no Reference") { $0.altering("ds:Reference", "ds:Other") },
        .breaks("40", "the envelope is not referred to") { $0.altering("URI=\"\"", "URI=\"cid:envelope\"") },
        .breaks("40", "the envelope twice") { $0.altering("URI=\"cid:payload-1\"", "URI=\"\"") },
        .breaks("34", "an address on the web") {
            $0.altering("URI=\"cid:payload-1\"", "URI=\"http://hospital.example/1\"")
        },
        .breaks("34", "an id inside") { $0.altering("URI=\"cid:payload-1\"", "URI=\"#payload-1\"") },
        .breaks("34", "a bare Content-ID") { $0.altering("URI=\"cid:payload-1\"", "URI=\"payload-1\"") },
        .breaks("64", "no DigestValue") { $0.altering("ds:DigestValue", "ds:DigestOther") },
        .breaks("64", "a digest of another length") { $0.altering("<ds:DigestValue>", "<ds:DigestValue>AAAA") },
        .breaks("85", "no URI") { $0.altering("<ds:Reference URI=\"\">", "<ds:Reference>") },
        .breaks("50", "another word in the body") { $0.altering("Utskrevet<", "Utskreven<") },
        .breaks("50", "another time in the header", in: .acknowledgment) { $0.altering("09:30:00Z", "09:30:01Z") },
        .breaks("50", "another octet in the part") { $0.sending("\r\n\r\nMII", "\r\n\r\nMIJ") },
        .breaks("50", "a part more") {
            $0.sending("--frontier--", "--frontier\r\nContent-ID: <more>\r\n\r\nx\r\n--frontier--")
        },
        .breaks("50", "the registered key is another") { message in
            message.knowing {
                $0.sender = .found(
                    ProfileMessage.party("edi@hospital.example", ProfileMessage.parties.stranger.certificate))
            }
        },
    ]

    static let signatureMethod: [ProfileVector] = [
        .departs("33", .sha1, "SHA-1") { $0.altering(sha256, dsig + "sha1") },
        .breaks("33", "MD5") { $0.altering(sha256, "http://www.w3.org/2001/04/xmldsig-more#md5") },
        .departs("84", .sha1, "RSA with SHA-1") { $0.altering(rsa, dsig + "rsa-sha1") },
        .breaks("84", "DSA") { $0.altering(rsa, dsig + "dsa-sha1") },
        .breaks("84", "HMAC") { $0.altering(rsa, dsig + "hmac-sha1") },
        .breaks("37", "XPath is first") { $0.altering(enveloped + filter, filter + enveloped) },
        .departs("36", .missingXPathTransform, "no XPath") { $0.altering(filter, "") },
        .breaks("36", "another XPath") { $0.altering("not(ancestor", "(ancestor") },
        .breaks("36", "its prefix is not declared") {
            $0.altering("ds:XPath xmlns:SOAP", "ds:XPath xmlns:S").altering("@SOAP:", "@T:")
        },
        .departs("35", .exclusiveCanonicalization, "exclusive") {
            $0.altering(c14n, "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>")
        },
        .breaks("35", "version 1.1") {
            $0.altering(c14n, "<ds:Transform Algorithm=\"http://www.w3.org/2006/12/xml-c14n11\"></ds:Transform>")
        },
        .breaks("35", "with comments") {
            $0.altering(c14n, c14n.replacingOccurrences(of: "20010315", with: "20010315#WithComments"))
        },
        .departs("38", .missingXPathTransform, "two transforms") { $0.altering(filter, "") },
        .breaks("38", "four transforms") { $0.altering(filter, filter + filter) },
        .breaks("38", "another order") { $0.altering(filter + c14n, c14n + filter) },
    ]

    static let certificate: [ProfileVector] = [
        .breaks("41", "KeyValue alone") { $0.altering("ds:X509Data", "ds:KeyValue") },
        .departs("41", .keyValueBesideCertificate, "KeyValue beside it") {
            $0.altering("</ds:KeyInfo>", "<ds:KeyValue></ds:KeyValue></ds:KeyInfo>")
        },
        .breaks("103", "a name alone") { $0.altering("ds:X509Certificate", "ds:X509SubjectName") },
        .departs("65", .certificateChain, "two certificates") {
            $0.altering("</ds:X509Data>", "<ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data>")
        },
        .departs("46", .embeddedCertificate, "no certificate at all") {
            $0.altering("<ds:X509Certificate>MII", "<ds:X509Certificate>AAA")
        },
        .departs("46", .embeddedCertificate, "one for encryption") { message in
            message.with { $0.signer = ProfileMessage.encryptionPair }
        },
        .breaks("104", "a second too early") { $0.writing("2026-11-21T09:30:00Z", "2026-11-20T09:29:59Z") },
        .keeps("104", "at the first second") { $0.writing("2026-11-21T09:30:00Z", "2026-11-20T09:30:00Z") },
        .breaks("105", "a second too late") { $0.writing("2026-11-21T09:30:00Z", "2028-11-20T09:30:01Z") },
        .keeps("105", "at the last second") { $0.writing("2026-11-21T09:30:00Z", "2028-11-20T09:30:00Z") },
    ]
}
