import ArgumentParser
import CommandOutcome
import Commands
import Doctor
import Foundation
import PortalNode

/// Looks for everything that can keep the portal from its work.
struct DoctorCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the installation: what is in order, and what to do about what is not.",
        discussion: "Exit code 0 when all is well, 1 with warnings, 2 with errors.")
    static let examples = [
        Example("budstikke-portal doctor", "the report"), Example("budstikke-portal doctor --json", "for monitoring"),
    ]
    @Flag(help: "Call nobody: only what lies on this machine.") var offline = false
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let report: DoctorReport
        do {
            report = await PortalDoctor(try global.load(), now: Date()).examine(calls: !offline)
        } catch {
            report = .unusable(AdministrationError(portal: error))
        }
        try global.output.show(report, text: global.output.text(of: report))
        if report.exit != .done { throw ExitCode(report.exit.rawValue) }
    }
}

/// The record of what has happened.
struct AuditCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The record of what has happened, and whether it is whole.",
        subcommands: [AuditVerifyCommand.self])
    static let examples = [
        Example("budstikke-portal audit verify", "exit code 1 when something is wrong"),
        Example("budstikke-portal audit verify --json", "for a timer"),
    ]
}

struct AuditVerifyCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the whole record; exit code 1 when something is wrong.",
        discussion: "Records taken away at the end show at the register, which has fetched them: `budstikke-register "
            + "doctor` compares.")
    static let examples = [
        Example("budstikke-portal audit verify", "in words"),
        Example("budstikke-portal audit verify --json", "for a timer"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let reply = try await global.ask(AuditQuestion())
        let verdict =
            reply.brokenAt.map {
                "Broken: record \($0) does not follow from the one before. Someone has changed the file."
            } ?? "Every record follows from the one before."
        try global.output.show(
            reply, text: "Records: \(reply.records)\n\(reply.digest.map { "Newest: \($0)\n" } ?? "")\(verdict)\n")
        if !reply.isWhole { throw ExitCode(ExitStatus.negative.rawValue) }
    }
}
