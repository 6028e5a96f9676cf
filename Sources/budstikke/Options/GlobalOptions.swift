import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import MunicipalNode
import Settings

/// Options that every command has.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: ArgumentHelp(
            "The configuration file. When left out: BUDSTIKKE_CONFIG, ./budstikke.yaml, /etc/budstikke/budstikke.yaml.",
            valueName: "file"))
    var configFile: String?

    @OptionGroup var printing: OutputOptions

    var verbose: Bool { printing.verbose }
    var output: Output { printing.output }

    /// Reads the configuration. Throws `ConfigurationError`.
    func load() throws -> Configuration { try source().load() }

    /// Where the configuration is read from. Throws `AdministrationError` when there is none.
    func source() throws -> ConfigurationSource {
        let environment = ProcessInfo.processInfo.environment
        guard let file = Configuration.file(named: configFile, environment: environment) else {
            throw AdministrationError(
                "no-configuration", "No configuration was found.",
                remedy: "Name one with --config FILE or BUDSTIKKE_CONFIG; `budstikke config example` prints one.",
                details: Configuration.usualFiles.map { "looked for \($0)" }, exit: .configuration)
        }
        return ConfigurationSource(file: file, environment: environment)
    }

    /// Opens the way to the installation, asks once, and closes it.
    func ask<Request: AdministrationRequest>(_ request: Request, dryRun: Bool = false) async throws -> Request.Reply {
        try await connected { try await $0.perform(request, dryRun: dryRun) }
    }

    /// Opens the way to the installation for as long as `body` takes.
    func connected<Value: Sendable>(_ body: (AdministrationConnection) async throws -> Value) async throws -> Value {
        let connection = try await AdministrationConnection.open(
            try load(), environment: ProcessInfo.processInfo.environment)
        if !connection.isServed, verbose { output.say("No server runs; the installation is opened here.") }
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }
}
