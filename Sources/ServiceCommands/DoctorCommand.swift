package import ArgumentParser
import CommandOutcome
package import Commands
import Doctor
import ServiceNode

/// Looks for everything that can keep a server from its work.
package struct DoctorCommand<Program: ServiceProgram>: AsyncParsableCommand, ExampledCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "doctor",
            abstract: "Check the installation: what is in order, and what to do about what is not.",
            discussion: "Exit code 0 when all is well, 1 with warnings, 2 with errors.")
    }
    package static var examples: [Example] {
        [Example("\(Program.name) doctor", "the report"), Example("\(Program.name) doctor --json", "for monitoring")]
    }
    @Flag(help: "Call nobody: only what lies on this machine.") var offline = false
    @OptionGroup var global: ConfigurationOptions<Program>

    package init() {}

    package func run() async throws {
        let report: DoctorReport
        do { report = await Program.examine(try global.load(), calls: !offline) } catch {
            report = .unusable(Program.Administration.explained(error))
        }
        try global.output.show(report, text: global.output.text(of: report))
        if report.exit != .done { throw ExitCode(report.exit.rawValue) }
    }
}
