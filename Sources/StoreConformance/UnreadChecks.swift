import Foundation
import Identifiers
import Store

/// What waits for a record system at the API.
enum UnreadChecks {
    typealias Check = StoreConformance.Check

    static let all = [narrowing, order, leaving]

    private static let narrowing = Check("M-053 each condition narrows what is unread") { stage in
        let store = try await stage.tenant()
        let (own, other, partner) = (try stage.her(1), try stage.her(2), try stage.her(3))
        var document = stage.incoming(.handedOver)
        (document.toHER, document.fromHER, document.msgID) = (own, partner, "m")
        let stored = try await store.insert(document)
        let offer = Offer(
            id: UUID(), message: stored.key, recordSystem: "journal", receiver: own, state: .written, at: stage.now)
        try await store.write { try $0.set(offer) }
        let fitting = UnreadQuery(recordSystem: "journal", direction: .incoming)
        let found = Unread(offer: offer, message: stored)
        try await expect([found], for: fitting, in: store)
        try await expect([], for: UnreadQuery(recordSystem: "other", direction: .incoming), in: store)
        try await expect([], for: UnreadQuery(recordSystem: "journal", direction: .outgoing), in: store)
        let conditions: [(Bool, @Sendable (inout UnreadQuery) -> Void)] = [
            (true, { $0.own = [own, other] }), (false, { $0.own = [other] }), (false, { $0.own = [] }),
            (true, { $0.partner = partner }), (false, { $0.partner = other }), (true, { $0.msgID = "m" }),
            (false, { $0.msgID = "n" }), (false, { $0.limit = 0 }),
        ]
        for (fits, change) in conditions {
            var query = fitting
            change(&query)
            try await expect(fits ? [found] : [], for: query, in: store)
        }
    }

    private static let order = Check("M-053 what is unread comes by the document's own time, or by arrival") { stage in
        let store = try await stage.tenant()
        var ids: [UUID] = []
        for offset in [-50.0, -300, nil, -200] {
            var message = stage.incoming(.handedOver, at: stage.later(-100))
            message.generatedAt = offset.map(stage.later)
            let stored = try await store.insert(message)
            try await store.write { [her = try stage.her(1)] in
                try $0.set(
                    Offer(
                        id: stored.serverID, message: stored.key, recordSystem: "journal", receiver: her,
                        state: .written, at: stage.now))
            }
            ids.append(stored.serverID)
        }
        var query = UnreadQuery(recordSystem: "journal", direction: .incoming)
        let rising = [ids[1], ids[3], ids[2], ids[0]]
        try Expect.equal(try await store.read { [query] in try $0.unread(query).map(\.offer.id) }, rising)
        query.newestFirst = true
        query.limit = 2
        try Expect.equal(
            try await store.read { [query] in try $0.unread(query).map(\.offer.id) }, [ids[0], ids[2]])
    }

    private static let leaving = Check("M-053 only what is offered and not taken is unread") { stage in
        let store = try await stage.tenant()
        let stored = try await store.insert(stage.incoming(.handedOver))
        let query = UnreadQuery(recordSystem: "journal", direction: .incoming)
        for state in [Offer.State.offered, .written, .taken, .lost] {
            let offer = Offer(
                id: stored.serverID, message: stored.key, recordSystem: "journal", receiver: try stage.her(1),
                state: state, at: stage.now)
            try await store.write { try $0.set(offer) }
            let expected = state == .written ? [Unread(offer: offer, message: stored)] : []
            try await expect(expected, for: query, in: store)
        }
    }

    private static func expect(_ expected: [Unread], for query: UnreadQuery, in store: any TenantStore) async throws {
        try Expect.equal(try await store.read { try $0.unread(query) }, expected)
    }
}
