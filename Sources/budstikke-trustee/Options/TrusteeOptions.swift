import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Glibc
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
                remedy: "Name one with --config FILE; `budstikke-trustee init --print` shows an example.",
                details: TrusteeConfiguration.usualFiles.map { "looked for \($0)" }, exit: .configuration)
        }
        return try TrusteeConfiguration.load(file: file, environment: environment)
    }

    /// Opens the store for as long as `body` takes, in the name of who runs this.
    func administer<Value: Sendable>(
        _ body: (TrusteeAdministration) async throws -> Value
    ) async throws -> Value {
        try await TrusteeAdministration.opened(try load(), by: Person.name, now: Date(), body)
    }
}

/// Who runs a command: the user who logged in, also behind `sudo`, since two persons are two log-ins.
enum Person {
    static var name: String {
        let login = (try? String(contentsOfFile: "/proc/self/loginuid", encoding: .utf8)).flatMap { UInt32($0) }
        // The kernel's word for a process that no log-in started.
        let user = login.flatMap { $0 == .max ? nil : $0 } ?? geteuid()
        return getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? "#\(user)"
    }
}
