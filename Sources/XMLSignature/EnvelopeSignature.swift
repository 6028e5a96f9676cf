import Cryptography
import Glibc
import XML

/// A signed envelope and what its signature refers to.
public struct SignedEnvelope: Sendable {
    public let bytes: [UInt8]
    /// The envelope's reference first, then the parts' in the order given.
    public let references: [SignatureReference]
}

/// Why an envelope could not be signed.
public enum EnvelopeSignatureError: String, Error, Sendable, CaseIterable {
    /// The place for the signature is not there, or there more than once.
    case insertionPoint
    /// Two parts have the same Content-ID.
    case duplicatePart
    /// The octets given are no XML document.
    case notXML
}

/// Signs an envelope the way the profile says (HIS 1037 5.5, HITS 1172 5.10): RSA-SHA256, Canonical XML 1.0.
///
/// The digest is taken straight over the octets, which therefore must be what ``XMLWriter`` wrote; the signature is
/// put in as octets too. The private key's operation is what it costs.
public struct EnvelopeSignature {
    /// - Parameters:
    ///   - canonical: The whole envelope without signature, in canonical form.
    ///   - insertionMarker: The end tag before which the signature is put; must be there once.
    ///   - inScopeNamespaces: All namespaces in scope inside `SOAP:Header`. SignedInfo inherits them.
    ///   - parts: Content-ID without brackets, and SHA-256 of the part's decoded octets.
    ///   - certificateDER: The signer's certificate; the only one that is put in.
    ///   - sign: Makes the RSA-SHA256 signature over the octets it is given.
    /// - Throws: ``EnvelopeSignatureError``, and what `sign` throws.
    public static func sign(
        canonical: [UInt8],
        insertionMarker: [UInt8] = Array("</SOAP:Header>".utf8),
        inScopeNamespaces: [(prefix: String, uri: String)],
        parts: [(contentID: String, digest: [UInt8])],
        certificateDER: [UInt8],
        sign: ([UInt8]) throws -> [UInt8]
    ) throws -> SignedEnvelope {
        guard Set(parts.map(\.contentID)).count == parts.count else { throw EnvelopeSignatureError.duplicatePart }
        let places = canonical.places(of: insertionMarker, atMost: 2)
        guard let place = places.first, places.count == 1 else { throw EnvelopeSignatureError.insertionPoint }

        let envelope = SHA256.digest(try covered(canonical))
        let digests = [(uri: "", digest: envelope)] + parts.map { (uri: "cid:" + $0.contentID, digest: $0.digest) }
        let references = digests.map {
            SignatureReference(uri: $0.uri, digestAlgorithm: SignatureVocabulary.sha256, digest: $0.digest)
        }
        let signedInfo = SignedInfoText(references: references, inScope: inScopeNamespaces)
        let signature = try signedInfo.signature(value: sign(signedInfo.canonical), certificateDER: certificateDER)

        var bytes: [UInt8] = []
        bytes.reserveCapacity(canonical.count + signature.count)
        bytes += canonical[..<place]
        bytes += signature
        bytes += canonical[place...]
        return SignedEnvelope(bytes: bytes, references: references)
    }

    /// The octets as they are, unless something in them is named like what the actor filter takes out.
    private static func covered(_ canonical: [UInt8]) throws -> [UInt8] {
        let names = [ActorFilter.nextMSH, ActorFilter.next]
        guard names.contains(where: { !canonical.places(of: Array($0.utf8), atMost: 1).isEmpty }) else {
            return canonical
        }
        do {
            let limits = XMLLimits(maximumBytes: canonical.count, maximumElements: .max, maximumTextBytes: .max)
            let document = try XMLDocument.parse(canonical, limits: limits)
            return try Canonicalization.canonicalize(document, omitting: ActorFilter.omits)
        } catch {
            throw EnvelopeSignatureError.notXML
        }
    }
}

extension [UInt8] {
    /// Where `pattern` begins, at most so many times.
    func places(of pattern: [UInt8], atMost maximum: Int) -> [Int] {
        guard let first = pattern.first else { return [] }
        return withUnsafeBytes { octets in
            var found: [Int] = []
            var start = 0
            while found.count < maximum, start + pattern.count <= octets.count, let base = octets.baseAddress,
                let next = memchr(base + start, Int32(first), octets.count - pattern.count + 1 - start)
            {
                if memcmp(next, pattern, pattern.count) == 0 { found.append(UnsafeRawPointer(next) - base) }
                start = UnsafeRawPointer(next) - base + 1
            }
            return found
        }
    }
}
