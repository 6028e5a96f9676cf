import ArgumentParser
import CommandOutcome
import Commands
import MunicipalNode

/// The official schemas, which an operator installs.
struct SchemasCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "schemas", abstract: "The official XML schemas; they are not ours to ship.",
        subcommands: [SchemasImportCommand.self, SchemasListCommand.self])
    static let examples = [
        Example("budstikke schemas import ~/schemas", "install or replace them"),
        Example("budstikke schemas list", "what is installed"),
    ]
}

struct SchemasImportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Copy all .xsd files below a directory, if they can be loaded together.",
        discussion: "A running server uses the new ones after `budstikke reload`.")
    static let examples = [
        Example("budstikke schemas import ~/schemas", "install or replace them"),
        Example("budstikke schemas import ~/schemas --dry-run", "only see whether they can be loaded"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The directory that holds the whole set.") var directory: String

    func run() async throws {
        let schemas = try SchemaPackInstallation(directory: try SchemasListCommand.directory(global))
            .install(from: directory, dryRun: change.dryRun)
        try global.output.show(
            SchemasListCommand.List(schemas: schemas), dryRun: change.dryRun,
            text: "Schemas installed: \(schemas.count)\(change.note).\n")
    }
}

struct SchemasListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "What is installed.")
    static let examples = [
        Example("budstikke schemas list", "a table"), Example("budstikke schemas list --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions

    struct List: Encodable {
        let schemas: [SchemaPackInstallation.Schema]
    }

    func run() async throws {
        let schemas = SchemaPackInstallation(directory: try Self.directory(global)).list()
        var table = TextTable("FILE", "OCTETS", "NAMESPACE")
        for schema in schemas { table.row(schema.file, String(schema.size), schema.targetNamespace) }
        try global.output.show(
            List(schemas: schemas),
            text: table.text(empty: "No schemas are installed. `budstikke schemas import DIRECTORY` installs them."))
    }

    static func directory(_ global: GlobalOptions) throws -> String {
        guard let directory = try global.load().schemaPack else {
            throw AdministrationError(
                "no-schema-pack", "The configuration names no directory for schemas.", remedy: "Set `schemaPack`.",
                exit: .configuration)
        }
        return directory
    }
}
