package import ArgumentParser
import CommandOutcome
package import Commands
import Foundation
import Keys
import PrivateFiles
import Settings

/// A program whose `init` writes a configuration to fill in.
package protocol InstallableProgram: ServiceProgram {
    /// What `init` makes beside the configuration, such as `data`.
    static var folders: [String] { get }
    /// What to do by hand after `init`, in order.
    static var nextSteps: [String] { get }
}

extension InstallableProgram {
    package static var givesConfiguration: String { "`\(name) init` writes one." }
}

/// Begins a new installation: a configuration to fill in, a master key, and the folders that it names.
package struct InitCommand<Program: InstallableProgram>: ParsableCommand, ExampledCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "init",
            abstract:
                "Begin a new installation: a configuration to fill in, a master key, and the folders beside them.",
            discussion: "What is there already is left as it is.")
    }
    package static var examples: [Example] {
        [
            Example("\(Program.name) init \(Program.usualDirectory)", "as root, before the first start"),
            Example("\(Program.name) init . --dry-run", "see what would be made"),
        ]
    }
    @Argument(help: "The directory of the configuration.") var directory: String
    @OptionGroup var change: ChangeOptions
    @OptionGroup var printing: OutputOptions

    package init() {}

    package func run() throws {
        let begun = try BegunInstallation<Program>.begin(in: directory, dryRun: change.dryRun)
        try printing.output.show(begun, dryRun: change.dryRun, text: text(begun))
    }

    private func text(_ begun: BegunInstallation<Program>) -> String {
        let verb = change.dryRun ? "would make" : "made"
        let lines = begun.made.map { "\(verb) \($0)" } + begun.kept.map { "left   \($0), which was there" }
        return (lines + ["", "Next:"] + begun.next.enumerated().map { "  \($0 + 1). \($1)" })
            .joined(separator: "\n") + "\n"
    }
}

/// What `init` has made.
private struct BegunInstallation<Program: InstallableProgram>: Encodable {
    var ok = true
    /// Paths that were made, or would be.
    var made: [String] = []
    /// Those that were there.
    var kept: [String] = []
    var next = Program.nextSteps

    /// Makes what is missing and leaves what is there.
    /// - Throws: `AdministrationError` `cannot-create`.
    static func begin(in directory: String, dryRun: Bool) throws(AdministrationError) -> Self {
        var begun = Self()
        for folder in [directory] + Program.folders.map({ "\(directory)/\($0)" }) {
            try begun.step(folder, dryRun) { try PrivateFile.makeDirectory($0) }
        }
        try begun.step(directory + "/master.key", dryRun) { try MasterKey.generate(to: $0) }
        try begun.step("\(directory)/\(Program.fileName)", dryRun) {
            try PrivateFile.write(Array(Program.Configuration.example.utf8), to: $0)
        }
        return begun
    }

    private mutating func step(
        _ path: String, _ dryRun: Bool, _ make: (String) throws -> Void
    ) throws(AdministrationError) {
        guard access(path, F_OK) != 0 else { return kept.append(path) }
        if !dryRun {
            do { try make(path) } catch {
                throw AdministrationError(
                    "cannot-create", "\(path) cannot be made.", remedy: "Run this as a user who may write there.",
                    exit: .cannotCreate)
            }
        }
        made.append(path)
    }
}
