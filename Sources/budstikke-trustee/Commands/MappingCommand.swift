import ArgumentParser
import CommandOutcome
import Commands
import ServiceCommands
import TrusteeNode

/// The way from an identity to its pseudonym or back, by two persons.
struct MappingCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapping", abstract: "Look up an identity or a pseudonym: one person asks, another allows.",
        subcommands: [
            MappingRequestCommand.self, MappingListCommand.self, ApproveCommand<MappingApproval>.self,
            MappingAnswerCommand.self,
        ])
    static let examples = [
        Example("budstikke-trustee mapping request - --reason \"Case 17/123\" < subject", "ask"),
        Example("budstikke-trustee mapping approve 4", "another person sees what it is, and allows it"),
    ]
}

struct MappingRequestCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Ask for a look-up.",
        discussion: "The subject is eleven digits of an identity or 32 hexadecimal digits of a pseudonym, in a file or"
            + " from stdin: what stands on a command line is seen by others.")
    static let examples = [
        Example("budstikke-trustee mapping request - --reason \"Case 17/123\" < subject", "from stdin"),
        Example("budstikke-trustee mapping request subject --reason \"Case 17/123\"", "from a file"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Argument(help: "The file with the subject, or - for stdin.") var file: String
    @Option(help: "Why it is needed; kept with the request.") var reason: String

    func run() async throws {
        let subject = Array(try InputFile.passphrase(file))
        let made = try await options.ask(MappingRequest(of: subject, reason: reason))
        try options.output.show(
            made, text: "Request \(made.request). Another person must allow it within a day.\n")
    }
}

struct MappingListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Requests that nobody has allowed yet, of every kind.")
    static let examples = [
        Example("budstikke-trustee mapping list", "who asks for what, and why"),
        Example("budstikke-trustee mapping list --json", "JSON Lines"),
    ]
    @OptionGroup var options: TrusteeOptions

    func run() async throws {
        let requests = try await options.ask(OpenRequestsQuestion()).requests
        var table = TextTable("NO.", "WHAT", "WHO", "UNTIL", "WHY")
        for request in requests {
            table.row(
                String(request.number), request.purpose, request.requestedBy, LocalTime.text(request.expiresAt),
                request.reason)
        }
        try options.output.show(lines: requests, text: table.text(empty: "There are no requests."))
    }
}

struct MappingAnswerCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Show what was asked for and allowed: once, to who asked.",
        discussion: "Exit code 1 when nothing was found.")
    static let examples = [
        Example("budstikke-trustee mapping answer 4", "on the terminal"),
        Example("budstikke-trustee mapping answer 4 --json", "as JSON"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Argument(help: "The request's number.") var number: Int64

    func run() async throws {
        let answer = try await options.ask(MappingAnswer(number))
        let found = answer.pseudonym ?? answer.identity
        try options.output.show(answer, text: (found ?? "There is no such entry.") + "\n")
        if found == nil { throw ExitCode(ExitStatus.negative.rawValue) }
    }
}
