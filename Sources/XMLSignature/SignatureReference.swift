/// A reference of an envelope's signature: what is digested, and its digest.
///
/// An acknowledgment repeats those of the message it acknowledges (HITS 1172 r.116, 117).
public struct SignatureReference: Sendable, Equatable, Hashable {
    /// Empty for the envelope itself, `cid:` and a Content-ID for a part.
    public let uri: String
    /// The algorithm's identifier, `http://www.w3.org/2001/04/xmlenc#sha256`.
    public let digestAlgorithm: String
    public let digest: [UInt8]

    public init(uri: String, digestAlgorithm: String, digest: [UInt8]) {
        self.uri = uri
        self.digestAlgorithm = digestAlgorithm
        self.digest = digest
    }
}
