import CommandOutcome
public import Foundation
public import Identifiers
public import Store

/// Sends all messages again whose open tasks are alike, and closes their tasks with that: one act for all (U-05, U-11).
public struct TaskGroupResend: AdministrationRequest {
    public static let name = "task.resend"
    /// At most so many in one act.
    public static let most = 500

    public struct Reply: Codable, Sendable, Equatable {
        public let sentAgain: Int
        /// Our own ids of those that could not be: their tasks are still open.
        public let failed: [UUID]
    }

    public var tenant: TenantID?
    public var cause: MessageTask.Cause
    public var partner: HERId?
    public var action: String?
    /// How many there are, as whoever asks has seen it: with another number nothing is done.
    public var expected: Int

    public init(tenant: TenantID?, cause: MessageTask.Cause, partner: HERId?, action: String?, expected: Int) {
        self.tenant = tenant
        self.cause = cause
        self.partner = partner
        self.action = action
        self.expected = expected
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let found = try await session.read(tenant) { try open(in: $0) }
        guard found.count == expected else {
            throw AdministrationError(
                "group-changed", "There are \(found.count) such tasks now, not \(expected).",
                remedy: "Look at them again, and then decide.", exit: .temporary)
        }
        guard found.count <= Self.most else {
            throw AdministrationError(
                "group-too-large", "At most \(Self.most) messages are sent again in one act.",
                remedy: "Send some of them again one by one, or ask by type and partner.", exit: .usage)
        }
        var failed: [UUID] = []
        for (task, message) in found {
            do {
                _ = try await MessageResend(tenant: tenant.id, id: message.serverID.uuidString).perform(in: session)
                var change = TaskChange(tenant: tenant.id, id: task.id)
                change.closing = .sentAgain
                _ = try await change.perform(in: session)
            } catch is AdministrationError { failed.append(message.serverID) }
        }
        return Reply(sentAgain: found.count - failed.count, failed: failed)
    }

    /// A group of no partner, or of no type, is one of its own.
    private func open(in store: any TenantReading) throws -> [(MessageTask, StoredMessage)] {
        var query = TaskQuery()
        query.cause = cause
        query.partner = partner
        query.action = action
        query.limit = Self.most + 1
        return try store.tasks(query).filter { $0.partner == partner && $0.action == action }.compactMap { task in
            try store.message(task.message).map { (task, $0) }
        }
    }
}
