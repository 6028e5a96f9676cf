import Foundation
import Identifiers
import OsloCalendar
import Store
import Testing
import Texts

@testable import Monitoring

@Suite("Partners and record systems that go silent")
struct SilenceWatchTests {
    private static let first = CivilDate(mondayOfWeek: 2, year: 2026)

    /// Eight weeks of an office, and the last message.
    private static func heard(
        _ ground: Ground, step: StepCode = .queuedForHandOver, actor: String = "server", kind: MessageKind = .business
    ) async throws -> StoredMessage {
        var last: StoredMessage?
        for moment in TrafficRhythmTests.office(from: first, days: 56) {
            last = try await arrives(ground, at: moment, step, actor, kind)
        }
        return try #require(last)
    }

    @discardableResult
    private static func arrives(
        _ ground: Ground, at moment: Date, _ step: StepCode = .queuedForHandOver, _ actor: String = "server",
        _ kind: MessageKind = .business
    ) async throws -> StoredMessage {
        var message = StoredMessage(
            serverID: UUID(), direction: .incoming, kind: kind, state: .handedOver, at: moment)
        (message.fromHER, message.toHER, message.action) = (HERId(7), HERId(1), "DIALOG_SVAR")
        return try await ground.store.write { [message] transaction in
            let stored = try transaction.insert(message)
            try transaction.append(MessageEvent(message: stored.key, at: moment, step: step.rawValue, actor: actor))
            return stored
        }
    }

    private static func silent(_ ground: Ground) async throws -> [SilentNow] {
        try await ground.store.read { try SilentNow.all(in: $0) }
    }

    @Test("issue 5.6 M-113 silence opens one task on the last message, and closes by itself when something comes")
    func partner() async throws {
        let ground = try await Ground()
        let (last, watch) = (try await Self.heard(ground), SilenceWatch(store: ground.store))
        try await watch.runOnce(now: last.createdAt + 3_600, mayRaise: true)
        try await ground.watch.runOnce(now: last.createdAt + 3_600)
        #expect(try await ground.tasks().isEmpty)
        #expect(try await Self.silent(ground).isEmpty)
        let now = last.createdAt + 9 * 86_400
        for _ in 0..<2 {
            try await watch.runOnce(now: now, mayRaise: true)
            try await ground.watch.runOnce(now: now)
        }
        let task = try #require(try await ground.tasks().first)
        #expect(try await ground.tasks().count == 1)
        #expect(task.message == last.key && task.partner == HERId(7))
        #expect(task.cause == MessageTask.Cause(step: "silent", reason: "partner-silent"))
        let found = try #require(try await Self.silent(ground).first)
        #expect(found.source == .partner(try #require(HERId(7))) && found.alarm.silence.since == last.createdAt)
        #expect(found.alarm.silence.longestNormal == 66 * 3_600)

        try await Self.arrives(ground, at: now + 60)
        try await watch.runOnce(now: now + 120, mayRaise: true)
        try await ground.watch.runOnce(now: now + 120)
        #expect(try await ground.tasks().isEmpty)
        #expect(try await Self.silent(ground).isEmpty)
        let closed = try #require(try await ground.tasks(isOpen: false).first)
        #expect(closed.end == MessageTask.End(at: now + 120, by: "server", closing: .solvedItself))
        let steps = try await ground.store.read { try $0.events(of: last.key).map(\.step) }
        #expect(steps.suffix(2) == ["silent", "heardAgain"])
    }

    @Test("issue 5.6 a record system is heard of when it submits and when it takes")
    func recordSystem() async throws {
        for step in [StepCode.submitted, .taken] {
            let ground = try await Ground()
            let last = try await Self.heard(ground, step: step, actor: "record-system:journal")
            let now = last.createdAt + 9 * 86_400
            try await SilenceWatch(store: ground.store).runOnce(now: now, mayRaise: true)
            try await ground.watch.runOnce(now: now)
            #expect(try await Self.silent(ground).map(\.source) == [.recordSystem("journal")])
            #expect(try await ground.tasks().map(\.cause.reason) == ["record-system-silent"])
        }
    }

    @Test("issue 5.6 who may not hear raises nothing; receipts and other steps tell of nobody")
    func nothing() async throws {
        func tasks(
            after step: StepCode, _ kind: MessageKind, mayRaise: Bool
        ) async throws -> [MessageTask] {
            let ground = try await Ground()
            let now = try await Self.heard(ground, step: step, kind: kind).createdAt + 9 * 86_400
            try await SilenceWatch(store: ground.store).runOnce(now: now, mayRaise: mayRaise)
            try await ground.watch.runOnce(now: now)
            return try await ground.tasks()
        }
        #expect(try await tasks(after: .queuedForHandOver, .business, mayRaise: false).isEmpty)
        #expect(try await tasks(after: .queuedForHandOver, .appRec, mayRaise: true).isEmpty)
        #expect(try await tasks(after: .received, .business, mayRaise: true).isEmpty)
    }

    @Test("issue 5.6 what a person has closed is told of no more, and not again while the silence lasts")
    func closed() async throws {
        let ground = try await Ground()
        let (last, watch) = (try await Self.heard(ground), SilenceWatch(store: ground.store))
        let now = last.createdAt + 9 * 86_400
        try await watch.runOnce(now: now, mayRaise: true)
        try await ground.watch.runOnce(now: now)
        var task = try #require(try await ground.tasks().first)
        task.end = MessageTask.End(at: now, by: "uid:1", closing: .notNeeded)
        let isClosed = try await ground.store.write { [task] in try $0.update(task) }
        #expect(isClosed)
        try await watch.runOnce(now: now + 86_400, mayRaise: true)
        try await ground.watch.runOnce(now: now + 86_400)
        #expect(try await ground.tasks().isEmpty)
        #expect(try await Self.silent(ground).isEmpty)
    }

    @Test("N-42 the sentence says since when and how long is usual, in each language", arguments: Language.allCases)
    func words(language: Language) {
        let since = OsloTime.instant(of: CivilDate(mondayOfWeek: 27, year: 2026).adding(days: 4), hour: 9, minute: 5)
        for (usual, number) in [(66 * 3_600.0, "3"), (5 * 3_600.0, "5")] {
            let text = SilenceText.sentence(
                Silence(since: since, longestNormal: usual), of: "Bryggen legesenter", language)
            #expect(
                text.contains("Bryggen legesenter") && text.contains("2026-07-03 09:05") && text.contains(" \(number) ")
            )
            #expect(!text.contains("{"))
        }
    }

    @Test("a source reads back from the name of its record; one of another kind is none")
    func sources() throws {
        for source in [TrafficSource.partner(try #require(HERId(80_900))), .recordSystem("a:b")] {
            #expect(TrafficSource(id: source.id) == source)
        }
        for id in ["", "partner", "partner:x", "other:1"] { #expect(TrafficSource(id: id) == nil) }
    }
}
