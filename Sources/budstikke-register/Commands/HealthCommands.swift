import ArgumentParser
import CommandOutcome
import Commands
import Doctor
import Foundation
import RegisterNode

/// Looks for everything that can keep the register from its work.
struct DoctorCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the installation: what is in order, and what to do about what is not.",
        discussion: "Exit code 0 when all is well, 1 with warnings, 2 with errors.")
    static let examples = [
        Example("budstikke-register doctor", "the report"),
        Example("budstikke-register doctor --json", "for monitoring"),
    ]
    @Flag(help: "Call nobody: only what lies on this machine.") var offline = false
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let report = await examine()
        try global.output.show(report, text: global.output.text(of: report))
        if report.exit != .done { throw ExitCode(report.exit.rawValue) }
    }

    private func examine() async -> DoctorReport {
        do {
            return await RegisterDoctor(try global.load(), now: Date()).examine(calls: !offline)
        } catch {
            return .unusable(AdministrationError(register: error))
        }
    }
}

/// The record of what was done.
struct AuditCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The record of what was done, and whether it is whole.",
        subcommands: [AuditVerifyCommand.self])
    static let examples = [
        Example("budstikke-register audit verify", "exit code 1 when something is wrong"),
        Example("budstikke-register audit verify --json", "for a timer"),
    ]
}

struct AuditVerifyCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the whole audit chain; exit code 1 when something is wrong.")
    static let examples = [
        Example("budstikke-register audit verify", "in words"),
        Example("budstikke-register audit verify --json", "for a timer"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let reply = try global.ask(AuditQuestion())
        try global.output.show(reply, text: text(reply))
        if !reply.isWhole { throw ExitCode(ExitStatus.negative.rawValue) }
    }

    private func text(_ reply: AuditQuestion.Reply) -> String {
        var lines = ["Records: \(reply.records)"]
        lines.append(
            reply.brokenAt.map {
                "Broken: record \($0) does not follow from the one before. Someone has changed the file."
            } ?? "Every record follows from the one before.")
        lines += reply.openIntents.map {
            "A key was to be used and the outcome is not recorded: \(TextTable.clean($0))"
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
