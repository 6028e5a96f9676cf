import Cryptography
import Delivery
import EbXML
public import Foundation
public import HTTPTransport
import Identifiers
import Store
import Texts

/// Takes a message that a partner posts, and says what it is answered on the same connection (ebMS 2.0 B.2; M-046).
///
/// 0. *room*: on a disk that is nearly full nothing is taken; the partner keeps its message.
/// 1. *read*: what is no ebXML message is answered with a SOAP Fault (B.2.5). Its beginning, size and digest are kept as
///    unreadable, so many a day; what comes after those is not taken.
/// 2. *commit*: raw bytes as `received` with the job that processes them, in one transaction; only now is it taken.
/// 3. *wait*: only where the message (eb:SyncReply) or the agreement has the answer come on the connection, and not for
///    long.
/// 4. *answer*: the stored answer goes back, as an attempt that was committed with it. What does not go back goes by
///    itself later.
public struct PostFlow: Sendable {
    private let context: ExchangeContext
    private let patience: Duration

    /// What the partner is told.
    public enum Reply: Sendable {
        /// No kind of content that a message has; nothing is kept.
        case unsupported
        /// The message is ours now, and its answer comes on its own.
        case accepted
        case answer(PostedAnswer)
        /// It could not be read as a message.
        case fault(HTTPEntity)
        /// It could not be read either, and as many as may be kept of such were today. `isFirst` is true once a day.
        case later(isFirst: Bool)
    }

    /// - Parameter patience: how long a sender may wait for its answer.
    public init(context: ExchangeContext, patience: Duration = .seconds(20)) {
        self.context = context
        self.patience = patience
    }

    /// - Parameter sender: the address it came from, for the timeline.
    /// - Throws: what the store throws, and `StoreError.full` while the disk has no room; then nothing was taken.
    public func receive(_ entity: HTTPEntity, sender: String, now: @Sendable () -> Date) async throws -> Reply {
        guard entity.isMessage else { return .unsupported }
        guard context.hasRoom(entity.body.count) else { throw StoreError.full }
        let bytes = entity.stored()
        let detail = ["transport": "http", "address": sender]
        let read = InboundMail.classify(bytes)
        let waits: Bool
        switch read {
        case .unreadable(let mail):
            if case .refuse(let isFirst) = context.unreadablePosts.spend(now: now()) { return .later(isFirst: isFirst) }
            let digest = Hexadecimal.encode(SHA256.digest(entity.body))
            let noted = ["detail": String(describing: mail.reason), "sha256": digest]
            try await keep(unreadable: bytes, detail.merging(noted) { $1 }, now: now())
            return .fault(try HTTPEntity(stored: SOAPFault(mail.reason).pack()))
        case .envelope(let envelope):
            let address = envelope.returnAddress
            if !address.mayBeAnswered {
                waits = false
            } else if envelope.quirks.contains(.syncReply) {
                waits = true
            } else {
                waits = await isAgreed(address, now: now())
            }
        case .refused(let refused):
            waits = refused.asksForSynchronousAnswer && refused.returnAddress.mayBeAnswered
        case .bounce, .fault: waits = false
        }
        let received = try ReceivedEntity(bytes, context: context)
        context.readings.keep(read, of: received.serverID, size: received.size)
        let key = try await store(received, detail, waits: waits, now: now())
        guard waits, let answer = await context.wakes.answers.answer(to: key, within: patience) else {
            return .accepted
        }
        context.crash.pass(.afterAttemptBegun)
        return .answer(try PostedAnswer(answer, context: context))
    }

    private func keep(unreadable bytes: [UInt8], _ detail: [String: String], now: Date) async throws {
        let received = try ReceivedEntity(beginningOf: bytes, context: context)
        try await context.store.write {
            try received.keep(unreadable: ReasonCode.unreadableMail.rawValue, in: $0, detail: detail, at: now)
        }
    }

    /// Whether the agreement has the answer come on the connection (CPPA 2.0 8.4.23, syncReplyMode). A register that does
    /// not answer makes it come later, and nothing else.
    private func isAgreed(_ address: ReturnAddress, now: Date) async -> Bool {
        guard context.settings.current.addresses[address.own] != nil,
            let found = try? await AgreementLookup(context: context).between(address.own, address.partner, at: now)
        else { return false }
        return found.agreement.party(address.own)?.channels.contains(where: \.answersOnConnection) ?? false
    }

    private func store(
        _ received: ReceivedEntity, _ detail: [String: String], waits: Bool, now: Date
    ) async throws -> MessageKey {
        let waiters = context.wakes.answers
        let key = try await context.store.write { transaction in
            let key = try received.insert(in: transaction, from: .http, detail: detail, at: now)
            if waits { waiters.expect(key) }
            return key
        }
        context.crash.pass(.afterMailStored)
        context.wakes.processing.raise()
        return key
    }
}

/// A stored answer on its way back on the connection that its message came on: an attempt like any other.
public struct PostedAnswer: Sendable {
    /// The answer as it is stored, signed when it was made.
    public let entity: HTTPEntity
    private let attempt: Attempt
    private let context: ExchangeContext

    init(_ answer: BegunAnswer, context: ExchangeContext) throws {
        entity = try HTTPEntity(stored: answer.entity)
        attempt = answer.attempt
        self.context = context
    }

    /// The answer was written to the connection. If it is lost there, the partner posts its message again and gets it
    /// again; if this is never called, it goes by itself.
    public func written(now: Date) async throws {
        var finished = attempt
        finished.outcome = "accepted"
        finished.finishedAt = now
        let final = finished
        let message = attempt.message
        try await context.store.write { transaction in
            try transaction.finish(final)
            guard var current = try transaction.message(message) else { return }
            let step = current.state == .sent ? "resent" : "sent"
            current.state = .sent
            current.reason = nil
            current.updatedAt = now
            guard try transaction.update(current, from: [.queued, .sent]) else { return }
            try transaction.cancel(kind: SendFlow.kind, of: message)
            try transaction.append(
                MessageEvent(
                    message: message, at: now, step: step, actor: "server",
                    detail: ["attempt": String(final.number), "transport": "http-response"]))
        }
        context.crash.pass(.afterSentCommit)
    }
}
