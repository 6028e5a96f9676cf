import CommandOutcome
import Foundation
public import Identifiers
import Register

/// Gives a municipality the feedback of a submission again, in a new archive under another password.
public struct FeedbackRenewal: RegisterRequest {
    public static let name = "feedback.renew"

    public struct Reply: Codable, Sendable, Equatable {
        public let submission: SubmissionID
        /// The new archive's, among those of its submission; nil in a dry run.
        public let number: Int?
    }

    public let submission: SubmissionID
    public let dryRun: Bool

    public init(_ submission: SubmissionID, dryRun: Bool) {
        self.submission = submission
        self.dryRun = dryRun
    }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        let store = administration.store
        guard let known = try store.submission(submission) else {
            throw AdministrationError("submission-unknown", "There is no submission \(submission).", exit: .noInput)
        }
        guard known.state == .released else {
            throw AdministrationError(
                "submission-not-released", "The submission \(submission) is \(known.state.rawValue), not released.",
                remedy: "Its first archive is made when it is released: `budstikke-register release`.", exit: .data)
        }
        let message = try store.messages().first { $0.submission == submission }
        if let message, [.queued, .written].contains(message.standing) {
            throw AdministrationError(
                "message-under-way", "The message with the archive of \(submission) is \(message.standing.rawValue).",
                remedy: "Wait until `budstikke-register messages` says what became of it.", exit: .data)
        }
        guard !dryRun else { return Reply(submission: submission, number: nil) }
        let now = administration.clock()
        try store.record(
            AuditEntry(at: now, actor: actor, action: Self.name, detail: ["submission": submission.text]))
        let feedback = Feedback(store: store, trust: administration.trust.trust)
        return Reply(
            submission: submission, number: try feedback.renew(submission, now: now, makeID: UUID.init))
    }
}
