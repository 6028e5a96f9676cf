import Foundation
import Identifiers
import Store

/// One tenant's data is out of another's reach, method by method (M-037, M-039).
enum SeparationChecks {
    typealias Check = StoreConformance.Check

    static let all = readings.map(nothingSeen) + writings.map(nothingChanged) + [keysOverlap]

    /// A method of `TenantReading`, told as how many things it finds.
    private struct Reading: Sendable {
        let name: String
        let count: @Sendable (any TenantReading, Filling) throws -> Int
    }

    /// A method of `TenantTransaction`, done on the things of another tenant as if they were its own.
    private struct Writing: Sendable {
        let name: String
        let run: @Sendable (any TenantTransaction, Filling) throws -> Void
    }

    private static func nothingSeen(_ reading: Reading) -> Check {
        Check("M-037 another tenant sees nothing through \(reading.name)") { stage in
            let (mine, other) = (try await stage.tenant(), try await stage.tenant(Stage.second))
            let filling = try await Filling(mine, stage)
            let own = try await mine.read { try reading.count($0, filling) }
            let foreign = try await other.read { try reading.count($0, filling) }
            try Expect.that(own > 0, "the tenant itself sees it")
            try Expect.equal(foreign, 0)
        }
    }

    private static func nothingChanged(_ writing: Writing) -> Check {
        Check("M-039 \(writing.name) in one tenant changes nothing in another") { stage in
            let (mine, other) = (try await stage.tenant(), try await stage.tenant(Stage.second))
            let filling = try await Filling(mine, stage)
            let before = try await Picture(mine, filling)
            try? await other.write { try writing.run($0, filling) }
            let after = try await Picture(mine, filling)
            try Expect.equal(after, before)
        }
    }

    private static let keysOverlap = Check("M-039 the same key in two tenants is two messages") { stage in
        let (mine, other) = (try await stage.tenant(), try await stage.tenant(Stage.second))
        let (one, two) = (try await mine.insert(stage.outgoing()), try await other.insert(stage.outgoing()))
        for (store, message) in [(mine, one), (other, two)] {
            let sealed = try store.seal(Array(message.serverID.uuidString.utf8))
            try await store.write { try $0.put(sealed, .document, of: message.key) }
        }
        for (store, message) in [(mine, one), (other, two)] {
            let found = try await store.read {
                (try $0.message(message.key), try $0.content(.document, of: message.key))
            }
            try Expect.equal(found.0, message)
            try Expect.equal(found.1, Array(message.serverID.uuidString.utf8))
        }
    }

    private static let readings: [Reading] = [
        Reading(name: "message(key)") { try $0.message($1.outgoing.key) == nil ? 0 : 1 },
        Reading(name: "message(serverID)") { try $0.message(serverID: $1.outgoing.serverID) == nil ? 0 : 1 },
        Reading(name: "messages") { reading, _ in try reading.messages(MessageQuery()).count },
        Reading(name: "count") { reading, filling in
            try reading.count(filling.outgoing.direction, filling.outgoing.state, upTo: 10)
        },
        Reading(name: "messages by id") { reading, filling in
            var query = MessageQuery()
            query.anyID = filling.outgoing.messageID
            return try reading.messages(query).count
        },
        Reading(name: "received") { try $0.received(from: $1.her, messageID: "in", excluding: nil) == nil ? 0 : 1 },
        Reading(name: "received(msgID)") { reading, _ in try reading.received(msgID: "msg-in").count },
        Reading(name: "sent(messageID)") { reading, _ in try reading.sent(messageID: "out") == nil ? 0 : 1 },
        Reading(name: "submitted") { reading, _ in try reading.submitted(msgID: "msg").count },
        Reading(name: "answer") { try $0.answer(to: "in", receiver: $1.her) == nil ? 0 : 1 },
        Reading(name: "sent(mailMessageID)") { reading, _ in try reading.sent(mailMessageID: "<1@a>") == nil ? 0 : 1 },
        Reading(name: "events") { try $0.events(of: $1.outgoing.key).count },
        Reading(name: "attempts") { try $0.attempts(of: $1.outgoing.key).count },
        Reading(name: "receivers") { try $0.receivers(of: $1.outgoing.key).count },
        Reading(name: "offers(message)") { try $0.offers(of: $1.incoming.key).count },
        Reading(name: "offers(recordSystem)") { reading, _ in
            try reading.offers(recordSystem: "system", states: [.offered]).count
        },
        Reading(name: "unread") { reading, _ in
            try reading.unread(UnreadQuery(recordSystem: "api", direction: .incoming)).count
        },
        Reading(name: "content") { try $0.content(.document, of: $1.outgoing.key) == nil ? 0 : 1 },
        Reading(name: "hasFetched") { reading, _ in try reading.hasFetched(mailbox: "post", uidl: "1") ? 1 : 0 },
        Reading(name: "records") { reading, _ in try reading.records(RoutingRule.self).count },
        Reading(name: "record") { reading, _ in try reading.record(RoutingRule.self, id: "rule") == nil ? 0 : 1 },
        Reading(name: "auditRecords") { reading, _ in try reading.auditRecords(after: 0, limit: 10).count },
        Reading(name: "nextJob") { reading, _ in try reading.nextJob(kinds: ["send", "plan"]) == nil ? 0 : 1 },
        Reading(name: "hasJob") { reading, _ in try reading.hasJob(kind: "plan", orderKey: "o") ? 1 : 0 },
        Reading(name: "jobCounts") { reading, _ in try reading.jobCounts().count },
    ]

