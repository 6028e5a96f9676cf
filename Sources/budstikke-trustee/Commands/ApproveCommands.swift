import ArgumentParser
import CommandOutcome
import Commands
import ServiceCommands
import TrusteeNode

/// Allows what another person has asked for: of one kind, below the command of that kind.
private struct Approval {
    static let discussion =
        "What it is, who asks and why are shown first. Who asked cannot allow it. A person is who has logged in to this"
        + " machine."

    let number: Int64
    let kind: RequestKind
    let options: TrusteeOptions
    let change: ChangeOptions

    func run() async throws {
        if !change.yes, !change.dryRun { try await confirm() }
        let reply = try await options.ask(RequestApproval(number, kind, dryRun: change.dryRun))
        try options.output.show(
            reply, dryRun: change.dryRun, text: "Request \(number) is allowed\(change.note).\n")
    }

    private func confirm() async throws {
        let open = try await options.ask(OpenRequestsQuestion()).requests
        guard let request = open.first(where: { $0.number == number }) else {
            throw AdministrationError("unknown", "No such request waits to be allowed.", exit: .noInput)
        }
        guard request.kind == kind else {
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

struct MappingApproveCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Allow a look-up that another person has asked for.",
        discussion: Approval.discussion)
    static let examples = [
        Example("budstikke-trustee mapping approve 4", "shown what it is, and asked"),
        Example("budstikke-trustee mapping approve 4 --yes", "not asked"),
    ]
    @OptionGroup var options: TrusteeOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The request's number.") var number: Int64

    func run() async throws {
        try await Approval(number: number, kind: .mapping, options: options, change: change).run()
    }
}

struct RekeyApproveCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Allow a new generation that another person has asked for.",
        discussion: Approval.discussion)
    static let examples = [
        Example("budstikke-trustee rekey approve 5", "shown what it is, and asked"),
        Example("budstikke-trustee rekey approve 5 --yes", "not asked"),
    ]
    @OptionGroup var options: TrusteeOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The request's number.") var number: Int64

    func run() async throws {
        try await Approval(number: number, kind: .rekey, options: options, change: change).run()
    }
}

struct IdentityApproveCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Allow the file of new numbers that another person has asked for.",
        discussion: Approval.discussion)
    static let examples = [
        Example("budstikke-trustee identity approve 6", "shown the file's SHA-256, and asked"),
        Example("budstikke-trustee identity approve 6 --yes", "not asked"),
    ]
    @OptionGroup var options: TrusteeOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The request's number.") var number: Int64

    func run() async throws {
        try await Approval(number: number, kind: .identity, options: options, change: change).run()
    }
}
