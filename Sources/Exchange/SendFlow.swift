public import Delivery
import EbXML
public import Foundation
import HTTPTransport
import Identifiers
import MIME
public import Mail
public import Store
import Texts

/// Hands a mail to the mail exchange that serves an own address.
public protocol MailSending: Sendable {
    /// Returns when the exchange has taken responsibility for the mail.
    func send(_ mail: OutgoingMail) async throws(MailError)
}

/// Sends a stored envelope, as often as it takes, each attempt under a mail Message-ID of its own.
///
/// 1. *begin*: the attempt is committed with its Message-ID and Date before anything leaves; only a crash repeat of the
///    same attempt uses them again (architecture rule 5.1).
/// 2. *send*: the stored MIME entity, byte for byte (HITS 1172 §5.8.2): under fresh mail headers to a mailbox, or as the
///    body of a request to an HTTP address.
/// 3. *finish*: the outcome, state `sent`, for what wants an Acknowledgment the time of the next resend, and what the
///    partner answered at once as a received message, in one transaction.
public struct SendFlow: JobHandler {
    public static let kind = "send"
    public let kinds = [kind]
    /// Why a job waits while another finds out whether the mail exchange is back.
    public static let waitsForProbe = "mail-server-probed"

    private let context: ExchangeContext
    private let transport: any MailSending
    private let posting: any EnvelopePosting

    public init(context: ExchangeContext, transport: any MailSending, posting: any EnvelopePosting) {
        self.context = context
        self.transport = transport
        self.posting = posting
    }

    static func job(for message: StoredMessage, at now: Date) -> NewJob {
        NewJob(
            kind: kind, message: message.key, orderKey: message.kind.isSignal ? nil : message.conversationID,
            fairnessKey: message.toHER?.description ?? message.ediTo ?? "", runAt: now)
    }

    public func handle(_ job: Job, now: Date) async throws -> JobOutcome {
        guard let key = job.message, let message = try await context.store.read({ try $0.message(key) }),
            message.state == .queued || message.state == .sent
        else { return try await context.store.write { try $0.complete(job) } ? .completed : .lost }
        if let end = message.expiresAt, end <= now {
            let reason = message.state == .sent ? ReasonCode.noReceiptInTime : .timeToLiveExpired
            return try await give(up: message, as: .expired, reason: reason, job: job, now: now)
        }
        guard let from = message.ediFrom.flatMap({ EDIAddress($0) }),
            let destination = message.ediTo.flatMap(Destination.init),
            let entity = try await context.store.read({ try $0.content(.envelope, of: key) })
        else { return .park(reason: ReasonCode.contentDamaged.rawValue) }
        let line = destination.line(from: from)
        let turn = context.outages.turn(line, now: now)
        if case .wait(let until) = turn {
            try await note(message, destination.outOfReach, attempt: message.attempts, of: job, now: now)
            return .retry(at: until, reason: Self.waitsForProbe)
        }
        guard let attempt = try await begin(message, now: now) else {
            // A receipt has come since the job was leased.
            return try await context.store.write { try $0.complete(job) } ? .completed : .lost
        }
        let answer: HTTPEntity?
        do {
            answer = try await send(entity, of: message, from: from, to: destination, as: attempt)
        } catch {
            return try await failed(message, attempt, error, turn, on: line, job: job, now: now)
        }
        context.crash.pass(.afterMailAccepted)
        return try await sent(message, attempt, on: line, answer, job: job, now: now)
    }

    // MARK: - Stages

    private func begin(_ message: StoredMessage, now: Date) async throws -> Attempt? {
        let fresh = context.attemptID(of: message)
        let attempt: Attempt? = try await context.store.write { transaction in
            if let open = try transaction.attempts(of: message.key).last, open.outcome == nil { return open }
            guard var counted = try transaction.message(message.key) else { return nil }
            let number = counted.attempts + 1
            let attempt = Attempt(message: message.key, number: number, mailMessageID: fresh, date: now)
            counted.attempts = number
            guard try transaction.update(counted, from: [.queued, .sent]) else { return nil }
            try transaction.begin(attempt)
            return attempt
        }
        context.crash.pass(.afterAttemptBegun)
        return attempt
    }

    /// Hands it over. Returns what the partner answered on the connection.
    private func send(
        _ entity: [UInt8], of message: StoredMessage, from: EDIAddress, to destination: Destination, as attempt: Attempt
    ) async throws(SendFailure) -> HTTPEntity? {
        switch destination {
        case .mailbox(let to):
            let mail = OutgoingMail(
                from: from, to: [to], envid: attempt.mailMessageID,
                data: MailComposer.compose(
                    entity: entity, from: from, to: to, messageID: attempt.mailMessageID, date: attempt.date,
                    subject: message.action ?? message.kind.rawValue))
            do { try await transport.send(mail) } catch { throw SendFailure(error) }
            return nil
        case .http(let address):
            do throws(HTTPTransportError) {
                let answer = try await posting.post(entity, to: address)
                // A fault of the server's own may pass; one of the message stays, and is read like any answer.
                if answer.isServersOwnFault { throw HTTPTransportError(status: answer.status) }
                return answer.entity
            } catch { throw SendFailure(error) }
        }
    }

