/// Names of XML Signature and of the ebXML profile's choices in it (HIS 1037 5.5, HITS 1172 5.10).
enum SignatureVocabulary {
    static let namespace = "http://www.w3.org/2000/09/xmldsig#"
    static let soapNamespace = "http://schemas.xmlsoap.org/soap/envelope/"

    static let canonicalXML = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    static let exclusiveCanonicalXML = "http://www.w3.org/2001/10/xml-exc-c14n#"
    static let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
    static let xpath = "http://www.w3.org/TR/1999/REC-xpath-19991116"

    static let rsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    static let rsaSHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
    static let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"
    static let sha1 = "http://www.w3.org/2000/09/xmldsig#sha1"
}
