public import XML

/// What a verified signature covers, and nothing else. Only ``SignatureVerifier`` makes one.
public struct CoveredContent: Sendable {
    /// The octets digested for `URI=""`: the canonical envelope without its signature and without what was addressed
    /// to intermediaries.
    public let canonicalBytes: [UInt8]
    /// ``canonicalBytes``, parsed anew. Read the message from here only.
    public let document: XMLDocument
    /// The references, verified: the envelope's and one for each part, in the signature's order.
    public let references: [SignatureReference]
    /// The accepted departures from the profile that this signature makes use of.
    public let quirks: Set<SignatureQuirk>
    /// Whether SHA-1 was used anywhere in it.
    public let usesSHA1: Bool
}
