import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Store
import Texts

struct PartnerPingCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "ping", abstract: "Ask a partner's message server whether it is there, by mail or HTTP.")
    static let examples = [
        Example("budstikke partner ping 8094866", "and wait a minute for its answer"),
        Example("budstikke partner ping 8094866 --wait 600 --json", "for programs, ten minutes"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The partner's HER-id.") var her: HERId
    @Option(help: "Our own HER-id that asks; the first when left out.") var from: HERId?
    @Option(help: "Seconds to wait for the answer.") var wait = 60

    /// What came of it.
    struct Outcome: Codable {
        let serverID: String
        let answered: Bool
        let state: MessageState
        let sentTo: String?
        let seconds: Int
    }

    func run() async throws {
        let reply = try await global.ask(
            PartnerPing(tenant: which.tenant, her: her, own: from), dryRun: change.dryRun)
        guard let id = reply.serverID?.uuidString.lowercased() else {
            return try global.output.show(reply, dryRun: true, text: "HER-id \(her) would be asked\(change.note).\n")
        }
        let begun = ContinuousClock.now
        var shown = try await show(id)
        while !shown.message.state.isFinal, ContinuousClock.now < begun + .seconds(wait) {
            try await Task.sleep(for: .seconds(1))
            shown = try await show(id)
        }
        let (message, seconds) = (shown.message, Int((ContinuousClock.now - begun).components.seconds))
        let outcome = Outcome(
            serverID: id, answered: message.state == .acknowledged, state: message.state, sentTo: message.ediTo,
            seconds: seconds)
        guard outcome.answered else {
            throw AdministrationError(
                "no-answer", "HER-id \(her) has not answered within \(seconds) s: \(shown.stateWords).",
                remedy:
                    "It may still: `budstikke message show \(id)`. Not every server answers a Ping (HITS 1172 5.11).",
                details: shown.explanation.map { [$0.what] } ?? [], exit: .unavailable)
        }
        try global.output.show(
            outcome, text: "HER-id \(her) answered after \(seconds) s, asked at \(message.ediTo ?? "its address").\n")
    }

    private func show(_ id: String) async throws -> MessageShow.Reply {
        try await global.ask(MessageShow(tenant: which.tenant, id: id))
    }
}