    private static let writings: [Writing] = [
        Writing(name: "insert") { _ = try $0.insert($1.outgoing) },
        Writing(name: "update") { transaction, filling in
            var message = filling.outgoing
            message.state = .expired
            _ = try transaction.update(message, from: Set(MessageState.allCases))
        },
        Writing(name: "append") { transaction, filling in
            try transaction.append(MessageEvent(message: filling.outgoing.key, at: filling.now, step: "x", actor: "x"))
        },
        Writing(name: "put(content)") { try $0.put($1.content, .document, of: $1.outgoing.key) },
        Writing(name: "deleteContent") { try $0.deleteContent(.document, of: $1.outgoing.key) },
        Writing(name: "begin") { transaction, filling in
            let key = filling.outgoing.key
            try transaction.begin(Attempt(message: key, number: 2, mailMessageID: "<2@a>", date: filling.now))
        },
        Writing(name: "finish") { transaction, filling in
            var attempt = filling.attempt
            attempt.outcome = "x"
            try transaction.finish(attempt)
        },
        Writing(name: "set(receiver)") { transaction, filling in
            let key = filling.outgoing.key
            try transaction.set(ReceiverState(message: key, receiver: filling.her, state: .rejected, at: filling.now))
        },
        Writing(name: "set(offer)") { transaction, filling in
            var offer = filling.offer
            offer.state = .lost
            try transaction.set(offer)
        },
        Writing(name: "rememberFetched") { try $0.rememberFetched(mailbox: "post", uidl: "2", at: $1.now) },
        Writing(name: "forgetFetched") { transaction, _ in try transaction.forgetFetched(mailbox: "post", except: []) },
        Writing(name: "enqueue") { transaction, filling in
            try transaction.enqueue(
                NewJob(kind: "send", message: nil, fairnessKey: "x", runAt: filling.now.addingTimeInterval(-9)))
        },
        Writing(name: "claim") { transaction, filling in
            let late = filling.now.addingTimeInterval(9_999)
            _ = try transaction.claim(JobClaim(kinds: ["send", "plan"], now: late, lease: 9, limit: 9, perKey: 9))
        },
        Writing(name: "complete") { _ = try $0.complete($1.held) },
        Writing(name: "retry") { _ = try $0.retry($1.held, at: $1.now, reason: "x") },
        Writing(name: "park") { _ = try $0.park($1.held, reason: "x") },
        Writing(name: "unpark") { _ = try $0.unpark($1.parked, at: $1.now) },
        Writing(name: "hasten") { try $0.hasten(kind: "handOver", reason: "away", to: $1.now) },
        Writing(name: "cancel") { try $0.cancel(kind: "send", of: $1.outgoing.key) },
        Writing(name: "rescue") { _ = try $0.rescue(now: $1.now) },
        Writing(name: "audit") { transaction, filling in
            try transaction.audit(AuditEntry(at: filling.now, actor: "x", action: "x", detail: [:]))
        },
        Writing(name: "put(record)") { transaction, _ in
            try transaction.put(RoutingRule(id: "rule", her: nil, action: nil, recordSystem: "other"))
        },
        Writing(name: "delete(record)") { transaction, _ in try transaction.delete(RoutingRule.self, id: "rule") },
    ]
}
