import EbXML
public import Foundation
public import Identifiers

/// Asks a partner's server whether it is there.
public struct PingRequest: Sendable {
    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    /// Stores a signed Ping and queues it, whichever way the partner is reached. It is acknowledged when the Pong comes.
    ///
    /// - Returns: the server's id of it.
    /// - Throws: ``QuestionRefusal`` when it cannot be sent.
    public func ping(_ partner: HERId, from own: HERId, actor: String, now: Date) async throws -> UUID {
        do {
            return try await QuestionSending(context: context)
                .send(.ping, to: partner, from: own, actor: actor, now: now)
        } catch let setback as Setback {
            throw QuestionRefusal(setback, to: partner)
        }
    }
}