    private func sent(
        _ message: StoredMessage, _ attempt: Attempt, on line: String, _ answer: HTTPEntity?, job: Job, now: Date
    ) async throws -> JobOutcome {
        let wantsAcknowledgment = !message.kind.isSignal
        let received = try answer.map {
            try ReceivedEntity($0.stored(answering: attempt.mailMessageID), context: context)
        }
        let mayHaveWaiting = context.outages.mayHaveWaiting(line)
        let policy = wantsAcknowledgment ? try await ResendFlow(context: context).policy(for: message, now: now) : nil
        try await context.store.write { transaction in
            var finished = attempt
            finished.outcome = "accepted"
            finished.finishedAt = now
            try transaction.finish(finished)
            // A receipt may have come while this was being written; then the state stands.
            if var current = try transaction.message(message.key), current.state == .queued || current.state == .sent {
                current.state = .sent
                current.reason = nil
                current.updatedAt = now
                current.transportDueAt = policy.map { now.addingTimeInterval($0.interval) }
                _ = try transaction.update(current, from: [.queued, .sent])
                if let due = current.transportDueAt {
                    try transaction.enqueue(ResendFlow.job(for: current, at: due))
                }
            }
            try transaction.append(
                MessageEvent(
                    message: message.key, at: now, step: message.state == .sent ? "resent" : "sent", actor: "server",
                    detail: ["attempt": String(attempt.number), "mail": attempt.mailMessageID]))
            try received?.insert(
                in: transaction, from: .http, detail: ["transport": "http-response", "attempt": attempt.mailMessageID],
                at: now)
            if mayHaveWaiting {
                for reason in [Self.waitsForProbe] + Destination.outages.map(\.rawValue) {
                    try transaction.hasten(kind: Self.kind, reason: reason, to: now)
                }
            }
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        context.outages.reached(line)
        if mayHaveWaiting { context.wakes.sending.raise() }
        context.crash.pass(.afterSentCommit)
        context.wakes.processing.raise()
        return .completed
    }

    private func failed(
        _ message: StoredMessage, _ attempt: Attempt, _ failure: SendFailure, _ turn: Outages.Turn, on line: String,
        job: Job, now: Date
    ) async throws -> JobOutcome {
        let reason = failure.reason
        try await close(attempt, outcome: reason.rawValue, now: now)
        if failure.consequence == .permanent {
            return try await give(
                up: message, as: .undeliverable, reason: reason, detail: ["reply": failure.reply], job: job, now: now)
        }
        try await note(message, reason, attempt: attempt.number, of: job, now: now)
        if failure.isReply {
            context.outages.reached(line)
        } else if failure.isOutage || turn == .probe {
            let next = context.outages.failed(line, as: turn, now: now, spread: context.randomness.fraction())
            if failure.isOutage {
                let asked = failure.retryAfter.map(now.addingTimeInterval) ?? next
                return .retry(at: max(next, asked), reason: reason.rawValue)
            }
        }
        if let wait = failure.retryAfter { return .retry(at: now.addingTimeInterval(wait), reason: reason.rawValue) }
        // It may be this message's own doing: another one probes.
        return .backOff(reason: reason.rawValue)
    }

    /// The first failure and every tenth are worth a line in the timeline.
    private func note(
        _ message: StoredMessage, _ reason: ReasonCode, attempt: Int, of job: Job, now: Date
    ) async throws {
        guard job.attempts % 10 == 0 else { return }
        try await context.store.write { transaction in
            try transaction.append(
                MessageEvent(
                    message: message.key, at: now, step: "sendFailed", actor: "server",
                    detail: ["reason": reason.rawValue, "attempt": String(attempt)]))
        }
    }

    private func close(_ attempt: Attempt, outcome: String, now: Date) async throws {
        var finished = attempt
        finished.outcome = outcome
        finished.finishedAt = now
        let final = finished
        try await context.store.write { try $0.finish(final) }
    }

    private func give(
        up message: StoredMessage, as state: MessageState, reason: ReasonCode, detail: [String: String] = [:], job: Job,
        now: Date
    ) async throws -> JobOutcome {
        try await context.store.write { transaction in
            if var current = try transaction.message(message.key) {
                current.state = state
                current.reason = reason.rawValue
                current.updatedAt = now
                if try transaction.update(current, from: [.queued, .sent]) {
                    try transaction.append(
                        MessageEvent(
                            message: message.key, at: now, step: state.rawValue, actor: "server",
                            detail: detail.merging(["reason": reason.rawValue]) { $1 }))
                    if !message.kind.isSignal { try transaction.enqueue(NoticeFlow.job(for: message, at: now)) }
                }
            }
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        context.wakes.processing.raise()
        return .completed
    }
}
