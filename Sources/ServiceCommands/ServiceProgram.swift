package import ArgumentParser
import CommandOutcome
import Commands
package import Doctor
import Glibc
package import Logging
package import ServiceNode
package import Settings

/// A program that serves one party of the yearly report by one configuration file, as its common commands see it.
package protocol ServiceProgram: SendableMetatype {
    associatedtype Administration: ServedAdministration
    associatedtype Node: ServedNode where Node.Configuration == Administration.Configuration

    /// As it is called on the command line: `budstikke-register`.
    static var name: String { get }
    /// What it is in a sentence and in the name of its configuration file: `register`.
    static var party: String { get }
    /// What SIGHUP does, as a sentence.
    static var reloading: String { get }
    /// Which command gives a configuration to start from, as a sentence.
    static var givesConfiguration: String { get }

    /// Opens the data directory for serving; nothing is connected yet.
    static func open(_ configuration: Administration.Configuration, _ surroundings: ServiceSurroundings) async throws
        -> Node

    /// What `doctor` finds.
    /// - Parameter calls: whether others may be called, which may take some seconds.
    static func examine(_ configuration: Administration.Configuration, calls: Bool) async -> DoctorReport
}

/// What a server needs from its process.
package struct ServiceSurroundings: Sendable {
    package let logger: Logger
    /// The disk no longer keeps what is written: the process ends.
    package let notDurable: @Sendable () -> Void
    /// Told the name of each place where a crash must do no harm.
    package let crash: @Sendable (String) -> Void
}

/// A server that has been opened.
package protocol ServedNode: Sendable {
    associatedtype Configuration: ProgramConfiguration

    /// What is in force.
    var configuration: Configuration { get }

    /// Works until the task is cancelled.
    /// - Parameter ready: told once, when everything can be reached, with where.
    func serve(ready: @escaping @Sendable (_ places: [String: String]) -> Void) async throws

    /// Reads anew what SIGHUP is for. Throws when it cannot be used; everything is then as it was.
    /// - Parameter reading: reads the configuration as it is now.
    /// - Returns: the settings that were changed; nil where all stay until a restart.
    func reload(_ reading: @Sendable () throws -> Configuration) async throws -> [String]?

    func close() async throws
}

extension ServiceProgram {
    package typealias Configuration = Administration.Configuration

    static var fileName: String { "\(party).yaml" }
    static var usualDirectory: String { "/etc/\(name)" }
    package static var givesConfiguration: String { "`\(name) config example` prints one." }

    /// Runs the command line of this process and ends it.
    package static func main(_ root: any ParsableCommand.Type) async -> Never {
        CrashResidue.refuse()
        let runner = CommandRunner(root, arguments: Array(CommandLine.arguments.dropFirst())) { error in
            (error as? ConfigurationError).map { Administration.explained($0) }
        }
        Glibc.exit(await runner.run())
    }

    /// The words below the abstract of the program's help.
    package static var exitCodes: String {
        "Exit codes:\n" + ExitStatus.allCases.map { "  \($0.rawValue)  \($0.meaning)" }.joined(separator: "\n")
    }
}
