import CommandOutcome
public import Foundation
public import Identifiers
import Register

/// Releases feedback before the season's day: of one submission, or of every controlled one of a year.
public struct ReleaseOrder: RegisterRequest {
    public static let name = "release"

    /// What is to be released.
    public enum Choice: Codable, Sendable, Equatable {
        case one(SubmissionID)
        case year(Int)
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let released: [SubmissionID]
    }

    public let choice: Choice
    public let dryRun: Bool

    public init(_ choice: Choice, dryRun: Bool) {
        self.choice = choice
        self.dryRun = dryRun
    }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        let now = administration.clock()
        let controlled = try administration.store.submissions(in: .controlled, limit: .max)
        let chosen: [SubmissionID]
        switch choice {
        case .one(let id):
            guard controlled.contains(where: { $0.id == id }) else { throw try Self.notControlled(id, administration) }
            chosen = [id]
        case .year(let year): chosen = controlled.filter { $0.year == year }.map(\.id)
        }
        guard !dryRun else { return Reply(released: chosen) }
        let feedback = Feedback(store: administration.store, trust: administration.trust.trust)
        for id in chosen {
            try administration.store.record(
                AuditEntry(at: now, actor: actor, action: Self.name, detail: ["submission": id.text]))
            _ = try feedback.release(id, now: now)
        }
        return Reply(released: chosen)
    }

    private static func notControlled(
        _ id: SubmissionID, _ administration: RegisterAdministration
    ) throws -> AdministrationError {
        guard let submission = try administration.store.submission(id) else {
            return AdministrationError("submission-unknown", "There is no submission \(id).", exit: .noInput)
        }
        return AdministrationError(
            "submission-not-controlled", "The submission \(id) is \(submission.state.rawValue), not controlled.",
            exit: .data)
    }
}

/// The mails that no server has taken, or all of one unit.
public struct MailQuestion: RegisterRequest {
    public static let name = "mails"

    public struct Mail: Codable, Sendable, Equatable {
        public let messageID: String
        public let kind: String
        public let unit: String
        public let to: String
        public let state: String
        public let attempts: Int
        public let lastAttempt: Date?
        /// The last reply code of a server.
        public let answer: Int?
        /// The status with which it came back, such as 5.1.1.
        public let returned: String?
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let mails: [Mail]
    }

    public let unit: ReportingUnit?

    public init(unit: ReportingUnit?) { self.unit = unit }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        Reply(
            mails: try administration.store.mails(of: unit, settings: administration.configuration.mail.settings)
                .map { mail in
                    Mail(
                        messageID: mail.messageID, kind: mail.kind.rawValue, unit: mail.unit, to: mail.to,
                        state: mail.state.rawValue, attempts: mail.attempts, lastAttempt: mail.lastAttempt,
                        answer: mail.answer, returned: mail.returned)
                })
    }
}

/// Sends a mail's words again, as a new mail, for a clerk who never saw the first.
public struct ResendOrder: RegisterRequest {
    public static let name = "resend"

    public struct Reply: Codable, Sendable, Equatable {
        public let queued: Int
    }

    public let messageID: String
    public let dryRun: Bool

    public init(messageID: String, dryRun: Bool) {
        self.messageID = messageID
        self.dryRun = dryRun
    }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        guard !dryRun else { return Reply(queued: 1) }
        let now = administration.clock()
        do {
            try administration.store.repeatMail(
                messageID, settings: administration.configuration.mail.settings, by: actor, now: now)
        } catch RegisterError.unknown {
            throw AdministrationError(
                "mail-unknown", "There is no mail with this Message-ID.",
                remedy: "`budstikke-register resend --list` shows them.", exit: .noInput)
        }
        try administration.store.record(
            AuditEntry(at: now, actor: actor, action: Self.name, detail: ["mail": messageID]))
        return Reply(queued: 1)
    }
}
