import Foundation
import Store

/// One message stands for its direction, sender and eb:MessageId.
enum IdentityChecks {
    typealias Check = StoreConformance.Check

    static let all = [twins, copies, forgery, refusedFirst, keeps, otherSender, outgoing, race]

    private static let twins = Check("M-107 a second acceptance of one MessageId is refused") { stage in
        let store = try await stage.tenant()
        let first = try await store.insert(try stage.incoming(from: 1, messageID: "m", .queuedForHandOver))
        let second = try await store.insert(stage.incoming())
        var accepted = try stage.incoming(from: 1, messageID: "m", .queuedForHandOver)
        accepted = copy(of: second, with: accepted)
        try await Expect.refusal(.duplicate) {
            try await store.write { [accepted] transaction in
                try transaction.append(
                    MessageEvent(message: second.key, at: stage.now, step: "queuedForHandOver", actor: "server"))
                return try transaction.update(accepted, from: [.received])
            }
        }
        let her = try stage.her(1)
        try await store.read {
            try Expect.equal(try $0.message(second.key)?.state, .received)
            try Expect.equal(try $0.events(of: second.key), [])
            try Expect.equal(try $0.received(from: her, messageID: "m", excluding: second.key), first)
            try Expect.equal(try $0.received(from: her, messageID: "m", excluding: first.key), nil)
        }
    }

    private static let copies = Check("M-107 a copy is kept as evidence beside the first") { stage in
        let store = try await stage.tenant()
        let first = try await store.insert(try stage.incoming(from: 1, messageID: "m", .queuedForHandOver))
        for state in [MessageState.settled, .refused, .unreadable, .parked] {
            let fetched = try await store.insert(stage.incoming())
            let plain = copy(of: fetched, with: try stage.incoming(from: 1, messageID: "m", state, digest: nil))
            let done = try await store.write { try $0.update(plain, from: [.received]) }
            try Expect.that(done, "a copy without digest is stored as \(state)")
        }
        let refused = try await store.insert(stage.incoming())
        let other = copy(of: refused, with: try stage.incoming(from: 1, messageID: "m", .refused, digest: [9]))
        let done = try await store.write { try $0.update(other, from: [.received]) }
        try Expect.that(done, "one with other digests is stored as refused")
        let her = try stage.her(1)
        let found = try await store.read { try $0.received(from: her, messageID: "m", excluding: nil) }
        try Expect.equal(found, first)
    }

    private static let forgery = Check("M-107 an unauthenticated message never keeps the genuine one out") { stage in
        let store = try await stage.tenant()
        _ = try await store.insert(try stage.incoming(from: 1, messageID: "m", .refused, digest: nil))
        let her = try stage.her(1)
        let before = try await store.read { try $0.received(from: her, messageID: "m", excluding: nil) }
        try Expect.equal(before, nil)
        let genuine = try await store.insert(try stage.incoming(from: 1, messageID: "m", .queuedForHandOver))
        let after = try await store.read { try $0.received(from: her, messageID: "m", excluding: nil) }
        try Expect.equal(after, genuine)
    }

    private static let refusedFirst = Check("M-107 a refused authenticated message stands for its MessageId") { stage in
        let store = try await stage.tenant()
        let refused = try await store.insert(try stage.incoming(from: 1, messageID: "m", .refused))
        let her = try stage.her(1)
        let found = try await store.read { try $0.received(from: her, messageID: "m", excluding: nil) }
        try Expect.equal(found, refused)
        try await Expect.refusal(.duplicate) {
            try await store.insert(try stage.incoming(from: 1, messageID: "m", .queuedForHandOver))
        }
    }

    private static let keeps = Check("M-107 the first stands for its MessageId through all its states") { stage in
        let store = try await stage.tenant()
        var message = try await store.insert(try stage.incoming(from: 1, messageID: "m", .queuedForHandOver))
        for state in [MessageState.handedOver, .answered, .parked] {
            let before = message.state
            message.state = state
            let done = try await store.write { [message] in try $0.update(message, from: [before]) }
            try Expect.that(done, "it goes on to \(state)")
            try await Expect.refusal(.duplicate) {
                try await store.insert(try stage.incoming(from: 1, messageID: "m", .queuedForHandOver))
            }
        }
    }

    private static let otherSender = Check("M-107 the same MessageId from another sender is another message") { stage in
        let store = try await stage.tenant()
        _ = try await store.insert(try stage.incoming(from: 1, messageID: "m", .queuedForHandOver))
        _ = try await store.insert(try stage.incoming(from: 2, messageID: "m", .queuedForHandOver))
        _ = try await store.insert(try stage.incoming(from: 1, messageID: "M", .queuedForHandOver))
    }

    private static let outgoing = Check("T-076 an outgoing MessageId is used once") { stage in
        let store = try await stage.tenant()
        var message = stage.outgoing()
        message.messageID = "own"
        message.fromHER = try stage.her(1)
        _ = try await store.insert(message)
        var other = try await store.insert(stage.outgoing())
        other.messageID = "own"
        other.fromHER = try stage.her(1)
        other.state = .queued
        try await Expect.refusal(.duplicate) {
            try await store.write { [other] in try $0.update(other, from: [.submitted]) }
        }
    }

    private static let race = Check("M-107 of many copies accepted at once one is") { stage in
        let store = try await stage.tenant()
        var fetched: [StoredMessage] = []
        for _ in 0..<12 { fetched.append(try await store.insert(stage.incoming())) }
        let accepted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for message in fetched {
                let new = copy(of: message, with: try stage.incoming(from: 1, messageID: "m", .queuedForHandOver))
                group.addTask {
                    do {
                        return try await store.write { try $0.update(new, from: [.received]) }
                    } catch StoreError.duplicate { return false }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        try Expect.equal(accepted, 1)
    }

    /// The stored message with the ids, digest and state of another.
    private static func copy(of stored: StoredMessage, with other: StoredMessage) -> StoredMessage {
        var copy = stored
        copy.kind = other.kind
        copy.state = other.state
        copy.fromHER = other.fromHER
        copy.messageID = other.messageID
        copy.digest = other.digest
        return copy
    }
}
