import ArgumentParser
import CommandOutcome
import Commands
import Identifiers
import IplosContent
import IplosExtract
import MunicipalNode
import NationalIdentity
import Reporting
import SealedSubmission
import Texts

/// The yearly report of care recipients (IPLOS), from the extract to its corrected error list.
struct ReportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "The yearly report of care recipients: check an extract, seal it, and see what was sealed.",
        discussion:
            "`check` and `generate` need nothing but the file. Nothing here writes an extract or a copy of one, but "
            + "`generate`, whose persons are invented.",
        subcommands: [
            ReportCheckCommand.self, ReportSealCommand.self, ReportListCommand.self, ReportKeyCommand.self,
            ReportGenerateCommand.self,
        ])
    static let examples = [
        Example("budstikke report check extract.xml", "what the register will say, before it is sent"),
        Example(
            "budstikke report generate --persons 830 --year 2016 --output prove.xml", "an invented extract to try with"),
    ]
}

/// Options about an extract and what it is held against.
struct ExtractOptions: ParsableArguments {
    @Argument(help: "The extract (XML).") var extract: String
    @Option(
        help: ArgumentHelp(
            "The file of local numbers and identity numbers beside an extract of 2018 or later.", valueName: "file"))
    var identities: String?
    @Flag(help: "The persons are invented ones: take those, and no others.") var invented = false
    @Option(help: "The municipality it must be of, four digits.") var municipality: MunicipalityNumber?
    @Option(help: "The year it must be of.") var year: Int?

    /// An identity file of a whole nation has some 12 MB.
    private static let largestCompanion = 64 << 20

    var file: ExtractFile { ExtractFile(path: extract) }

    func companion() throws -> CompanionIdentities? {
        guard let identities else { return nil }
        do {
            return try CompanionIdentities(ExtractFile(path: identities).whole(limit: Self.largestCompanion))
        } catch let fault as CompanionIdentities.Fault {
            let what =
                fault.code == .ambiguous
                ? "The local number at line \(fault.line) stands there with another identity number too."
                : "Line \(fault.line) is not a local number and an identity number with a semicolon between."
            throw AdministrationError(
                "identities-unusable", "\(identities) cannot be used. \(what)",
                remedy: "Whoever makes the extract corrects it.", exit: .data)
        }
    }

    func check(realm: IdentityRealm? = nil, examples: Int) -> ReportCheck.Options {
        ReportCheck.Options(
            realm: realm ?? (invented ? .test : .production), municipality: municipality, year: year,
            examples: examples)
    }
}

extension AdministrationError {
    /// What a fault of reading or sealing a report means at the command; nil for one that is none of them.
    init?(reporting error: any Error) {
        switch error {
        case let fault as ExtractFile.Fault:
            self.init("file-unusable", fault.description, exit: fault.isMissing ? .noInput : .data)
        case let fault as SubmissionFolder.Fault:
            self.init("folder-unusable", fault.description, remedy: fault.remedy, exit: fault.exit)
        case let fault as ReportSealing.Fault:
            self.init(
                "extract-stopped", fault.description, remedy: "`budstikke report check FILE` says what is wrong.",
                exit: .data)
        case let fault as SubmissionFault:
            self.init(fault.code.rawValue, fault.description, exit: fault.consequence == .hold ? .temporary : .data)
        default: return nil
        }
    }
}

extension ExtractFile.Fault {
    fileprivate var isMissing: Bool { if case .notThere = self { true } else { false } }
}

extension SubmissionFolder.Fault {
    fileprivate var remedy: String? {
        if case .exists = self { "Name another one with --output, or remove it." } else { nil }
    }

    fileprivate var exit: ExitStatus {
        switch self {
        case .exists, .notCreated: .cannotCreate
        case .notWritten: .inputOutput
        case .incomplete: .data
        }
    }
}
