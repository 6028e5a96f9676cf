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

    /// Takes a list that is genuine, unless a newer one is here.
    /// - Returns: false when it was older than the one that is kept.
    @discardableResult
    public mutating func keep(_ list: RevocationList, from address: String) -> Bool {
        let place = Place(address: address, issuer: list.issuer)
        if let held = newest[place], list.thisUpdate < held.thisUpdate { return false }
        newest[place] = list
        return true
    }

    /// Lets go of lists that are out of date, but for these addresses: a stale list still says who was revoked.
    public mutating func forget(staleAt now: Date, except addresses: Set<String>) {
        newest = newest.filter { place, list in
            addresses.contains(place.address) || list.nextUpdate.map { $0 > now } ?? true
        }
    }
}
