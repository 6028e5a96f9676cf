import Cryptography
import XML

/// A ds:Reference read against the profile: to the envelope with its transforms, or to a part without any.
struct ReferenceElement {
    enum Target: Equatable {
        case envelope(isFiltered: Bool, isExclusive: Bool)
        case part
    }

    let target: Target
    let reference: SignatureReference
    let quirks: Set<SignatureQuirk>

    var usesSHA1: Bool { reference.digestAlgorithm == SignatureVocabulary.sha1 }

    init(_ element: XMLElement, policy: SignaturePolicy) throws(SignatureRefusal) {
        guard let uri = element.attribute("URI"), element.attributes.allSatisfy({ ["URI", "Id"].contains($0.name) })
        else { throw SignatureRefusal(.referenceURI) }
        if uri.isEmpty {
            let children = try element.profileChildren("Transforms", "DigestMethod", "DigestValue")
            (target, quirks) = try Self.envelopeTarget(children[0].children)
            reference = try Self.read(uri, children[1], children[2], policy)
        } else {
            guard uri.hasPrefix("cid:"), uri.utf8.count > 4 else { throw SignatureRefusal(.referenceURI) }
            if element.first("Transforms", SignatureVocabulary.namespace) != nil { throw SignatureRefusal(.transform) }
            let children = try element.profileChildren("DigestMethod", "DigestValue")
            target = .part
            quirks = []
            reference = try Self.read(uri, children[0], children[1], policy)
        }
    }

    /// The digest of these octets by this reference's algorithm is the one signed.
    func matches(_ octets: [UInt8]) -> Bool {
        (usesSHA1 ? SHA1.digest(octets) : SHA256.digest(octets)) == reference.digest
    }

    /// Enveloped signature, then the actor filter, then canonicalization (HITS 1172 r.35-38).
    private static func envelopeTarget(_ transforms: [XMLElement]) throws(SignatureRefusal) -> (
        Target, Set<SignatureQuirk>
    ) {
        guard (2...3).contains(transforms.count),
            transforms.allSatisfy({ $0.is("Transform", SignatureVocabulary.namespace) })
        else { throw SignatureRefusal(.transform, "count") }
        guard try transforms[0].profileAlgorithm(.transform) == SignatureVocabulary.enveloped else {
            throw SignatureRefusal(.transform, "enveloped-signature is not first")
        }
        var quirks: Set<SignatureQuirk> = []
        let isFiltered = transforms.count == 3
        if isFiltered { try checkFilter(transforms[1]) } else { quirks.insert(.missingActorFilter) }
        switch try transforms[transforms.count - 1].profileAlgorithm(.transform) {
        case SignatureVocabulary.canonicalXML: return (.envelope(isFiltered: isFiltered, isExclusive: false), quirks)
        case SignatureVocabulary.exclusiveCanonicalXML:
            quirks.insert(.exclusiveCanonicalization)
            return (.envelope(isFiltered: isFiltered, isExclusive: true), quirks)
        default: throw SignatureRefusal(.transform, "canonicalization is not last")
        }
    }

    private static func checkFilter(_ transform: XMLElement) throws(SignatureRefusal) {
        guard ActorFilter.isTransform(transform) else { throw SignatureRefusal(.transform, "not the profile's XPath") }
    }

    private static func read(_ uri: String, _ method: XMLElement, _ value: XMLElement, _ policy: SignaturePolicy)
        throws(SignatureRefusal) -> SignatureReference
    {
        let algorithm = try method.profileAlgorithm()
        let length: Int
        switch algorithm {
        case SignatureVocabulary.sha256: length = 32
        case SignatureVocabulary.sha1 where policy.allowSHA1: length = 20
        default: throw SignatureRefusal(.algorithm, "DigestMethod")
        }
        guard let digest = Base64.decode(value.textBytes), digest.count == length, value.children.isEmpty else {
            throw SignatureRefusal(.malformedSignature, "DigestValue")
        }
        return SignatureReference(uri: uri, digestAlgorithm: algorithm, digest: digest)
    }
}
