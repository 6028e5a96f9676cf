import Delivery
import EbXML
import Foundation
import Store
import Texts

/// What partners answer to our own questions: a Pong, a StatusResponse, or an ErrorList from a server that does not
/// answer such questions (ebMS 2.0 7, 8). Nothing of it is answered, and none of it moves the message asked about.
extension ReceiptFlow {
    /// A Pong or StatusResponse, matched by RefToMessageId to a question of its kind that we asked this party.
    func served(
        _ receipt: StoredMessage, _ envelope: AuthenticatedEnvelope, _ judgement: ProfileJudgement, job: Job, now: Date
    ) async throws -> JobOutcome {
        guard let answered = try await answered(by: envelope) else {
            return try await settle(
                receipt, as: .service, .unmatched, .unmatchedReceipt, judgement, job: job, now: now)
        }
        var detail: [String: String] = [:]
        detail["status"] = answered.status?.rawValue
        return try await end(
            answered.question, as: .acknowledged, reason: nil, detail: detail, by: receipt, kind: .service, judgement,
            job: job, now: now
        ) { transaction in
            guard let status = answered.status else { return }
            try Self.tell(status.step, of: answered, from: receipt, at: now, in: transaction)
        }
    }

    /// An ErrorList that answers a question of ours, or nothing of ours. A warning is no answer to a question.
    func erredOnQuestion(
        _ receipt: StoredMessage, _ list: ErrorList, _ envelope: AuthenticatedEnvelope, _ judgement: ProfileJudgement,
        codes: String, job: Job, now: Date
    ) async throws -> JobOutcome {
        guard list.highestSeverity == .error, let question = try await question(answeredBy: envelope) else {
            return try await settle(receipt, as: .error, .unmatched, .unmatchedReceipt, judgement, job: job, now: now)
        }
        let answered = AnsweredQuestion(question: question, subject: try await subject(of: question), status: nil)
        return try await end(
            question, as: .refusedByPartner, reason: .partnerError, detail: ["codes": codes], by: receipt, kind: .error,
            judgement, job: job, now: now
        ) { transaction in
            try Self.tell(.statusUnanswered, of: answered, from: receipt, at: now, in: transaction)
        }
    }

    // MARK: - Private steps

    private struct AnsweredQuestion: Sendable {
        let question: StoredMessage
        /// The message that was asked about; nil for a Ping.
        let subject: StoredMessage?
        let status: MessageStatus?
    }

    private func answered(by envelope: AuthenticatedEnvelope) async throws -> AnsweredQuestion? {
        guard let question = try await question(answeredBy: envelope) else { return nil }
        switch envelope.content {
        case .pong:
            guard question.action == ServiceQuestion.ping.action else { return nil }
            return AnsweredQuestion(question: question, subject: nil, status: nil)
        case .statusResponse(let reference, let text):
            // Which message it speaks of is said twice, and one of five words is all it can say (ebMS 2.0 7.3).
            guard let status = MessageStatus(rawValue: text), let subject = try await subject(of: question),
                subject.messageID == reference
            else { return nil }
            return AnsweredQuestion(question: question, subject: subject, status: status)
        default: return nil
        }
    }

    /// The question of ours that an answer refers to, when we asked the one who answers.
    private func question(answeredBy envelope: AuthenticatedEnvelope) async throws -> StoredMessage? {
        guard let reference = envelope.header.refToMessageID,
            let question = try await context.store.read({ try $0.sent(messageID: reference) }),
            question.kind == .service, ServiceQuestion.isAsked(by: question.action),
            question.toHER == envelope.header.from.her, question.fromHER == envelope.header.to.her
        else { return nil }
        return question
    }

    /// The message that a StatusRequest of ours asks about.
    private func subject(of question: StoredMessage) async throws -> StoredMessage? {
        try await context.store.read { store in
            let queued = try store.events(of: question.key).first { $0.step == StepCode.queued.rawValue }
            guard let id = queued?.detail[StatusQuestion.subject].flatMap({ UUID(uuidString: $0) }) else { return nil }
            return try store.message(serverID: id)
        }
    }

    /// A line in the timeline of the message that was asked about, and nothing more.
    private static func tell(
        _ step: StepCode, of answered: AnsweredQuestion, from receipt: StoredMessage, at now: Date,
        in transaction: any TenantTransaction
    ) throws {
        guard let subject = answered.subject else { return }
        try transaction.append(
            MessageEvent(
                message: subject.key, at: now, step: step.rawValue,
                actor: receipt.fromHER.map { "partner:\($0)" } ?? "server",
                detail: [StatusQuestion.question: answered.question.serverID.uuidString.lowercased()]))
    }
}

extension MessageStatus {
    /// The step that tells of it in a timeline.
    fileprivate var step: StepCode {
        switch self {
        case .unauthorized: .statusUnauthorized
        case .notRecognized: .statusNotRecognized
        case .received: .statusReceived
        case .processed: .statusProcessed
        case .forwarded: .statusForwarded
        }
    }
}
