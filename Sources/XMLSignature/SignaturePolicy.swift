/// What of a partner's signature is accepted beyond the profile's letter. The default accepts nothing.
public struct SignaturePolicy: Sendable, Equatable {
    /// RSA-SHA1 and SHA-1 digests, which the standard's text of 2011 still names.
    public var allowSHA1: Bool
    /// The departures from the profile that are accepted from this partner.
    public var quirks: Set<SignatureQuirk>

    public init(allowSHA1: Bool = false, quirks: Set<SignatureQuirk> = []) {
        self.allowSHA1 = allowSHA1
        self.quirks = quirks
    }
}

/// A known departure of real partners from the profile. None of them takes header or part out of the signature.
public enum SignatureQuirk: String, Sendable, CaseIterable, Codable {
    /// The envelope's reference lacks the XPath transform: nothing is taken out of the digest (HITS 1172 r.36, r.38).
    case missingActorFilter
    /// Exclusive canonicalization, of the envelope or of SignedInfo, in place of the inclusive one (r.35).
    case exclusiveCanonicalization
    /// A KeyValue or KeyName beside X509Data.
    case keyValueBesideCertificate
    /// More than one certificate in X509Data, or names of it beside (r.65).
    case certificateChain
}
