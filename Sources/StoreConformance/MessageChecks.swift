import Foundation
import Identifiers
import Store

/// Messages are kept as they were given, and changed only from the state expected.
enum MessageChecks {
    typealias Check = StoreConformance.Check

    static let all = [allFields, emptyFields, keysRise, updated, refusedUpdate, fixedFields, everyState, lookUps]

    private static let allFields = Check("M-114 every field of a message is kept") { stage in
        let store = try await stage.tenant()
        let given = try full(stage)
        let inserted = try await store.insert(given)
        try Expect.equal(inserted, given.keyed(inserted.key))
        let (byKey, byID) = try await store.read {
            (try $0.message(inserted.key), try $0.message(serverID: given.serverID))
        }
        try Expect.equal(byKey, inserted)
        try Expect.equal(byID, inserted)
    }

    private static let emptyFields = Check("M-114 fields without a value stay without") { stage in
        let store = try await stage.tenant()
        let given = stage.incoming()
        let inserted = try await store.insert(given)
        try Expect.equal(inserted, given.keyed(inserted.key))
        let missing = try await store.read { (try $0.message(MessageKey(99)), try $0.message(serverID: UUID())) }
        try Expect.that(missing == (nil, nil), "an unknown key or id finds nothing")
    }

    private static let keysRise = Check("M-114 keys rise in order of arrival") { stage in
        let store = try await stage.tenant()
        var keys: [MessageKey] = []
        for _ in 0..<5 { keys.append(try await store.insert(stage.incoming()).key) }
        try Expect.equal(keys, keys.sorted())
        try Expect.equal(Set(keys).count, 5)
    }

    private static let updated = Check("M-106 an update writes every field") { stage in
        let store = try await stage.tenant()
        let inserted = try await store.insert(stage.outgoing())
        var changed = try full(stage, serverID: inserted.serverID).keyed(inserted.key)
        changed.state = .queued
        let done = try await store.write { [changed] in try $0.update(changed, from: [.submitted]) }
        try Expect.that(done, "the state was as expected")
        let kept = try await store.read { try $0.message(inserted.key) }
        try Expect.equal(kept, changed)
        let back = try await store.write { transaction in
            var plain = inserted
            plain.state = .held
            return try transaction.update(plain, from: [.sent, .queued])
        }
        try Expect.that(back, "fields can be emptied again")
        let emptied = try await store.read { try $0.message(inserted.key) }
        try Expect.equal(emptied?.messageID, nil)
        try Expect.equal(emptied?.digest, nil)
    }

    private static let refusedUpdate = Check("M-106 an update from another state changes nothing") { stage in
        let store = try await stage.tenant()
        let inserted = try await store.insert(stage.outgoing(.acknowledged))
        var changed = inserted
        changed.state = .expired
        let outcomes = try await store.write { [changed] transaction in
            [
                try transaction.update(changed, from: [.sent, .queued]), try transaction.update(changed, from: []),
                try transaction.update(changed.keyed(MessageKey(77)), from: [.acknowledged]),
            ]
        }
        try Expect.equal(outcomes, [false, false, false])
        let kept = try await store.read { try $0.message(inserted.key) }
        try Expect.equal(kept, inserted)
    }

    private static let fixedFields = Check("M-114 a server id is used once") { stage in
        let store = try await stage.tenant()
        let inserted = try await store.insert(stage.outgoing())
        do {
            _ = try await store.insert(
                StoredMessage(
                    serverID: inserted.serverID, direction: .incoming, kind: .error, state: .received, at: stage.now))
        } catch is StoreError { return }
        throw StoreConformance.Failure(description: "a server id was taken twice")
    }

    private static let everyState = Check("M-106 every state and kind can be stored") { stage in
        let store = try await stage.tenant()
        for state in MessageState.allCases {
            for kind in MessageKind.allCases {
                let message = StoredMessage(
                    serverID: UUID(), direction: .incoming, kind: kind, state: state, at: stage.now)
                let inserted = try await store.insert(message)
                try Expect.equal(inserted.state, state)
                try Expect.equal(inserted.kind, kind)
            }
        }
        for application in ApplicationState.allCases {
            var message = stage.outgoing()
            message.application = application
            try Expect.equal(try await store.insert(message).application, application)
        }
    }

    private static let lookUps = Check("M-107 messages are found by their ids") { stage in
        let store = try await stage.tenant()
        var business = stage.outgoing(.sent)
        business.messageID = "m-1@fjordvik.example"
        business.msgID = "msg-1"
        var again = stage.outgoing(.sent)
        again.messageID = "m-2@fjordvik.example"
        again.msgID = "msg-1"
        var signal = StoredMessage(
            serverID: UUID(), direction: .outgoing, kind: .acknowledgment, state: .sent, at: stage.now)
        signal.refToMessageID = "theirs"
        signal.toHER = try stage.her(8_000_001)
        let first = try await store.insert(business)
        let second = try await store.insert(again)
        let answer = try await store.insert(signal)
        var incoming = stage.incoming()
        incoming.kind = .business
        incoming.messageID = "m-1@fjordvik.example"
        incoming.msgID = "msg-1"
        incoming.refToMessageID = "theirs"
        let received = try await store.insert(incoming)
        var copy = stage.incoming()
        copy.kind = .business
        copy.msgID = "msg-1"
        let receivedAgain = try await store.insert(copy)
        let (partner, stranger) = (try stage.her(8_000_001), try stage.her(8_000_002))
        try await store.read {
            try Expect.equal(try $0.sent(messageID: "m-1@fjordvik.example"), first)
            try Expect.equal(try $0.sent(messageID: "m-3"), nil)
            try Expect.equal(try $0.submitted(msgID: "msg-1"), [second, first])
            try Expect.equal(try $0.submitted(msgID: "msg-2"), [])
            try Expect.equal(try $0.received(msgID: "msg-1"), [received, receivedAgain])
            try Expect.equal(try $0.received(msgID: "msg-2"), [])
            try Expect.equal(try $0.answer(to: "theirs", receiver: partner), answer)
            try Expect.equal(try $0.answer(to: "theirs", receiver: stranger), nil)
        }
    }

    private static func full(_ stage: Stage, serverID: UUID = UUID()) throws -> StoredMessage {
        var message = StoredMessage(
            serverID: serverID, direction: .outgoing, kind: .business, state: .sent, at: stage.now, size: 10_240,
            application: .waiting)
        message.updatedAt = stage.later(0.25)
        message.messageID = "m@fjordvik.example"
        message.conversationID = "samtale-ÆØÅ"
        message.refToMessageID = "ref"
        message.msgID = "msg"
        message.originalMsgID = "original"
        message.action = "Dialogforesporsel"
        message.service = "Dialog"
        message.cpaID = "cpa"
        message.fromHER = try stage.her(8_000_010)
        message.toHER = try stage.her(8_000_020)
        message.ediFrom = "a@edi.example"
        message.ediTo = "b@edi.example"
        message.recordSystem = "fagsystem"
        message.digest = Array(0...255)
        message.reason = "none"
        message.attempts = 3
        message.generatedAt = stage.later(-60)
        message.transportDueAt = stage.later(60)
        message.applicationDueAt = stage.later(345_600)
        message.expiresAt = stage.later(1_000_000)
        return message
    }
}
