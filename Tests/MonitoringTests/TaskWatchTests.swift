import Foundation
import Identifiers
import Keys
import SQLiteStore
import Store
import Synchronization
import TestSupport
import Testing
import Texts

@testable import Monitoring

@Suite("The work that messages give to people")
struct TaskWatchTests {
    static let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test(
        "M-112 M-113 what is missing, says no or stopped opens one task, with its reason and its due time",
        arguments: [
            StepCode.expired, .undeliverable, .refusedByPartner, .appRecRejected, .appRecAcceptedWithErrors,
            .appRecMissing, .refusedByUs, .refused, .unreadable, .parked, .missing, .deviation,
        ])
    func opens(step: StepCode) async throws {
        let ground = try await Ground()
        let message = try await ground.message(action: "LOG_INNLAGT")
        try await ground.happens(step, to: message, reason: "no-appRec-in-time")
        #expect(try await ground.watch.runOnce(now: Self.now) == 1)
        let task = try #require(try await ground.tasks().first)
        #expect(task.message == message.key)
        #expect(task.cause == MessageTask.Cause(step: step.rawValue, reason: "no-appRec-in-time"))
        #expect(task.openedAt == Self.now && task.dueAt == Self.now + 4 * 3_600)
        #expect(task.partner == HERId(2) && task.owner == nil && task.end == nil)
    }

    @Test("no other step opens one, and a step that this version does not know opens none")
    func opensNot() async throws {
        let ground = try await Ground()
        let message = try await ground.message()
        for step in StepCode.allCases where !TaskMeaning(step).opens { try await ground.happens(step, to: message) }
        try await ground.happens("fromTheFuture", to: message)
        #expect(try await ground.watch.runOnce(now: Self.now) == 0)
        #expect(try await ground.tasks(isOpen: nil).isEmpty)
    }

    @Test("M-112 the same is not opened twice: not by looking again, and not by happening again")
    func once() async throws {
        let ground = try await Ground()
        let message = try await ground.message()
        try await ground.happens(.expired, to: message)
        #expect(try await ground.watch.runOnce(now: Self.now) == 1)
        #expect(try await ground.watch.runOnce(now: Self.now) == 0)
        try await ground.happens(.expired, to: message)
        #expect(try await ground.watch.runOnce(now: Self.now) == 0)
        #expect(try await ground.tasks().count == 1)
    }

    @Test("M-110 a late answer closes what was missing, and nothing else")
    func late() async throws {
        let ground = try await Ground()
        let (late, other) = (try await ground.message(), try await ground.message())
        try await ground.happens(.appRecMissing, to: late)
        try await ground.happens(.appRecMissing, to: other)
        try await ground.happens(.appRecAccepted, to: late)
        #expect(try await ground.watch.runOnce(now: Self.now) == 2)
        #expect(try await ground.tasks().map(\.message) == [other.key])
        let closed = try #require(try await ground.tasks(isOpen: false).first)
        #expect(closed.end == MessageTask.End(at: Self.now, by: "server", closing: .solvedItself))
    }

    @Test("U-50 each step is told of once, however often one looks")
    func told() async throws {
        let ground = try await Ground()
        let message = try await ground.message()
        for step in [StepCode.queued, .sent, .resent, .sent] { try await ground.happens(step, to: message) }
        try await ground.happens("fromTheFuture", to: message)
        let heard = Mutex<[StepCode: Int]>([:])
        let watch = TaskWatch(store: ground.store, deadlines: .proposed) { step, count in
            heard.withLock { $0[step, default: 0] += count }
        }
        try await watch.runOnce(now: Self.now)
        #expect(heard.withLock { $0 } == [.queued: 1, .sent: 2, .resent: 1])
        try await watch.runOnce(now: Self.now)
        #expect(heard.withLock { $0.values.reduce(0, +) } == 4)
    }

    @Test("M-112 a rejection is not over because the message was confirmed")
    func rejected() async throws {
        let ground = try await Ground()
        let message = try await ground.message()
        try await ground.happens(.appRecRejected, to: message)
        try await ground.happens(.acknowledged, to: message)
        #expect(try await ground.watch.runOnce(now: Self.now) == 1)
        #expect(try await ground.tasks().count == 1)
    }

    @Test("M-110 a rejection that comes late is what is left: nothing is missing any more")
    func rejectedLate() async throws {
        let ground = try await Ground()
        let message = try await ground.message()
        for step in [StepCode.expired, .appRecMissing, .appRecRejected] { try await ground.happens(step, to: message) }
        try await ground.watch.runOnce(now: Self.now)
        #expect(try await ground.tasks().map(\.cause.step) == ["appRecRejected"])
        #expect(try await ground.tasks(isOpen: false).count == 2)
    }

