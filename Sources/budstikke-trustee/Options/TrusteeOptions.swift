import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Settings
import TrusteeNode

/// Options that every command has.
struct TrusteeOptions: ParsableArguments {
    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: ArgumentHelp(
            "The configuration file. When left out: BUDSTIKKE_TRUSTEE_CONFIG, ./trustee.yaml, "
                + "/etc/budstikke-trustee/trustee.yaml.", valueName: "file"))
    var configFile: String?

    @OptionGroup var printing: OutputOptions

    var output: Output { printing.output }

    /// Reads the configuration.
    /// - Throws: `ConfigurationError`, or `AdministrationError` when there is none.
    func load() throws -> TrusteeConfiguration {
        let environment = ProcessInfo.processInfo.environment
        guard let file = TrusteeConfiguration.file(named: configFile, environment: environment) else {
            throw AdministrationError(
                "no-configuration", "No configuration was found.",
                remedy:
                    "Name one with --config FILE or BUDSTIKKE_TRUSTEE_CONFIG; `budstikke-trustee config example` prints one.",
                details: TrusteeConfiguration.usualFiles.map { "looked for \($0)" }, exit: .configuration)
        }
        return try TrusteeConfiguration.load(file: file, environment: environment)
    }

    /// Asks the running service, or the data directory when none runs.
    func ask<Request: TrusteeRequest>(_ request: Request) async throws -> Request.Reply {
        try await TrusteeConnection.perform(request, try load())
    }
}
