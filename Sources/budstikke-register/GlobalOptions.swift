import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import RegisterNode
import Settings

/// Options that every command has.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: ArgumentHelp(
            "The configuration file. When left out: BUDSTIKKE_REGISTER_CONFIG, ./register.yaml, "
                + "/etc/budstikke-register/register.yaml.", valueName: "file"))
    var configFile: String?

    @OptionGroup var printing: OutputOptions

    var verbose: Bool { printing.verbose }
    var output: Output { printing.output }

    /// Reads the configuration. Throws `ConfigurationError`, or `AdministrationError` when there is none.
    func load() throws -> RegisterConfiguration {
        let environment = ProcessInfo.processInfo.environment
        guard let file = RegisterConfiguration.file(named: configFile, environment: environment) else {
            throw AdministrationError(
                "no-configuration", "No configuration was found.",
                remedy:
                    "Name one with --config FILE or BUDSTIKKE_REGISTER_CONFIG; `budstikke-register init` writes one.",
                details: RegisterConfiguration.usualFiles.map { "looked for \($0)" }, exit: .configuration)
        }
        return try RegisterConfiguration.load(file: file, environment: environment)
    }

    /// Asks the running server, or the data directory when none runs.
    func ask<Request: RegisterRequest>(_ request: Request) throws -> Request.Reply {
        let connection = try RegisterConnection.open(try load())
        defer { connection.close() }
        return try connection.perform(request)
    }
}
