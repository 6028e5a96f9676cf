import CommandOutcome
import Foundation
import Identifiers
import Monitoring
import SQLiteStore
import Store
import Synchronization
import Testing

@testable import MunicipalNode

@Suite("Administration of what needs a hand")
struct TaskAdministrationTests {
    @Test("U-20 M-109 the overview says in one sentence whether all is well, and groups what is not")
    func overview() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let calm = try await installation.ask(OverviewQuestion(tenant: nil))
        #expect(calm.ok && calm.sentence == "Alt er i orden: ingen melding trenger hjelp.")
        #expect(calm.groups.isEmpty && calm.waitingForTransport.count == 0)
        for _ in 0..<3 { _ = try await task(in: installation) }
        let reply = try await installation.ask(OverviewQuestion(tenant: nil))
        #expect(!reply.ok && reply.verdict == .needsHand && reply.openTasks == 3)
        #expect(reply.sentence == "3 saker trenger hjelp.")
        let group = try #require(reply.groups.first)
        #expect(reply.groups.count == 1 && group.count == 3 && group.partner == Installation.partner)
        #expect(group.words.contains("svar") && group.explanation != nil && !group.isOverdue)
        #expect(reply.certificates.map(\.purpose.rawValue).sorted() == ["encryption", "signing"])
    }

    @Test("issue 5.6 the overview names who has gone silent, since when, and what is usual")
    func silence() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let store = try await installation.store.tenant(Installation.tenant, as: "server")
        let start = Installation.now - 80 * 86_400
        try await store.write { transaction in
            for number in 0..<60 {
                let moment = start + Double(number) * 86_400
                var message = StoredMessage(
                    serverID: UUID(), direction: .incoming, kind: .business, state: .handedOver, at: moment)
                message.fromHER = Installation.partner
                let stored = try transaction.insert(message)
                try transaction.append(
                    MessageEvent(message: stored.key, at: moment, step: "queuedForHandOver", actor: "server"))
            }
        }
        #expect(try await installation.ask(OverviewQuestion(tenant: nil)).silent.isEmpty)
        try await SilenceWatch(store: store).runOnce(now: Installation.now, mayRaise: true)
        try await TaskWatch(store: store, deadlines: .proposed).runOnce(now: Installation.now)
        let reply = try await installation.ask(OverviewQuestion(tenant: nil))
        let silent = try #require(reply.silent.first)
        #expect(!reply.ok && reply.silent.count == 1 && silent.partner == Installation.partner)
        #expect(silent.since == start + 59 * 86_400 && silent.longestNormal == 86_400 && silent.lastMessage != nil)
        #expect(silent.sentence.contains("er taus siden") && silent.sentence.contains("høyst 24 timer"))
        #expect(reply.groups.first?.words == "Kommunikasjonsparten har ikke sendt noe på uvanlig lenge.")
    }

    @Test("M-112 a task is taken, written on and closed, each on record; then nothing more can be done to it")
    func change() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let id = try await task(in: installation)
        var take = TaskChange(tenant: nil, id: id)
        take.owner = .whoAsks
        #expect(try await installation.ask(take).task.owner == "uid:1000")
        take.owner = .named("Kari Prøvesen")
        #expect(try await installation.ask(take, dryRun: true).task.owner == "Kari Prøvesen")
        var note = TaskChange(tenant: nil, id: id)
        note.note = " Ringte legekontoret "
        try await installation.ask(note)
        var close = TaskChange(tenant: nil, id: id)
        close.closing = .otherMeans
        try await installation.ask(close, dryRun: true)
        #expect(try await installation.ask(TaskList(tenant: nil)).tasks.map(\.id) == [id])
        let closed = try await installation.ask(close).task
        #expect(closed.end?.by == "uid:1000" && closed.endWords == "Mottakeren har fått beskjed på annen måte")
        #expect(try await installation.ask(TaskList(tenant: nil)).tasks.isEmpty)
        let shown = try await installation.ask(TaskShow(tenant: nil, id: id))
        #expect(shown.notes.map(\.text) == ["Ringte legekontoret"])
        #expect(await installation.refusal(close)?.code == "task-closed")
        let records = try await installation.ask(AuditShow(tenant: nil)).records.filter { $0.action == "task.change" }
        #expect(records.count == 3)
        #expect(records.last?.detail == ["task": "\(id)", "closing": "otherMeans"])
        // What is written may say much; the audit chain keeps that it was written.
        #expect(records.allSatisfy { !"\($0.detail)".contains("Ringte") })
    }

    @Test(
        "M-112 what is refused: no such task, nothing to do without a reason, the server's own ending, a patient's number"
    )
    func refused() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let id = try await task(in: installation)
        func refusal(_ change: (inout TaskChange) -> Void) async -> String? {
            var request = TaskChange(tenant: nil, id: id)
            change(&request)
            return await installation.refusal(request)?.code
        }
        #expect(await refusal { $0.id = id + 1 } == "task-unknown")
        #expect(await refusal { $0.closing = .notNeeded } == "note-needed")
        #expect(await refusal { $0.closing = .solvedItself } == "closing-reserved")
        #expect(await refusal { $0.note = "Gjelder 15907412345, ring" } == "note-names-patient")
        #expect(
            await refusal { $0.note = String(repeating: "a", count: TaskChange.longestNote + 1) } == "note-too-long")
        #expect(try await installation.ask(TaskShow(tenant: nil, id: id)).notes.isEmpty)
        #expect(
            await refusal {
                $0.closing = .notNeeded
                $0.note = "Testmelding 1234567890"
            } == nil)
    }

    @Test("M-113 tasks come a page at a time, newest first, and with closed ones when asked for")
    func pages() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        var ids: [Int64] = []
        for _ in 0..<5 { ids.append(try await task(in: installation)) }
        var close = TaskChange(tenant: nil, id: ids[0])
        close.closing = .corrected
        try await installation.ask(close)
        var list = TaskList(tenant: nil)
        list.limit = 2
        var found: [Int64] = []
        repeat {
            let reply = try await installation.ask(list)
            found += reply.tasks.map(\.id)
            list.before = reply.next
        } while list.before != nil
        #expect(found == ids.dropFirst().reversed())
        list.all = true
        list.limit = 500
        #expect(try await installation.ask(list).tasks.map(\.id) == ids.reversed())
        list.partner = HERId(1)
        #expect(try await installation.ask(list).tasks.isEmpty)
    }

    /// A message that got no answer in time, and the task about it.
    private func task(in installation: Installation) async throws -> Int64 {
        var message = StoredMessage(
            serverID: UUID(), direction: .outgoing, kind: .business, state: .acknowledged, at: Installation.now)
        message.fromHER = Installation.her
        message.toHER = Installation.partner
        message.action = "DIALOG_FORESPORSEL"
        let stored = try await installation.insert(message)
        let store = try await installation.store.tenant(Installation.tenant, as: "server")
        let event = MessageEvent(
            message: stored.key, at: Installation.now, step: "appRecMissing", actor: "server",
            detail: ["reason": "no-appRec-in-time"])
        try await store.write { try $0.append(event) }
        try await TaskWatch(store: store, deadlines: .proposed).runOnce(now: Installation.now)
        return try #require(try await store.read { try $0.tasks(TaskQuery()) }.first).id
    }

    @Test("U-20 each partner's name is asked for once, and a register that does not answer holds nothing up")
    func names() async throws {
        let (asked, partners) = (Asked(), Set((1...5).compactMap { HERId($0) }))
        let names = await PartyNaming.names(of: partners) {
            try? await Task.sleep(for: .seconds(3_600))
        } ask: {
            asked.note($0)
            return $0 == HERId(3) ? nil : "\($0)"
        }
        #expect(asked.all.count == 5 && Set(asked.all) == partners)
        #expect(names.count == 4 && names.allSatisfy { "\($0.key)" == $0.value })
        let none = await PartyNaming.names(of: partners) {
        } ask: { _ in
            try? await Task.sleep(for: .seconds(3_600))
            return nil
        }
        #expect(none == [:])
    }

    private final class Asked: Sendable {
        private let partners = Mutex([HERId]())
        var all: [HERId] { partners.withLock { $0 } }
        func note(_ partner: HERId) { partners.withLock { $0.append(partner) } }
    }
}
