import ArgumentParser
import CommandOutcome
import Commands
import ServiceCommands
import TrusteeNode

/// The municipalities that report.
struct MunicipalityCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "municipality", abstract: "The municipalities that report.",
        subcommands: [MunicipalityImportCommand.self])
    static let examples = [
        Example("budstikke-trustee municipality import list.csv --dry-run", "check the file"),
        Example("budstikke-trustee municipality import list.csv", "take it"),
    ]
}

struct MunicipalityImportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Add municipalities, or replace what is known about them.",
        discussion: "Columns: number;name;organisation;districts, with this heading. Districts that may report by"
            + " themselves are separated by spaces. PINs stay as they are.")
    static let examples = [
        Example("budstikke-trustee municipality import list.csv --dry-run", "check the file"),
        Example("budstikke-trustee municipality import list.csv", "take it"),
    ]
    @OptionGroup var options: TrusteeOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The file, or - for stdin.") var file: String

    func run() async throws {
        let bytes = try InputFile.read(file, limit: 1 << 20)
        let summary = try await options.ask(MunicipalityImport(bytes, dryRun: change.dryRun))
        try options.output.show(
            summary, dryRun: change.dryRun, text: "Municipalities: \(summary.imported)\(change.note).\n")
    }
}

/// The season's PINs.
struct PinCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin", abstract: "The season's PINs.", subcommands: [PinImportCommand.self])
    static let examples = [
        Example("budstikke-trustee pin import - --plain < pins.csv", "PINs, hashed at once"),
        Example("budstikke-trustee pin import hashes.csv", "hashes that this store has made"),
    ]
}

struct PinImportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Set the municipalities' PINs.",
        discussion: "Columns: number;hash, or number;pin with --plain, with this heading. PINs come from stdin alone,"
            + " and are kept only as Argon2id hashes with a secret of this store.")
    static let examples = [
        Example("budstikke-trustee pin import - --plain < pins.csv", "PINs, hashed at once"),
        Example("budstikke-trustee pin import hashes.csv", "hashes that this store has made"),
    ]
    @OptionGroup var options: TrusteeOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The file, or - for stdin.") var file: String
    @Flag(help: "The file holds PINs and not hashes: only from stdin.") var plain = false

    func run() async throws {
        guard !plain || file == "-" else {
            throw AdministrationError(
                "plain-from-stdin", "PINs are read from stdin, so that no file with them is left lying.",
                remedy: "`budstikke-trustee pin import - --plain < FILE`, and destroy the file.", exit: .usage)
        }
        let bytes = try InputFile.read(file, limit: 1 << 20)
        let summary = try await options.ask(PINImport(bytes, areHashed: !plain, dryRun: change.dryRun))
        try options.output.show(
            summary, dryRun: change.dryRun, text: "PINs: \(summary.imported)\(change.note).\n")
    }
}
