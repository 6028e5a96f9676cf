package import ArgumentParser
import CommandOutcome
package import Commands
import Foundation
package import ServiceNode
import Settings

/// Options that every command of a program has that serves by one configuration file.
package struct ConfigurationOptions<Program: ServiceProgram>: ParsableArguments {
    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: ArgumentHelp(
            "The configuration file. When left out: \(Program.Configuration.source.prefix)CONFIG, ./\(Program.fileName), "
                + "\(Program.usualDirectory)/\(Program.fileName).", valueName: "file"))
    package var configFile: String?

    @OptionGroup package var printing: OutputOptions

    package init() {}

    package var verbose: Bool { printing.verbose }
    package var output: Output { printing.output }

    /// Reads the configuration. Throws `ConfigurationError`, or `AdministrationError` when there is none.
    package func load() throws -> Program.Configuration { try Self.load(configFile) }

    /// - Parameter name: the file that was named on the command line.
    static func load(_ name: String?) throws -> Program.Configuration {
        let environment = ProcessInfo.processInfo.environment
        let source = Program.Configuration.source
        guard let file = source.file(named: name, environment: environment) else {
            throw AdministrationError(
                "no-configuration", "No configuration was found.",
                remedy: "Name one with --config FILE or \(source.prefix)CONFIG; \(Program.givesConfiguration)",
                details: source.usualFiles.map { "looked for \($0)" }, exit: .configuration)
        }
        return try Program.Configuration.load(file: file, environment: environment)
    }

    /// Asks the running server, or the data directory when none runs.
    package func ask<Request: AdministrationRequest<Program.Administration>>(
        _ request: Request
    ) async throws -> Request.Reply {
        try await Program.Administration.perform(request, try load())
    }
}
