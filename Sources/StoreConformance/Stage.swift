import Foundation
import Identifiers
import Store

/// An empty installation at one moment, with what checks need to fill it.
struct Stage: Sendable {
    let store: any InstallationStore
    let now: Date

    /// Names for two tenants; a check that needs one uses the first.
    static let first = "first"
    static let second = "second"

    /// Creates a tenant and opens its store.
    func tenant(_ name: String = first, as actor: String = "server") async throws -> any TenantStore {
        let tenant = try description(of: name)
        try await store.create(tenant)
        return try await store.tenant(tenant.id, as: actor)
    }

    /// An invented tenant.
    func description(of name: String) throws -> Tenant {
        Tenant(
            id: try Expect.present(TenantID(name)), name: "Fjordvik kommune",
            organisationNumber: try Expect.present(OrganisationNumber("999000002")),
            controller: "rådmannen", stage: .test, createdAt: now)
    }

    func id(_ name: String = first) throws -> TenantID { try Expect.present(TenantID(name)) }

    func her(_ number: Int) throws -> HERId { try Expect.present(HERId(number)) }

    func later(_ seconds: TimeInterval) -> Date { now.addingTimeInterval(seconds) }

    /// An outgoing business message with nothing but what every message has.
    func outgoing(_ state: MessageState = .submitted, at time: Date? = nil) -> StoredMessage {
        StoredMessage(serverID: UUID(), direction: .outgoing, kind: .business, state: state, at: time ?? now)
    }

    /// An incoming message as it was fetched.
    func incoming(_ state: MessageState = .received, at time: Date? = nil) -> StoredMessage {
        StoredMessage(serverID: UUID(), direction: .incoming, kind: .unknown, state: state, at: time ?? now)
    }

    /// An incoming message whose sender and eb:MessageId are known.
    func incoming(
        from: Int, messageID: String, _ state: MessageState = .received, digest: [UInt8]? = [1, 2, 3]
    ) throws -> StoredMessage {
        var message = incoming(state)
        message.kind = .business
        message.fromHER = try her(from)
        message.messageID = messageID
        message.digest = digest
        return message
    }

    func job(
        _ kind: String = "send", message: MessageKey? = nil, order: String? = nil, fairness: String = "partner",
        at time: Date? = nil
    ) -> NewJob {
        NewJob(kind: kind, message: message, orderKey: order, fairnessKey: fairness, runAt: time ?? now)
    }

    func claim(
        _ kinds: [String] = ["send"], at time: Date? = nil, limit: Int = 100, perKey: Int = 100,
        except: Set<String> = []
    ) -> JobClaim {
        JobClaim(kinds: kinds, now: time ?? now, lease: 60, limit: limit, perKey: perKey, except: except)
    }
}

extension TenantStore {
    /// Inserts a message in a transaction of its own.
    func insert(_ message: StoredMessage) async throws -> StoredMessage { try await write { try $0.insert(message) } }

    func enqueue(_ jobs: NewJob...) async throws {
        try await write { transaction in for job in jobs { try transaction.enqueue(job) } }
    }

    func claim(_ claim: JobClaim) async throws -> [Job] { try await write { try $0.claim(claim) } }

    /// What a search finds, as server ids.
    func search(_ change: @Sendable (inout MessageQuery) throws -> Void) async throws -> [UUID] {
        var query = MessageQuery()
        try change(&query)
        return try await read { [query] in try $0.messages(query).map(\.serverID) }
    }
}
