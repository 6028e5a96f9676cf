import ArgumentParser
import CommandOutcome
import Commands
import Register
import RegisterNode
import ServiceCommands

/// The download portal.
struct PortalCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "portal", abstract: "The download portal, as the register sees it.",
        subcommands: [PortalStatusCommand.self, PortalResetCommand.self],
        defaultSubcommand: PortalStatusCommand.self)
    static let examples = [
        Example("budstikke-register portal status", "what waits for it, and what it refuses"),
        Example("budstikke-register portal reset", "after it was made anew"),
    ]
}

struct PortalStatusCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "What waits for the portal, what it refuses, and when it last answered.")
    static let examples = [
        Example("budstikke-register portal status", "in words"),
        Example("budstikke-register portal status --json", "for monitoring"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let reply = try await global.ask(PortalQuestion())
        try global.output.show(reply, text: PortalWords.text(reply.portal))
    }
}

/// How the line to the portal stands, in words.
enum PortalWords {
    /// - Parameter portal: nil while the configuration names none.
    static func text(_ portal: PortalState?) -> String {
        guard let portal else { return "No portal is set: files and their notices wait.\n" }
        let counts = "\(portal.filesWaiting) files and \(portal.unitsWaiting) municipalities wait"
        let answered = portal.answeredAt.map { "last answered \(LocalTime.text($0))" } ?? "has never answered"
        let trouble = portal.trouble.map { ", now: \($0)" } ?? ""
        let refused = portal.refused.map { "Refused by the portal: \($0.what): \($0.refusal)\n" }.joined()
        return "Portal \(answered)\(trouble); \(counts).\n\(refused)"
    }
}

struct PortalResetCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Tell a portal that was made anew everything again.",
        discussion: "Municipalities, dates and archives go to it once more; notices that have gone go no second time.")
    static let examples = [
        Example("budstikke-register portal reset", "after its data were lost"),
        Example("budstikke-register portal reset --yes", "without being asked"),
    ]
    @OptionGroup var change: ChangeOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        try change.confirm("Has the portal been made anew, and is everything to be told again?")
        guard !change.dryRun else {
            return try global.output.show(
                PortalReset.Reply?.none, dryRun: true, text: "Everything would be told again\(change.note).\n")
        }
        let reply = try await global.ask(PortalReset())
        try global.output.show(reply, text: "\(reply.filesToPush) archives go to the portal again.\n")
    }
}