    @Test("T-101 what strangers send is one task while that is open; of a partner's each is one")
    func strangers() async throws {
        let ground = try await Ground()
        for _ in 0..<3 {
            try await ground.happens(.unreadable, to: try await ground.message(kind: .unknown, from: nil), reason: "a")
        }
        #expect(try await ground.watch.runOnce(now: Self.now) == 1)
        for _ in 0..<2 { try await ground.happens(.unreadable, to: try await ground.message(), reason: "b") }
        #expect(try await ground.watch.runOnce(now: Self.now) == 2)
        try await ground.happens(.unreadable, to: try await ground.message(kind: .unknown, from: nil), reason: "c")
        #expect(try await ground.watch.runOnce(now: Self.now) == 1)
    }

    @Test("a receipt that cannot be sent is no task of its own: its message's deadline tells of it")
    func signals() async throws {
        let ground = try await Ground()
        let signal = try await ground.message(kind: .acknowledgment)
        try await ground.happens(.undeliverable, to: signal)
        #expect(try await ground.watch.runOnce(now: Self.now) == 0)
    }

    @Test("more has happened than one transaction takes: all of it is seen")
    func many() async throws {
        let ground = try await Ground()
        let message = try await ground.message()
        let last = try await ground.message()
        try await ground.store.write { transaction in
            for _ in 0..<(2 * TaskWatch.stride) {
                try transaction.append(
                    MessageEvent(message: message.key, at: Self.now, step: "queued", actor: "server"))
            }
        }
        try await ground.happens(.expired, to: last)
        #expect(try await ground.watch.runOnce(now: Self.now) == 1)
        #expect(try await ground.tasks().map(\.message) == [last.key])
    }

    @Test("U-20 all right, needs a hand, overdue: what is due first comes first")
    func overview() async throws {
        let ground = try await Ground()
        func look(_ now: Date) async throws -> Overview {
            try await ground.store.read { try Overview(of: $0, now: now) }
        }
        #expect(try await look(Self.now).verdict == .allRight)
        let (usual, urgent) = (try await ground.message(), try await ground.message(action: "LOG_INNLAGT"))
        for message in [usual, urgent] { try await ground.happens(.expired, to: message) }
        try await ground.watch.runOnce(now: Self.now)
        let overview = try await look(Self.now)
        #expect(overview.verdict == .needsHand && overview.openTasks == 2)
        #expect(overview.groups.map(\.action) == ["LOG_INNLAGT", nil])
        #expect(try await look(Self.now + 4 * 3_600).verdict == .needsHand)
        #expect(try await look(Self.now + 4 * 3_600 + 1).verdict == .overdue)
    }

    @Test("N-42 every sentence is there in all languages", arguments: Language.allCases)
    func words(language: Language) {
        for verdict in Overview.Verdict.allCases {
            for tasks in [0, 1, 37] {
                let sentence = OverviewText.sentence(verdict, tasks: tasks, language)
                #expect(!sentence.isEmpty && !sentence.contains("{"))
                #expect(verdict == .allRight || tasks < 2 || sentence.contains("37"))
            }
        }
        let endings = MessageTask.Closing.allCases.map { OverviewText.closing($0, language) }
        #expect(Set(endings).count == endings.count)
    }
}

/// A tenant's store, and things that happen in it.
struct Ground {
    let store: any TenantStore
    let watch: TaskWatch
    private let directory: ScratchDirectory

    init() async throws {
        directory = try ScratchDirectory()
        let installation = try SQLiteStore(
            directory: directory.path("data"), masterKey: MasterKey(bytes: [UInt8](repeating: 7, count: 32))
        ) { _ in }
        let organisation = SyntheticOrganisations.northMunicipality
        let tenant = Tenant(
            id: try #require(TenantID("nord")), name: organisation.name, organisationNumber: organisation.number,
            controller: "Kommunedirektøren", stage: .test, createdAt: TaskWatchTests.now)
        try await installation.create(tenant)
        store = try await installation.tenant(tenant.id, as: "server")
        watch = TaskWatch(store: store, deadlines: .proposed)
    }

    func message(
        kind: MessageKind = .business, action: String? = nil, from: HERId? = HERId(1)
    ) async throws -> StoredMessage {
        var message = StoredMessage(
            serverID: UUID(), direction: .outgoing, kind: kind, state: .sent, at: TaskWatchTests.now)
        message.fromHER = from
        message.toHER = HERId(2)
        message.action = action
        return try await store.write { [message] in try $0.insert(message) }
    }

    func happens(_ step: StepCode, to message: StoredMessage, reason: String? = nil) async throws {
        try await happens(step.rawValue, to: message, reason: reason)
    }

    func happens(_ step: String, to message: StoredMessage, reason: String? = nil) async throws {
        let event = MessageEvent(
            message: message.key, at: TaskWatchTests.now, step: step, actor: "server",
            detail: reason.map { ["reason": $0] } ?? [:])
        try await store.write { try $0.append(event) }
    }

    func tasks(isOpen: Bool? = true) async throws -> [MessageTask] {
        var query = TaskQuery()
        query.isOpen = isOpen
        return try await store.read { [query] in try $0.tasks(query) }
    }
}
