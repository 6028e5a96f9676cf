import Delivery
import EbXML
public import Foundation
import Identifiers
public import Store
import Texts

/// Asks the partner's message server what became of a message that we sent it (ebMS 2.0 7.1).
///
/// The answer is told in the message's timeline and changes nothing else: whether the message has arrived is for its
/// Acknowledgment to say, which alone is held against what was signed.
public struct StatusQuestion: Sendable {
    /// How long the partner has to answer before it may be asked about the same message again.
    public static let interval: TimeInterval = 300

    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    /// What came of asking.
    public enum Outcome: Sendable, Equatable {
        /// The question is on its way, under this id of the server's. It is acknowledged when the answer comes.
        case asked(UUID)
        /// The partner has been asked about this message lately.
        case tooSoon(until: Date)
        /// It was not sent to anybody: there is nothing that a partner could know.
        case neverSent
    }

    /// Stores a signed StatusRequest and queues it, whichever way the partner is reached now.
    ///
    /// - Throws: ``QuestionRefusal`` when it cannot be sent.
    public func ask(about message: StoredMessage, actor: String, now: Date) async throws -> Outcome {
        guard message.direction == .outgoing, !message.kind.isSignal, message.attempts > 0,
            let messageID = message.messageID, let own = message.fromHER, let partner = message.toHER
        else { return .neverSent }
        if let until = try await context.store.read({ try Self.pause(of: message.key, at: now, in: $0) }) {
            return .tooSoon(until: until)
        }
        do {
            return .asked(
                try await QuestionSending(context: context).send(
                    .status(of: messageID), to: partner, from: own, actor: actor, now: now,
                    detail: [Self.subject: message.serverID.uuidString.lowercased()]
                ) { transaction, question in
                    // Two may ask at once.
                    if let until = try Self.pause(of: message.key, at: now, in: transaction) {
                        throw TooSoon(until: until)
                    }
                    try transaction.append(
                        MessageEvent(
                            message: message.key, at: now, step: StepCode.statusAsked.rawValue, actor: actor,
                            detail: [Self.question: question.uuidString.lowercased()]))
                })
        } catch let pause as TooSoon {
            return .tooSoon(until: pause.until)
        } catch let setback as Setback {
            throw QuestionRefusal(setback, to: partner)
        }
    }

    /// The keys under which question and message name each other in their timelines.
    static let subject = "about"
    static let question = "question"

    private struct TooSoon: Error {
        let until: Date
    }

    /// Until when the partner is not asked about it again; nil when it may be.
    private static func pause(of message: MessageKey, at now: Date, in store: any TenantReading) throws -> Date? {
        let asked = try store.events(of: message).last { $0.step == StepCode.statusAsked.rawValue }
        guard let until = asked?.at.addingTimeInterval(interval), until > now else { return nil }
        return until
    }
}
