import ArgumentParser
import CommandOutcome
import Commands
import ExtractSources
import Foundation
import Identifiers
import IplosContent
import MunicipalNode
import NationalIdentity
import Reporting
import Store
import Texts

/// "Get the year's extract out of the record system."
struct ReportExtractCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Make the yearly extract from a record system's database or files, by a mapping file.",
        subcommands: [ReportExtractRunCommand.self, ReportExtractExampleCommand.self],
        defaultSubcommand: ReportExtractRunCommand.self)
    static let examples = [
        Example("budstikke report extract example", "a commented mapping to begin with"),
        Example(
            "budstikke report extract --mapping mapping.yaml --year 2016 --municipality 4601 --output extract.xml",
            "the year's extract"),
    ]
}

struct ReportExtractRunCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Make the extract that a mapping describes.",
        discussion: "The mapping can only read. Exit code 1 when rows or values of the source are missing in the "
            + "extract; each is told with its table and row, and no identity number is ever shown. Then run "
            + "`report check`. Where an installation is configured, it is asked first whether you may.")
    static let examples = [
        Example(
            "budstikke report extract --mapping mapping.yaml --year 2016 --municipality 4601 --dry-run",
            "columns, rows and the first problem of each table; nothing is written"),
        Example(
            "budstikke report extract --mapping mapping.yaml --year 2019 --municipality 4601 --output extract.xml "
                + "--identities identities.csv", "from 2018 the identity numbers are in a file of their own"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Option(help: ArgumentHelp("The mapping (YAML).", valueName: "file")) var mapping: String
    @Option(help: "The year reported.") var year: Int
    @Option(help: "Who reports, four digits.") var municipality: MunicipalityNumber
    @Option(help: "Two digits; 00 for the whole municipality.") var district = DistrictNumber.whole
    @Option(help: ArgumentHelp("The extract, a new file.", valueName: "file")) var output: String?
    @Option(
        help: ArgumentHelp(
            "Where identity numbers go that are not in the extract itself (from 2018).", valueName: "file"))
    var identities: String?
    @Option(help: "Which extract of the year it is: 1 for the first (iiLopenr).") var sequence = 1
    @Flag(help: "The persons are invented ones.") var invented = false
    @Flag(help: "Read everything, write nothing, and say what was found.") var dryRun = false
    @Option(help: "The language of the sentences: nb, nn or en.") var language: Language = .nb

    func validate() throws {
        guard IplosRevision.of(year: year) != nil else {
            throw ValidationError("--year is from 2006 to 2021: the format ends there.")
        }
        guard (1...999_999_999).contains(sequence) else { throw ValidationError("--sequence is 1 or more.") }
        guard dryRun || output != nil else { throw ValidationError("Say where with --output, or use --dry-run.") }
        guard output == nil || output != identities else {
            throw ValidationError("--output and --identities are two files.")
        }
    }

    func run() async throws {
        let order = ExtractOrder(
            unit: ReportingUnit(municipality: municipality, district: district), year: year,
            realm: invented ? .test : .production, now: Date(), sequence: sequence)
        guard let order else { return }
        if order.needsIdentityFile, identities == nil, !dryRun {
            throw AdministrationError(
                "identities-needed", "An extract of \(year) has its identity numbers in a file of their own.",
                remedy: "Say where with --identities FILE.", exit: .usage)
        }
        try await permit(order.unit)
        do { try make(order) } catch { throw AdministrationError(extracting: error, mapping: mapping) ?? error }
    }

    /// Where an installation is configured, it says who may, and keeps a record of it.
    private func permit(_ unit: ReportingUnit) async throws {
        let environment = ProcessInfo.processInfo.environment
        let isInstalled = Configuration.file(named: global.configFile, environment: environment) != nil
        guard isInstalled || which.tenant != nil else { return }
        _ = try await global.ask(
            ReportPermission(tenant: which.tenant, right: .extract, unit: unit, year: year), dryRun: dryRun)
    }

    private func make(_ order: ExtractOrder) throws {
        let yaml = try InputFile.read(mapping, limit: ExtractMapping.longestFile)
        let folder = (mapping as NSString).deletingLastPathComponent
        let read = try ExtractMapping(yaml: yaml, directory: folder.isEmpty ? "." : folder)
        let sortFolder = output.map { ($0 as NSString).deletingLastPathComponent } ?? NSTemporaryDirectory()
        let extract = ReportExtract(order, mapping: read, sortDirectory: sortFolder.isEmpty ? "." : sortFolder)
        let source = try extract.open(environment: ProcessInfo.processInfo.environment)
        let summary: ExtractSummary
        if dryRun {
            summary = try extract.look(at: source)
        } else {
            guard let output else { return }
            let files = try NewExtractFiles(extract: output, identities: order.needsIdentityFile ? identities : nil)
            do {
                summary = try extract.run(from: source, to: files.outlets)
                try files.finish()
            } catch {
                files.remove()
                throw error
            }
        }
        let text = ReportExtractText(language: language, paint: global.output.paint)
        try global.output.show(
            ExtractReply(summary, language), dryRun: dryRun, text: text.summary(summary, isDry: dryRun))
        if !dryRun, let output { global.output.say("Next: `budstikke report check \(output)`") }
        if summary.loses { throw ExitCode(ExitStatus.negative.rawValue) }
    }
}

/// A mapping to begin with.
struct ReportExtractExampleCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "example", abstract: "Print a commented mapping for a small sample of a record system.")
    static let examples = [
        Example("budstikke report extract example --source sqlite", "postgresql when left out; csv for files"),
        Example("budstikke report extract example --schema", "the sample's tables, in SQL"),
    ]
    @OptionGroup var printing: OutputOptions
    @Option(help: "postgresql, sqlite or csv.") var source: MappingExample.Kind = .postgresql
    @Flag(help: "The tables that the mapping is about, instead of the mapping.") var schema = false

    private struct Reply: Encodable {
        let text: String
    }

    func run() async throws {
        let text = schema ? MappingExample.schema : MappingExample.text(source)
        try printing.output.show(Reply(text: text), text: text)
    }
}
