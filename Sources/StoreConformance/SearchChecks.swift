import Foundation
import Identifiers
import Store

/// Searching: every filter, every combination agrees with looking at all messages, pages do not overlap.
enum SearchChecks {
    typealias Check = StoreConformance.Check

    static let all = [anyID, mailID, pages, filters, emptyLists, time]

    private static let anyID = Check("U-01 one search field finds a message by any of its ids") { stage in
        let store = try await stage.tenant()
        _ = try await store.insert(stage.outgoing())
        let ids: [(String, any WritableKeyPath<StoredMessage, String?> & Sendable)] = [
            ("a", \.messageID), ("b", \.conversationID), ("c", \.refToMessageID), ("d", \.msgID),
            ("e", \.originalMsgID),
        ]
        for (id, field) in ids {
            var message = stage.outgoing()
            message[keyPath: field] = id
            let stored = try await store.insert(message)
            try Expect.equal(try await store.search { $0.anyID = id }, [stored.serverID])
            try Expect.equal(try await store.search { $0.anyID = stored.serverID.uuidString }, [stored.serverID])
            try Expect.equal(
                try await store.search { $0.anyID = stored.serverID.uuidString.lowercased() }, [stored.serverID])
            try Expect.equal(
                try await store.search {
                    $0.anyID = id
                    $0.direction = .incoming
                }, [])
        }
        try Expect.equal(try await store.search { $0.anyID = "f" }, [])
    }

    private static let mailID = Check("U-01 a message is found by the Message-ID of its mail") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing())
        try await store.write {
            try $0.begin(Attempt(message: message.key, number: 1, mailMessageID: "<x@mail.example>", date: stage.now))
        }
        try Expect.equal(try await store.search { $0.anyID = "<x@mail.example>" }, [message.serverID])
        try await store.read {
            try Expect.equal(try $0.sent(mailMessageID: "<x@mail.example>"), message)
            try Expect.equal(try $0.sent(mailMessageID: "<y@mail.example>"), nil)
        }
    }

    private static let pages = Check("U-03 pages follow each other without gap or overlap, newest first") { stage in
        let store = try await stage.tenant()
        var expected: [MessageKey] = []
        for _ in 0..<23 { expected.append(try await store.insert(stage.incoming()).key) }
        var found: [MessageKey] = []
        var query = MessageQuery()
        query.limit = 5
        while true {
            let page = try await store.read { [query] in try $0.messages(query).map(\.key) }
            guard let last = page.last else { break }
            try Expect.that(page.count <= 5, "a page is no longer than asked for")
            found += page
            query.before = last
        }
        try Expect.equal(found, expected.reversed())
    }

    private static let filters = Check("U-03 any combination of filters finds what they say") { stage in
        let store = try await stage.tenant()
        let messages = try await fill(store, stage)
        for query in try queries(stage) {
            let expected = messages.filter { query.matches($0) }.sorted { $0.key > $1.key }.prefix(query.limit)
            let found = try await store.read { try $0.messages(query) }
            try Expect.equal(found.map(\.key.value), expected.map(\.key.value))
            try Expect.equal(found, Array(expected))
        }
    }

    private static let emptyLists = Check("U-03 a list of no states or kinds matches nothing") { stage in
        let store = try await stage.tenant()
        _ = try await store.insert(stage.outgoing())
        try Expect.equal(try await store.search { $0.states = [] }, [])
        try Expect.equal(try await store.search { $0.kinds = [] }, [])
        try Expect.equal(try await store.search { $0.limit = 0 }, [])
    }

    private static let time = Check("U-03 a time begins with `since` and ends before `until`") { stage in
        let store = try await stage.tenant()
        let offsets: [TimeInterval] = [-86_400, -3_600, -1, 0, 1, 7_200, -500_000]
        var stored: [StoredMessage] = []
        for offset in offsets { stored.append(try await store.insert(stage.outgoing(at: stage.later(offset)))) }
        for since in offsets {
            for until in offsets {
                let (start, end) = (stage.later(since), stage.later(until))
                let expected = stored.filter { $0.createdAt >= start && $0.createdAt < end }.map(\.serverID)
                let found = try await store.search {
                    $0.since = start
                    $0.until = end
                }
                try Expect.equal(found, expected.reversed())
            }
        }
    }

    /// Messages of all sorts, spread by small steps of different length so that combinations occur.
    private static func fill(_ store: any TenantStore, _ stage: Stage) async throws -> [StoredMessage] {
        let states: [MessageState] = [.sent, .acknowledged, .queuedForHandOver, .parked]
        let kinds: [MessageKind] = [.business, .appRec, .acknowledgment]
        let actions = ["Dialogmelding", "Epikrise", nil]
        var stored: [StoredMessage] = []
        for number in 0..<240 {
            var message = StoredMessage(
                serverID: UUID(), direction: number % 5 < 2 ? .outgoing : .incoming, kind: kinds[number % 3],
                state: states[number % 4], at: stage.later(Double(number) * 600),
                application: number % 7 == 0 ? .waiting : .notExpected)
            message.action = actions[number % 11 % 3]
            message.fromHER = try stage.her(1 + number % 3)
            message.toHER = number % 13 == 0 ? nil : try stage.her(1 + number % 4)
            stored.append(try await store.insert(message))
        }
        return stored
    }

    private static func queries(_ stage: Stage) throws -> [MessageQuery] {
        let changes: [(inout MessageQuery) throws -> Void] = [
            { $0.partner = try stage.her(2) }, { $0.own = try stage.her(1) }, { $0.action = "Epikrise" },
            { $0.states = [.parked, .sent] }, { $0.application = .waiting },
            { $0.kinds = [.business, .acknowledgment] },
            { $0.direction = .incoming },
            {
                $0.since = stage.later(20_000)
                $0.until = stage.later(120_000)
            },
        ]
        return try (0..<(1 << changes.count)).map { chosen in
            var query = MessageQuery()
            query.limit = chosen.isMultiple(of: 3) ? 4 : 500
            for (bit, change) in changes.enumerated() where chosen & (1 << bit) != 0 { try change(&query) }
            return query
        }
    }
}

extension MessageQuery {
    /// The filters said once more, message by message.
    fileprivate func matches(_ message: StoredMessage) -> Bool {
        let outgoing = message.direction == .outgoing
        let sides = outgoing ? (message.toHER, message.fromHER) : (message.fromHER, message.toHER)
        return (partner == nil || sides.0 == partner) && (own == nil || sides.1 == own)
            && (action == nil || message.action == action) && (states?.contains(message.state) ?? true)
            && (application == nil || message.application == application)
            && (kinds?.contains(message.kind) ?? true) && (direction == nil || message.direction == direction)
            && (since.map { message.createdAt >= $0 } ?? true) && (until.map { message.createdAt < $0 } ?? true)
    }
}
