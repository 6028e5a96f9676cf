import Foundation
import Identifiers
import Store

/// One of everything, put into one tenant's store.
struct Filling: Sendable {
    let now: Date
    let her: HERId
    let outgoing: StoredMessage
    let incoming: StoredMessage
    let attempt: Attempt
    let offer: Offer
    let content: SealedContent
    /// A job that is leased; another one of kind `send` waits.
    let held: Job
    /// Set aside.
    let parked: Job

    init(_ store: any TenantStore, _ stage: Stage) async throws {
        let now = stage.now
        let her = try stage.her(8_000_001)
        let content = try store.seal(Array("innhold".utf8))
        var submitted = stage.outgoing(.sent)
        submitted.messageID = "out"
        submitted.msgID = "msg"
        let outgoing = try await store.insert(submitted)
        var received = try stage.incoming(from: her.value, messageID: "in", .queuedForHandOver)
        received.msgID = "msg-in"
        let incoming = try await store.insert(received)
        var signal = StoredMessage(
            serverID: UUID(), direction: .outgoing, kind: .acknowledgment, state: .sent, at: now)
        signal.refToMessageID = "in"
        signal.toHER = her
        _ = try await store.insert(signal)
        let attempt = Attempt(message: outgoing.key, number: 1, mailMessageID: "<1@a>", date: now)
        let offer = Offer(
            id: UUID(), message: incoming.key, recordSystem: "system", receiver: her, state: .offered, at: now)
        let claimed = try await store.write { transaction in
            try transaction.put(content, .document, of: outgoing.key)
            try transaction.append(MessageEvent(message: outgoing.key, at: now, step: "sent", actor: "server"))
            try transaction.begin(attempt)
            try transaction.set(ReceiverState(message: outgoing.key, receiver: her, state: .waiting, at: now))
            try transaction.set(offer)
            try transaction.set(
                Offer(id: UUID(), message: incoming.key, recordSystem: "api", receiver: her, state: .written, at: now))
            try transaction.rememberFetched(mailbox: "post", uidl: "1", at: now)
            try transaction.put(RoutingRule(id: "rule", her: her, action: nil, recordSystem: "system"))
            try transaction.audit(AuditEntry(at: now, actor: "server", action: "key.use.intent", detail: ["use": "1"]))
            try transaction.enqueue(stage.job("plan", message: outgoing.key, order: "o"))
            try transaction.enqueue(stage.job("send", message: outgoing.key))
            try transaction.enqueue(stage.job("handOver"))
            for job in try transaction.claim(stage.claim(["handOver"])) {
                _ = try transaction.retry(job, at: stage.later(900), reason: "away")
            }
            try transaction.enqueue(stage.job("process"))
            let set = try transaction.claim(stage.claim(["process"]))
            for job in set { _ = try transaction.park(job, reason: "crashed") }
            return (held: try transaction.claim(stage.claim(["plan"])), parked: set)
        }
        self.now = now
        self.her = her
        self.outgoing = outgoing
        self.incoming = incoming
        self.attempt = attempt
        self.offer = offer
        self.content = content
        held = try Expect.present(claimed.held.first)
        parked = try Expect.present(claimed.parked.first)
    }
}

/// Everything a tenant's store shows of a filling, to be compared before and after.
struct Picture: Equatable {
    private let messages: [StoredMessage]
    private let history: [String]
    private let audit: [AuditRecord]
    private let jobs: [String: Int]
    private let next: Date?
    private let putOff: Date?
    private let parked: [Job]
    private let heldIsHeld: Bool

    private struct Undo: Error {}

    init(_ store: any TenantStore, _ filling: Filling) async throws {
        let key = filling.outgoing.key
        messages = try await store.read { try $0.messages(MessageQuery()) }
        history = try await store.read {
            [
                "\(try $0.events(of: key))", "\(try $0.attempts(of: key))", "\(try $0.receivers(of: key))",
                "\(try $0.offers(of: filling.incoming.key))", "\(try $0.content(.document, of: key) ?? [])",
                "\(try $0.records(RoutingRule.self))", "\(try $0.hasFetched(mailbox: "post", uidl: "1"))",
                "\(try $0.hasFetched(mailbox: "post", uidl: "2"))",
            ]
        }
        audit = try await store.read { try $0.auditRecords(after: 0, limit: 100) }
        jobs = try await store.read { try $0.jobCounts() }
        next = try await store.read { try $0.nextJob(kinds: ["send", "plan"]) }
        putOff = try await store.read { try $0.nextJob(kinds: ["handOver"]) }
        parked = try await store.write { try $0.parked().map(\.job) }
        // Whether the lease is still held shows only by ending it: done, and undone again.
        var held = false
        do {
            try await store.write { transaction in
                guard try transaction.complete(filling.held) else { return }
                throw Undo()
            }
        } catch is Undo { held = true }
        heldIsHeld = held
    }
}
