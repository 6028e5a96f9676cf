import CommandOutcome
public import Foundation
public import Identifiers
public import Store
public import Texts

/// Sends all messages again whose open tasks are alike: one act for all (U-05, U-11). Their tasks stay open until the receipt
/// that was missing comes, and closes them; what is on its way already is not sent once more.
public struct TaskGroupResend: AdministrationRequest {
    public static let name = "task.resend"
    /// At most so many in one act.
    public static let most = 500
    /// What sending again can mend: no receipt came.
    public static let steps: Set<StepCode> = [.expired, .undeliverable]

    public struct Reply: Codable, Sendable, Equatable {
        public let sentAgain: Int
        /// Those that wait for their receipt already, or have it.
        public let onTheirWay: Int
        /// Our own ids of those that could not be.
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
        guard let step = StepCode(rawValue: cause.step), Self.steps.contains(step) else {
            throw AdministrationError(
                "group-not-resendable", "What happened to these messages is not mended by sending them again.",
                exit: .data)
        }
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
        var (sentAgain, failed): (Int, [UUID]) = (0, [])
        for (_, message) in found where message.waitsForAHand {
            try Task.checkCancellation()
            do {
                _ = try await MessageResend(tenant: tenant.id, id: message.serverID.uuidString).perform(in: session)
                sentAgain += 1
            } catch is CancellationError { throw CancellationError() } catch { failed.append(message.serverID) }
        }
        return Reply(sentAgain: sentAgain, onTheirWay: found.count - sentAgain - failed.count, failed: failed)
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
