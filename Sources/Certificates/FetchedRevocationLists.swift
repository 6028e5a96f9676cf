public import Foundation

/// The revocation lists that were fetched: of each issuer at each address the newest that ever came.
///
/// An older list is genuine too, and somebody on the way may give it back to hide a revocation: it never takes the newer
/// one's place.
public struct FetchedRevocationLists: Sendable {
    private struct Place: Hashable {
        let address: String
        let issuer: DistinguishedName
    }

    private var newest: [Place: RevocationList] = [:]

    public init() {}

    public var lists: [RevocationList] {
        newest.sorted { ($0.key.address, $0.value.thisUpdate) < ($1.key.address, $1.value.thisUpdate) }.map(\.value)
    }

    /// What became of a list that is genuine.
    public enum Keeping: String, Sendable {
        case kept
        /// It is older than the one that is kept.
        case older
        /// It is valid only from later on (RFC 5280 5.1.2.4). It would keep out the corrected one; when its time has
        /// come it is fetched again.
        case datedAhead
    }

    /// Takes a list that is genuine, unless it is dated ahead or a newer one is here.
    @discardableResult
    public mutating func keep(_ list: RevocationList, from address: String, at now: Date) -> Keeping {
        guard list.thisUpdate <= now else { return .datedAhead }
        let place = Place(address: address, issuer: list.issuer)
        if let held = newest[place], list.thisUpdate < held.thisUpdate { return .older }
        newest[place] = list
        return .kept
    }

    /// Lets go of lists that are out of date, but for these addresses: a stale list still says who was revoked.
    public mutating func forget(staleAt now: Date, except addresses: Set<String>) {
        newest = newest.filter { place, list in
            addresses.contains(place.address) || list.nextUpdate.map { $0 > now } ?? true
        }
    }
}
