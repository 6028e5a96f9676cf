import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Store
import Texts

struct MessageAskCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask the receiver's message server what became of a message we sent it.",
        discussion: """
            The answer is a line in the message's history and changes nothing else: it confirms no message, and \
            stops no resending. Exit code 0 when the server has answered, whatever it says; 69 when it has not, or \
            does not answer such questions; 75 when it was asked about this message in the last five minutes.
            """)
    static let examples = [
        Example("budstikke message ask 1f0c…", "and wait a minute for the answer"),
        Example("budstikke message ask 1f0c… --wait 600 --json", "for programs, ten minutes"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The MessageId, or any other id, of a message that was sent.") var id: String
    @Option(help: "Seconds to wait for the answer; by mail it may come later.") var wait = 60

    /// What came of it.
    struct Outcome: Codable {
        let message: String
        let question: String
        let answered: Bool
        /// The partner's word: UnAuthorized, NotRecognized, Received, Processed or Forwarded.
        let status: String?
        /// The same in words.
        let words: String?
        /// Where the question stands.
        let state: MessageState
        let sentTo: String?
        let seconds: Int
    }

    func run() async throws {
        let reply = try await global.ask(MessageAsk(tenant: which.tenant, id: id), dryRun: change.dryRun)
        let message = reply.message.serverID.uuidString.lowercased()
        guard let question = reply.question?.uuidString.lowercased() else {
            return try global.output.show(
                reply, dryRun: true, text: "HER-id \(reply.her) would be asked about \(message)\(change.note).\n")
        }
        let begun = ContinuousClock.now
        var shown = try await show(question)
        while !shown.message.state.isFinal, ContinuousClock.now < begun + .seconds(wait) {
            try await Task.sleep(for: .seconds(1))
            shown = try await show(question)
        }
        let seconds = Int((ContinuousClock.now - begun).components.seconds)
        let told = try await show(message).timeline.last {
            $0.detail["question"] == question && $0.step != "statusAsked"
        }
        let outcome = Outcome(
            message: message, question: question, answered: shown.message.state == .acknowledged,
            status: shown.timeline.last { $0.detail["status"] != nil }?.detail["status"], words: told?.words,
            state: shown.message.state, sentTo: shown.message.ediTo, seconds: seconds)
        guard outcome.answered else { throw Self.unanswered(shown, from: reply.her, about: message, after: seconds) }
        try global.output.show(
            outcome,
            text: "HER-id \(reply.her) answered \(outcome.status ?? "?") after \(seconds) s: "
                + "\(outcome.words ?? shown.stateWords).\n")
    }

    /// Why there is no status: an error instead of one, or nothing yet.
    private static func unanswered(
        _ question: MessageShow.Reply, from her: HERId, about message: String, after seconds: Int
    ) -> AdministrationError {
        let details = question.explanation.map { [$0.what] } ?? []
        if question.message.state == .refusedByPartner {
            let codes = question.timeline.last { $0.detail["codes"] != nil }?.detail["codes"]
            return AdministrationError(
                "no-status", "HER-id \(her) answered with an error\(codes.map { " (\($0))" } ?? "") and no status.",
                remedy:
                    "Not every server answers a StatusRequest (HITS 1172 5.11). Its Acknowledgment says whether the "
                    + "message has arrived: `budstikke message show \(message)`.", details: details,
                exit: .unavailable)
        }
        return AdministrationError(
            "no-answer", "HER-id \(her) has not answered within \(seconds) s: \(question.stateWords).",
            remedy: "It may still, into `budstikke message show \(message)`. Not every server answers a "
                + "StatusRequest (HITS 1172 5.11).", details: details, exit: .unavailable)
    }

    private func show(_ id: String) async throws -> MessageShow.Reply {
        try await global.ask(MessageShow(tenant: which.tenant, id: id))
    }
}
