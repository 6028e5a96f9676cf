import EbXML
import Foundation
import Identifiers
import Store

extension DepartureCounts {
    /// Counts what one message departed in, in the transaction that settles it: never twice for one message.
    static func count(
        _ departures: Set<Tolerance>, of partner: HERId?, at now: Date, in transaction: any TenantTransaction
    ) throws {
        let counted = departures.filter { $0.standing != .conforming }
        guard let partner, !counted.isEmpty else { return }
        var counts =
            try transaction.record(DepartureCounts.self, id: partner.description) ?? DepartureCounts(her: partner)
        for departure in counted {
            let before = counts.uses[departure.rawValue]?.count ?? 0
            counts.uses[departure.rawValue] = Use(count: before + 1, last: now)
        }
        try transaction.put(counts)
    }
}
