import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import MunicipalNode
import Texts

/// "Is this message right?"
struct ValidateCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Judge stored mails, envelopes and documents by the national rules.",
        discussion:
            "Nothing is sent, and nobody is asked: what only the address register or a key can tell is not judged "
            + "unless it is given. Departures that the server reads from everybody are tolerated; the rules and their "
            + "names stand in Docs/Reference/ProfileRules.md.")
    static let examples = [
        Example("budstikke validate mail.eml", "what is wrong with a stored mail"),
        Example("budstikke validate --strict --junit *.eml", "for a build server, nothing tolerated"),
    ]
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Tolerate nothing.") var strict = false
    @Option(help: "Tolerate this departure as if it were allowed for the partner; may be repeated.")
    var tolerate: [String] = []
    @Option(help: ArgumentHelp("The sender's signing certificate (PEM).", valueName: "file")) var certificate: String?
    @Option(help: ArgumentHelp("The agreement that the message names.", valueName: "file")) var agreement: String?
    @Option(help: ArgumentHelp("The schemas; those of the configuration when left out.", valueName: "directory"))
    var schemas: String?
    @Option(help: "The language of the sentences: nb, nn or en.") var language: Language = .en
    @Flag(help: "Print JUnit's XML instead of text.") var junit = false
    @Argument(help: "The files; `-` is stdin.") var files: [String]

    /// Larger files are no mails that any server takes.
    private static let largestFile = 128 << 20

    func run() async throws {
        var options = FileValidation.Options()
        options.isStrict = strict
        options.tolerated = tolerate
        options.schemas = try schemas ?? configuredSchemas()
        options.certificate = try certificate.map { try InputFile.read($0, limit: 1 << 20) }
        options.agreement = try agreement.map { try InputFile.read($0, limit: 4 << 20) }
        let validation = try FileValidation(options, now: Date())
        let results = try files.map { try validation.validate(InputFile.read($0, limit: Self.largestFile), name: $0) }
        if junit {
            FileHandle.standardOutput.write(Data(try ValidationJUnit.text(results, language).utf8))
        } else {
            let shown = global.verbose ? results : results.map(\.breachesOnly)
            let text = ValidationText(language: language, paint: global.output.paint)
            try global.output.show(lines: shown, text: shown.map(text.text).joined())
        }
        if results.contains(where: { $0.verdict == .refused }) { throw ExitCode(ExitStatus.negative.rawValue) }
    }

    /// Those of the configuration, when there is one and they are installed.
    private func configuredSchemas() throws -> String? {
        let environment = ProcessInfo.processInfo.environment
        guard Configuration.file(named: global.configFile, environment: environment) != nil else { return nil }
        return try global.load().schemaPack.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    }
}
