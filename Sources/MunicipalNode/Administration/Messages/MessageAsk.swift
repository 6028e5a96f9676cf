import CommandOutcome
import Exchange
public import Foundation
public import Identifiers
import Store

/// Asks the receiver's message server what became of a message of ours, over the way that messages to it go (ebMS 2.0
/// 7.1). The answer comes into the message's timeline.
public struct MessageAsk: AdministrationRequest {
    public static let name = "message.ask"
    public struct Reply: Codable, Sendable, Equatable {
        /// The message that is asked about.
        public let message: MessageSummary
        /// The server's id of the question; nil in a dry run. It is `acknowledged` when the partner has answered.
        public let question: UUID?
        public let her: HERId
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
        let server = message.serverID.uuidString.lowercased()
        guard message.direction == .outgoing, !message.kind.isSignal, let her = message.toHER else {
            throw AdministrationError(
                "not-outgoing", "A partner can only be asked about a message that a record system sent.", exit: .data)
        }
        guard message.attempts > 0 else { throw Self.neverSent(server) }
        if session.dryRun { return Reply(message: MessageSummary(message), question: nil, her: her) }
        try await session.change(tenant, ["message": String(message.key.value)]) { _ in }
        do {
            let outcome = try await session.administration.exchange.ask(
                about: message, tenant: tenant.id, actor: session.actor, now: session.now)
            switch outcome {
            case .asked(let question): return Reply(message: MessageSummary(message), question: question, her: her)
            case .neverSent: throw Self.neverSent(server)
            case .tooSoon(let until):
                let seconds = Int(until.timeIntervalSince(session.now).rounded(.up))
                throw AdministrationError(
                    "asked-recently",
                    "HER-id \(her) has been asked about this message within the last "
                        + "\(Int(StatusQuestion.interval / 60)) minutes.",
                    remedy: "`budstikke message show \(server)` says whether it has answered; it can be asked again in "
                        + "\(seconds) s.", exit: .temporary)
            }
        } catch let refusal as QuestionRefusal {
            throw AdministrationError(refusal, session.language)
        }
    }

    private static func neverSent(_ server: String) -> AdministrationError {
        AdministrationError(
            "never-sent", "The message has not left here, so the receiver cannot know of it.",
            remedy: "`budstikke message show \(server)` says why.", exit: .data)
    }
}
