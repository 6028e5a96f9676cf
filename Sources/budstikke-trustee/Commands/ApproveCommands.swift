import ArgumentParser
import CommandOutcome
import Commands
import ServiceCommands
import TrusteeNode

/// What one person asks for and another allows, below the command of its kind.
protocol ApprovedKind: Sendable {
    static var kind: RequestKind { get }
    /// `a look-up`.
    static var what: String { get }
    /// What is shown before it is asked.
    static var shown: String { get }
}

enum MappingApproval: ApprovedKind {
    static let kind = RequestKind.mapping
    static let what = "a look-up"
    static let shown = "what it is"
}

enum RekeyApproval: ApprovedKind {
    static let kind = RequestKind.rekey
    static let what = "a new generation"
    static let shown = "what it is"
}

enum IdentityApproval: ApprovedKind {
    static let kind = RequestKind.identity
    static let what = "the file of new numbers"
    static let shown = "the file's SHA-256"
}

/// Allows what another person has asked for.
struct ApproveCommand<Approved: ApprovedKind>: AsyncParsableCommand, ExampledCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "approve", abstract: "Allow \(Approved.what) that another person has asked for.",
            discussion:
                "What it is, who asks and why are shown first. Who asked cannot allow it. A person is who has logged in to"
                + " this machine.")
    }
    static var examples: [Example] {
        let command = "budstikke-trustee \(Approved.kind.rawValue) approve 4"
        return [Example(command, "shown \(Approved.shown), and asked"), Example("\(command) --yes", "not asked")]
    }
    @OptionGroup var options: TrusteeOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The request's number.") var number: Int64

    func run() async throws {
        if !change.yes, !change.dryRun { try await confirm() }
        let reply = try await options.ask(RequestApproval(number, Approved.kind, dryRun: change.dryRun))
        try options.output.show(
            reply, dryRun: change.dryRun, text: "Request \(number) is allowed\(change.note).\n")
    }

    private func confirm() async throws {
        let open = try await options.ask(OpenRequestsQuestion()).requests
        guard let request = open.first(where: { $0.number == number }) else {
            throw AdministrationError("unknown", "No such request waits to be allowed.", exit: .noInput)
        }
        guard request.kind == Approved.kind else {
            throw AdministrationError(
                "other-purpose", "Request \(number) is for something else: \(request.purpose).",
                remedy: "If you mean that: `budstikke-trustee \(request.kind.rawValue) approve \(number)`.",
                exit: .notPermitted)
        }
        var facts = FactSheet()
        facts.add("What", request.purpose)
        facts.add("Who", request.requestedBy)
        facts.add("Why", request.reason)
        facts.add("File (SHA-256)", request.file)
        facts.add("Until", LocalTime.text(request.expiresAt))
        try change.confirm("\(facts.text)Allow request \(number)?")
    }
}
