import CommandOutcome
import Exchange
import Foundation
public import Identifiers
import Store

/// Takes up again the work of a message that was set aside, after three crashes or because content was damaged.
///
/// It goes on where it stood: what was sent or handed over before is not done a second time.
public struct MessageRetry: AdministrationRequest {
    public static let name = "message.retry"
    public struct Reply: Codable, Sendable, Equatable {
        public let message: MessageSummary
    }

    public var tenant: TenantID?
    public var id: String

    public init(tenant: TenantID?, id: String) {
        self.tenant = tenant
        self.id = id
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let finder = MessageFinder(id: id)
        let message = try await session.read(tenant) { try finder.find(in: $0) }
        let (actor, now) = (session.actor, session.now)
        let taken = try await session.change(tenant, ["message": String(message.key.value)]) { transaction in
            guard try ParkedFlow.takeUp(message.key, actor: actor, now: now, in: transaction) else {
                throw AdministrationError(
                    "not-set-aside", "No work of this message is set aside, so there is nothing to take up again.",
                    exit: .data)
            }
            return try transaction.message(message.key) ?? message
        }
        return Reply(message: MessageSummary(taken))
    }
}
