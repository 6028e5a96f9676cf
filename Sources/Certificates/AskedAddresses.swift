/// The addresses that were asked for revocation lists in one round, so that one issuer's list is fetched once for all whom
/// it has certified.
///
/// Where the answer was genuine for none of a chain's issuers, only chains of the same issuers are done with the address:
/// another's may have signed it.
public struct AskedAddresses: Sendable {
    private struct Attempt: Hashable {
        let address: String
        /// In DER.
        let issuers: [[UInt8]]
    }

    private var answered: Set<String> = []
    private var notGenuine: Set<Attempt> = []

    public init() {}

    public var addresses: Set<String> { answered.union(notGenuine.map(\.address)) }

    /// Whether nothing new can come of asking for this chain's lists.
    public func cover(_ chain: CertificateChain) -> Bool {
        let issuers = Self.issuers(of: chain)
        return chain.certificates.flatMap(\.crlURLs).allSatisfy {
            answered.contains($0) || notGenuine.contains(Attempt(address: $0, issuers: issuers))
        }
    }

    public mutating func note(_ outcome: CRLFetcher.Outcome, at address: String, for chain: CertificateChain) {
        switch outcome {
        case .notGenuine: notGenuine.insert(Attempt(address: address, issuers: Self.issuers(of: chain)))
        case .fetched, .hostNotAllowed, .tooLarge, .timedOut, .unreachable: answered.insert(address)
        }
    }

    private static func issuers(of chain: CertificateChain) -> [[UInt8]] { chain.certificates.dropFirst().map(\.der) }
}
