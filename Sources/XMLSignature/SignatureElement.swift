import Cryptography
import XML

/// A ds:Signature read against the profile's allow-list; nothing in it has been verified.
struct SignatureElement {
    let signedInfo: XMLElement
    /// Whether SignedInfo is canonicalized exclusively, by a quirk.
    let isExclusive: Bool
    let algorithm: SignatureAlgorithm
    let references: [ReferenceElement]
    let value: [UInt8]
    let quirks: Set<SignatureQuirk>

    /// - Parameter maximumReferences: More are refused before any is read.
    init(_ element: XMLElement, maximumReferences: Int, policy: SignaturePolicy) throws(SignatureRefusal) {
        let children = try element.profileChildren("SignedInfo", "SignatureValue", "KeyInfo")
        signedInfo = children[0]
        guard let value = Base64.decode(children[1].textBytes), !value.isEmpty, children[1].children.isEmpty else {
            throw SignatureRefusal(.malformedSignature, "SignatureValue")
        }
        self.value = value
        var quirks = try Self.keyInfoQuirks(children[2])

        let inside = signedInfo.children
        guard inside.count >= 3, inside.count <= maximumReferences + 2,
            inside[0].is("CanonicalizationMethod", SignatureVocabulary.namespace),
            inside[1].is("SignatureMethod", SignatureVocabulary.namespace),
            inside.dropFirst(2).allSatisfy({ $0.is("Reference", SignatureVocabulary.namespace) })
        else { throw SignatureRefusal(.malformedSignature, "SignedInfo") }

        switch try inside[0].profileAlgorithm() {
        case SignatureVocabulary.canonicalXML: isExclusive = false
        case SignatureVocabulary.exclusiveCanonicalXML:
            isExclusive = true
            quirks.insert(.exclusiveCanonicalization)
        default: throw SignatureRefusal(.algorithm, "CanonicalizationMethod")
        }
        switch try inside[1].profileAlgorithm() {
        case SignatureVocabulary.rsaSHA256: algorithm = .rsaSHA256
        case SignatureVocabulary.rsaSHA1 where policy.allowSHA1: algorithm = .rsaSHA1
        default: throw SignatureRefusal(.algorithm, "SignatureMethod")
        }
        var references: [ReferenceElement] = []
        for reference in inside.dropFirst(2) { references.append(try ReferenceElement(reference, policy: policy)) }
        self.references = references
        self.quirks = references.reduce(quirks) { $0.union($1.quirks) }
        guard let unaccepted = self.quirks.subtracting(policy.quirks).map(\.rawValue).sorted().first else { return }
        throw SignatureRefusal(Self.refusal(of: self.quirks.subtracting(policy.quirks)), unaccepted)
    }

    private static func refusal(of quirks: Set<SignatureQuirk>) -> SignatureRefusal.Code {
        if quirks.contains(.missingActorFilter) { return .transform }
        return quirks.contains(.exclusiveCanonicalization) ? .algorithm : .keyInfo
    }

    /// Exactly one certificate, which is never used as key here.
    private static func keyInfoQuirks(_ keyInfo: XMLElement) throws(SignatureRefusal) -> Set<SignatureQuirk> {
        var quirks: Set<SignatureQuirk> = []
        var certificates = 0
        for child in keyInfo.children {
            if child.is("X509Data", SignatureVocabulary.namespace) {
                for item in child.children {
                    if item.is("X509Certificate", SignatureVocabulary.namespace) {
                        certificates += 1
                    } else if ["X509SubjectName", "X509IssuerSerial", "X509SKI"]
                        .contains(where: { item.is($0, SignatureVocabulary.namespace) })
                    {
                        quirks.insert(.certificateChain)
                    } else {
                        throw SignatureRefusal(.keyInfo, "X509Data")
                    }
                }
            } else if child.is("KeyValue", SignatureVocabulary.namespace)
                || child.is("KeyName", SignatureVocabulary.namespace)
            {
                quirks.insert(.keyValueBesideCertificate)
            } else {
                throw SignatureRefusal(.keyInfo, "KeyInfo")
            }
        }
        if certificates == 0 { throw SignatureRefusal(.keyInfo, "X509Certificate") }
        if certificates > 1 { quirks.insert(.certificateChain) }
        return quirks
    }
}

extension XMLElement {
    /// The children, if they are exactly these elements of XML Signature in this order.
    func profileChildren(_ names: String...) throws(SignatureRefusal) -> [XMLElement] {
        let found = children
        guard found.count == names.count, zip(found, names).allSatisfy({ $0.is($1, SignatureVocabulary.namespace) })
        else { throw SignatureRefusal(.malformedSignature, names.joined(separator: ", ")) }
        return found
    }

    /// The algorithm named by an element that has no other attribute and no parameters inside.
    func profileAlgorithm(_ code: SignatureRefusal.Code = .algorithm) throws(SignatureRefusal) -> String {
        guard let algorithm = attribute("Algorithm"), attributes.count == 1, children.isEmpty else {
            throw SignatureRefusal(code, "parameters")
        }
        return algorithm
    }
}
