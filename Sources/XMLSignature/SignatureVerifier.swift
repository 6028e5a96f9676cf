public import Cryptography
public import XML

/// Verifies the one ds:Signature in `/SOAP:Envelope/SOAP:Header` (HIS 1037 5.5, HITS 1172 5.10).
///
/// Only the profile's algorithms and transforms are known, and none of a stranger's choosing is carried out. "Verified"
/// means that the header and every part are covered, each by exactly one reference.
public enum SignatureVerifier {
    /// - Parameters:
    ///   - document: The envelope as received, parsed.
    ///   - parts: Every part beside the envelope: Content-ID without brackets, decoded octets.
    ///   - key: The partner's, from the register or the agreement; never taken from the message.
    public static func verify(
        _ document: XMLDocument,
        parts: [(contentID: String, bytes: [UInt8])],
        key: PublicKey,
        policy: SignaturePolicy = SignaturePolicy()
    ) -> Result<CoveredContent, SignatureRefusal> {
        Result { () throws(SignatureRefusal) in
            // Allow-list first, then the key, then the digests: nothing is computed for what could not be accepted.
            let shape = try EnvelopeShape(document)
            let element = try shape.signature(in: document)
            let signature = try SignatureElement(element, maximumReferences: parts.count + 1, policy: policy)
            let coverage = try SignatureCoverage(signature.references, parts: parts)
            try checkValue(of: signature, in: document, key: key)
            try coverage.checkParts()
            return try covered(document, without: element, signature, coverage)
        }
    }

    /// The certificates that the signature carries, DER, in order. Untrusted: a hint which key to look for.
    public static func embeddedCertificates(_ document: XMLDocument) -> [[UInt8]] {
        let keyInfo = untrustedSignature(document)?.first("KeyInfo", SignatureVocabulary.namespace)
        return (keyInfo?.all("X509Data", SignatureVocabulary.namespace) ?? [])
            .flatMap { $0.all("X509Certificate", SignatureVocabulary.namespace) }
            .compactMap { Base64.decode($0.textBytes) }
    }

    /// The references as written. Untrusted: for reports on what could not be verified.
    public static func references(_ document: XMLDocument) -> [SignatureReference] {
        let signedInfo = untrustedSignature(document)?.first("SignedInfo", SignatureVocabulary.namespace)
        return (signedInfo?.all("Reference", SignatureVocabulary.namespace) ?? []).map { reference in
            SignatureReference(
                uri: reference.attribute("URI") ?? "",
                digestAlgorithm: reference.first("DigestMethod", SignatureVocabulary.namespace)?
                    .attribute("Algorithm") ?? "",
                digest: reference.first("DigestValue", SignatureVocabulary.namespace)
                    .flatMap { Base64.decode($0.textBytes) } ?? [],
            )
        }
    }

    private static func untrustedSignature(_ document: XMLDocument) -> XMLElement? {
        document.root.first("Header", SignatureVocabulary.soapNamespace)?.first(
            "Signature", SignatureVocabulary.namespace)
    }

    private static func checkValue(of signature: SignatureElement, in document: XMLDocument, key: PublicKey)
        throws(SignatureRefusal)
    {
        // In place in the envelope: SignedInfo inherits namespaces, and they are part of what was signed.
        guard
            let signed = try? Canonicalization.canonicalize(
                document, apex: signature.signedInfo, exclusive: signature.isExclusive),
            key.verify(signature.value, over: signed, algorithm: signature.algorithm)
        else { throw SignatureRefusal(.signatureValue) }
    }

    /// Digests the envelope and reads again exactly what was digested.
    private static func covered(
        _ document: XMLDocument,
        without signature: XMLElement,
        _ read: SignatureElement,
        _ coverage: SignatureCoverage
    ) throws(SignatureRefusal) -> CoveredContent {
        let canonical = try? Canonicalization.canonicalize(document, exclusive: coverage.isExclusive) { element in
            element == signature || coverage.isFiltered && ActorFilter.omits(element)
        }
        guard let canonical, coverage.envelope.matches(canonical) else { throw SignatureRefusal(.digest, "envelope") }
        guard let content = try? XMLDocument.parse(canonical, limits: document.limits.forCanonicalForm),
            (try? EnvelopeShape(content)) != nil
        else { throw SignatureRefusal(.coverage) }
        return CoveredContent(
            canonicalBytes: canonical,
            document: content,
            references: read.references.map(\.reference),
            quirks: read.quirks,
            usesSHA1: read.algorithm == .rsaSHA1 || read.references.contains(where: \.usesSHA1),
        )
    }
}

extension XMLLimits {
    /// Escapes and end tags make the canonical form of a document somewhat longer than the document.
    fileprivate var forCanonicalForm: XMLLimits {
        var limits = self
        limits.maximumBytes = min(maximumBytes, .max / 6) * 6
        limits.maximumTextBytes = min(maximumTextBytes, .max / 6) * 6
        limits.maximumAttributes = min(maximumAttributes, .max / 2) * 2
        return limits
    }
}
