import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import PortalNode

/// Options that every command has.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: ArgumentHelp(
            "The configuration file. When left out: BUDSTIKKE_PORTAL_CONFIG, ./portal.yaml, "
                + "/etc/budstikke-portal/portal.yaml.", valueName: "file"))
    var configFile: String?

    @OptionGroup var printing: OutputOptions

    var verbose: Bool { printing.verbose }
    var output: Output { printing.output }

    /// Reads the configuration. Throws `ConfigurationError`, or `AdministrationError` when there is none.
    func load() throws -> PortalConfiguration {
        let environment = ProcessInfo.processInfo.environment
        guard let file = PortalConfiguration.file(named: configFile, environment: environment) else {
            throw AdministrationError(
                "no-configuration", "No configuration was found.",
                remedy: "Name one with --config FILE or BUDSTIKKE_PORTAL_CONFIG; `budstikke-portal init` writes one.",
                details: PortalConfiguration.usualFiles.map { "looked for \($0)" }, exit: .configuration)
        }
        return try PortalConfiguration.load(file: file, environment: environment)
    }

    /// Asks the running server, or the data directory when none runs.
    func ask<Request: PortalRequest>(_ request: Request) async throws -> Request.Reply {
        let connection = try PortalConnection.open(try load())
        defer { connection.close() }
        return try await connection.perform(request)
    }
}
