import CommandOutcome
import Exchange
import Foundation
public import Identifiers
import Store
public import Texts

/// One message with its whole history, found by any of its ids.
public struct MessageShow: AdministrationRequest {
    public static let name = "message.show"
    public struct Reply: Codable, Sendable, Equatable {
        public let message: MessageSummary
        /// Its states in words: transport, then application.
        public let stateWords: String
        public let applicationWords: String
        public let timeline: [TimelineStep]
        public let attempts: [AttemptSummary]
        public let receivers: [ReceiverSummary]
        public let offers: [OfferSummary]
        /// What went wrong, what it means, what to do and who can, when something did.
        public let explanation: Explanation?
        /// Receipts and other messages that share an id with it, oldest first.
        public let related: [MessageSummary]
        /// The work that it has given to people, newest first.
        public let tasks: [TaskSummary]
        /// Whether there is something stored that can be sent again.
        public let canBeSentAgain: Bool
    }

    public var tenant: TenantID?
    public var id: String

    public init(tenant: TenantID?, id: String) {
        self.tenant = tenant
        self.id = id
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let (language, now) = (session.language, session.now)
        let finder = MessageFinder(id: id)
        return try await session.read(tenant) { store in
            let message = try finder.find(in: store)
            let events = try store.events(of: message.key)
            return Reply(
                message: MessageSummary(message), stateWords: Texts.state(message.state.rawValue, language),
                applicationWords: Texts.state(message.application.rawValue, language),
                timeline: events.map {
                    TimelineStep(
                        at: $0.at, step: $0.step, words: Texts.step($0.step, language), actor: $0.actor,
                        detail: $0.detail)
                },
                attempts: try store.attempts(of: message.key).map {
                    AttemptSummary(
                        number: $0.number, mailMessageID: $0.mailMessageID, at: $0.date, outcome: $0.outcome,
                        finishedAt: $0.finishedAt)
                },
                receivers: try Deliveries.all(with: message, in: store).flatMap { try store.receivers(of: $0.key) }.map
                {
                    ReceiverSummary(
                        receiver: $0.receiver, state: $0.state, words: Texts.state($0.state.rawValue, language),
                        at: $0.at)
                },
                offers: try store.offers(of: message.key).map(OfferSummary.init),
                explanation: message.reasonToExplain(try store.tasks(TaskQuery(about: message.key))).map {
                    Texts.explanation(
                        of: $0, language,
                        values: (events.last { $0.detail["reason"] != nil }?.detail ?? [:]).merging(
                            ["attempts": String(message.attempts)]
                        ) { told, _ in told })
                },
                related: try finder.related(to: message, in: store).map(MessageSummary.init),
                tasks: try store.tasks(TaskQuery(about: message.key)).map {
                    TaskSummary($0, of: message, now: now, language)
                },
                canBeSentAgain: try message.waitsForAHand && store.content(.envelope, of: message.key) != nil)
        }
    }
}

/// Sends an outgoing message's stored envelope once more: a new attempt under the same message, never a new message.
public struct MessageResend: AdministrationRequest {
    public static let name = "message.resend"
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
        guard message.direction == .outgoing, message.kind == .business || message.kind == .appRec else {
            throw AdministrationError(
                "not-outgoing", "Only a message that a record system sent can be sent again.", exit: .data)
        }
        let hasEnvelope = try await session.read(tenant) { try $0.content(.envelope, of: message.key) != nil }
        guard hasEnvelope else {
            throw AdministrationError(
                "never-packed", "The message was stopped before it was packed, so there is nothing to send again.",
                remedy: "`budstikke message show \(message.serverID.uuidString.lowercased())` says why; correct it and "
                    + "submit the document again.", exit: .data)
        }
        guard ResendRequest.takes(message) else {
            throw AdministrationError(
                "not-resendable", "The message has been answered, or was stopped; it is not sent again.",
                remedy: "`budstikke message show \(message.serverID.uuidString.lowercased())` says how it stands.",
                exit: .data)
        }
        if !session.dryRun {
            try await session.administration.exchange.resend(
                message, tenant: tenant.id, actor: session.actor, now: session.now)
            // On record when it has been done; the message's own history has it in the same transaction.
            try await session.record(tenant, action: session.command, ["message": String(message.key.value)])
        }
        return Reply(message: MessageSummary(message))
    }
}

extension StoredMessage {
    /// Whether it is not on its way any more, and can be: what waits for its receipt needs no hand.
    var waitsForAHand: Bool { ResendRequest.takes(self) && (state == .expired || state == .undeliverable) }
}

extension StoredMessage {
    /// Why it needs a hand: its own reason, or that of the matter about it. What was applied to another needs none.
    fileprivate func reasonToExplain(_ tasks: [MessageTask]) -> String? {
        state == .settled ? nil : reason ?? tasks.first { $0.end == nil }?.cause.reason
    }
}

/// Finds the one message that is meant by an id of any kind.
struct MessageFinder: Sendable {
    let id: String

    /// The message the id belongs to: the one that is it, before those that only refer to it.
    func find(in store: any TenantReading) throws -> StoredMessage {
        let wanted = id.trimmingCharacters(in: .whitespaces)
        if let uuid = UUID(uuidString: wanted), let message = try store.message(serverID: uuid) { return message }
        if let number = Int64(wanted), let message = try store.message(MessageKey(number)) { return message }
        if let message = try store.sent(messageID: wanted) ?? store.submitted(msgID: wanted).first { return message }
        var query = MessageQuery()
        query.anyID = wanted
        let found = try store.messages(query)
        let named = found.first { $0.messageID == wanted || $0.msgID == wanted }
        guard let message = named ?? found.first(where: { $0.kind == .business }) ?? found.first else {
            throw AdministrationError(
                "message-unknown", "No message has this id.",
                remedy: "`budstikke search` finds messages by partner, type, state and time.", exit: .noInput)
        }
        return message
    }

    func related(to message: StoredMessage, in store: any TenantReading) throws -> [StoredMessage] {
        var found: [MessageKey: StoredMessage] = [:]
        for id in [message.messageID, message.msgID, message.refToMessageID, message.originalMsgID] {
            guard let id else { continue }
            var query = MessageQuery()
            query.anyID = id
            for other in try store.messages(query) where other.key != message.key { found[other.key] = other }
        }
        return found.values.sorted { $0.key < $1.key }
    }
}
