import ArgumentParser
import CommandOutcome
import Commands
import ServiceCommands
import TrusteeNode

/// A new generation of pseudonyms, by two persons.
struct RekeyCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "rekey", abstract: "Replace all pseudonyms: one person asks, another allows, the service does it.",
        subcommands: [RekeyRequestCommand.self, ApproveCommand<RekeyApproval>.self, RekeyBeginCommand.self])
    static let examples = [
        Example("budstikke-trustee rekey request --reason \"Key of 2017\"", "ask"),
        Example("budstikke-trustee rekey begin 5", "begin, once another person has allowed it"),
    ]
}

struct RekeyRequestCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Ask for a new generation of pseudonyms.")
    static let examples = [
        Example("budstikke-trustee rekey request --reason \"Key of 2017\"", "ask"),
        Example("budstikke-trustee rekey request --reason \"Key of 2017\" --json", "for a script"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Option(help: "Why it is needed; kept with the request.") var reason: String

    func run() async throws {
        let made = try await options.ask(RekeyRequest(reason: reason))
        try options.output.show(
            made, text: "Request \(made.request). Another person must allow it within a day.\n")
    }
}

struct RekeyBeginCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin", abstract: "Begin the change that another person has allowed.",
        discussion: "The service makes the map, delivers it to the register and destroys the old keys when the register"
            + " has it. Until then nothing is pseudonymised.")
    static let examples = [
        Example("budstikke-trustee rekey begin 5", "asked whether you mean it"),
        Example("budstikke-trustee rekey begin 5 --yes", "not asked"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Flag(name: [.customLong("yes"), .customShort("y")], help: "Do not ask; for scripts.") var yes = false
    @Argument(help: "The request's number.") var number: Int64

    func run() async throws {
        if !yes {
            let meant = try Prompt().yes("Replace all pseudonyms?", else: "Add --yes to do it without being asked.")
            guard meant else { throw AdministrationError("not-done", "Nothing was changed.", exit: .negative) }
        }
        let reply = try await options.ask(RekeyBeginning(number))
        try options.output.show(
            reply, text: "Generation \(reply.generation) is begun; `serve` goes on with it. `status` tells how far.\n")
    }
}
