import Foundation
import Store

/// What happens to a message: events, attempts, receivers, offers; and what was fetched.
enum HistoryChecks {
    typealias Check = StoreConformance.Check

    static let all = [events, attempts, attemptTwice, receivers, offers, fetched, orphans]

    private static let events = Check("M-114 events come in the order they were appended") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing())
        let other = try await store.insert(stage.outgoing())
        let steps = [5.0, 1.0, 3.0].map { offset in
            MessageEvent(
                message: message.key, at: stage.later(offset), step: "step\(offset)", actor: "partner:1",
                detail: ["key": "verdi Æ \" \\ \n", "empty": ""])
        }
        try await store.write { for step in steps { try $0.append(step) } }
        try Expect.equal(try await store.read { try $0.events(of: message.key) }, steps)
        try Expect.equal(try await store.read { try $0.events(of: other.key) }, [])
    }

    private static let attempts = Check("M-114 an attempt is kept when it begins and when it ends") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing())
        var first = Attempt(message: message.key, number: 1, mailMessageID: "<1@a.example>", date: stage.now)
        let second = Attempt(message: message.key, number: 2, mailMessageID: "<2@a.example>", date: stage.later(5))
        try await store.write { [first] in
            try $0.begin(second)
            try $0.begin(first)
        }
        first.outcome = "sent"
        first.finishedAt = stage.later(1)
        try await store.write { [first] in try $0.finish(first) }
        try Expect.equal(try await store.read { try $0.attempts(of: message.key) }, [first, second])
    }

    private static let attemptTwice = Check("M-107 an attempt and its mail Message-ID are begun once") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing())
        try await store.write {
            try $0.begin(Attempt(message: message.key, number: 1, mailMessageID: "<1@a.example>", date: stage.now))
        }
        for (number, id) in [(1, "<2@a.example>"), (2, "<1@a.example>")] {
            try await Expect.refusal(.exists) {
                try await store.write {
                    try $0.begin(Attempt(message: message.key, number: number, mailMessageID: id, date: stage.now))
                }
            }
        }
    }

    private static let receivers = Check("M-110 each receiver has one answer, the last") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing())
        let answer = try await store.insert(stage.incoming())
        let (one, two) = (try stage.her(1), try stage.her(2))
        let waiting = ReceiverState(message: message.key, receiver: two, state: .waiting, at: stage.now)
        let accepted = ReceiverState(
            message: message.key, receiver: one, state: .accepted, appRec: answer.key, at: stage.later(9))
        try await store.write {
            try $0.set(waiting)
            try $0.set(ReceiverState(message: message.key, receiver: one, state: .waiting, at: stage.now))
            try $0.set(accepted)
        }
        try Expect.equal(try await store.read { try $0.receivers(of: message.key) }, [accepted, waiting])
    }

    private static let offers = Check("M-107 an offer goes on from state to state under its id") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.incoming())
        var offer = Offer(
            id: UUID(), message: message.key, recordSystem: "system", receiver: try stage.her(1), state: .offered,
            at: stage.now)
        let other = Offer(
            id: UUID(), message: message.key, recordSystem: "other", receiver: try stage.her(2), state: .offered,
            at: stage.now)
        try await store.write { [offer] in
            try $0.set(offer)
            try $0.set(other)
        }
        offer.state = .written
        try await store.write { [offer] in try $0.set(offer) }
        try await store.read { [offer] in
            try Expect.equal(try $0.offers(of: message.key), [offer, other])
            try Expect.equal(try $0.offers(recordSystem: "system", states: [.written, .lost]), [offer])
            try Expect.equal(try $0.offers(recordSystem: "system", states: [.offered]), [])
            try Expect.equal(try $0.offers(recordSystem: "system", states: []), [])
            try Expect.equal(try $0.offers(recordSystem: "other", states: [.offered]), [other])
        }
    }

    private static let fetched = Check("M-050 a fetched mail is remembered while the mailbox lists it") { stage in
        let store = try await stage.tenant()
        try await store.write {
            for uidl in ["a", "b", "c", "b"] { try $0.rememberFetched(mailbox: "post", uidl: uidl, at: stage.now) }
            try $0.rememberFetched(mailbox: "andre", uidl: "a", at: stage.now)
        }
        try await store.write { try $0.forgetFetched(mailbox: "post", except: ["b", "z"]) }
        let known = try await store.read { reading in
            try ["a", "b", "c", "z"].filter { try reading.hasFetched(mailbox: "post", uidl: $0) }
        }
        try Expect.equal(known, ["b"])
        try Expect.that(try await store.read { try $0.hasFetched(mailbox: "andre", uidl: "a") }, "others are kept")
    }

    private static let orphans = Check("M-114 nothing is kept about a message that does not exist") { stage in
        let store = try await stage.tenant()
        let (key, her) = (MessageKey(4_711), try stage.her(1))
        let content = try store.seal([1])
        let writes: [@Sendable (any TenantTransaction) throws -> Void] = [
            { try $0.append(MessageEvent(message: key, at: stage.now, step: "x", actor: "server")) },
            { try $0.put(content, .document, of: key) },
            { try $0.begin(Attempt(message: key, number: 1, mailMessageID: "<1@a.example>", date: stage.now)) },
            { try $0.set(ReceiverState(message: key, receiver: her, state: .waiting, at: stage.now)) },
            { try $0.enqueue(stage.job(message: key)) },
        ]
        for (number, write) in writes.enumerated() {
            do { try await store.write(write) } catch is StoreError { continue }
            throw StoreConformance.Failure(description: "write \(number) was kept without its message")
        }
    }
}
