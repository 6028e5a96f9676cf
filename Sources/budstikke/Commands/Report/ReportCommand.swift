import Archive
import ArgumentParser
import CommandOutcome
import Commands
import ControlReport
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
        abstract: "The yearly report of care recipients: from an extract to what the register sends back.",
        discussion:
            "`extract`, `check` and `generate` need no installation; `seal` no network; what sends or asks needs Helsenettet. "
            + "Nothing here writes an extract or a copy of one, but `extract`, and `generate`, whose persons are invented.",
        subcommands: [
            ReportExtractCommand.self, ReportParticipantCommand.self, ReportCheckCommand.self, ReportSealCommand.self,
            ReportSendCommand.self, ReportStatusCommand.self, ReportPasswordCommand.self, ReportContactCommand.self,
            ReportRehearseCommand.self, ReportDoctorCommand.self, ReportListCommand.self,
            ReportDownloadKeysCommand.self, ReportKeyCommand.self, ReportWizardCommand.self, ReportClientCommand.self,
            ReportFetchCommand.self, ReportOpenCommand.self, ReportDiffCommand.self,
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
    @Argument(help: "The extract (XML); for `check` also `-`, standard input.") var extract: String
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

    /// What to say when a file of identity numbers was given to an extract that has them in itself.
    func needlessCompanion(_ summary: CheckSummary) -> String? {
        guard let identities, summary.revision == .v3_0 else { return nil }
        return
            "An extract of \(summary.year.map(String.init) ?? "2017 or earlier") has its identity numbers in itself: "
            + "\(identities) is used for persons that lack one there, and for no others."
    }

    func check(realm: IdentityRealm? = nil, examples: Int) -> ReportCheck.Options {
        ReportCheck.Options(
            realm: realm ?? (invented ? .test : .production), municipality: municipality, year: year,
            examples: examples)
    }
}

extension AdministrationError {
    /// What a fault of reading, sealing or sending a report means at the command; nil for one that is none of them.
    init?(reporting error: any Error, _ language: Language = .en) {
        switch error {
        case let fault as SendFault:
            self.init(
                fault.code.rawValue, fault.text(language), details: fault.cause.map { [$0.rawValue] } ?? [],
                exit: fault.exit)
        case let fault as ExtractFile.Fault:
            self.init("file-unusable", fault.description, exit: fault.isMissing ? .noInput : .data)
        case let fault as SubmissionFolder.Fault:
            self.init("folder-unusable", fault.description, remedy: fault.remedy, exit: fault.exit)
        case let fault as ReportSealing.Fault:
            self.init(fault.code, fault.description, remedy: fault.remedy, exit: .data)
        case let fault as SubmissionFault:
            self.init(fault.code.rawValue, fault.description, exit: fault.consequence == .hold ? .temporary : .data)
        case let fault as ArchiveFault:
            self.init("archive-\(fault.rawValue)", fault.description, remedy: fault.remedy, exit: fault.exit)
        case let fault as FeedbackContents.Fault:
            self.init(
                "no-feedback", fault.description, remedy: "See whether it is the file that the register sent.",
                exit: .data)
        case let refusal as ReportDifference.Refusal:
            self.init("not-comparable", refusal.description, remedy: "Name two of the same unit.", exit: .data)
        default: return nil
        }
    }
}

extension SendFault {
    fileprivate var exit: ExitStatus {
        switch consequence {
        case .mend: .data
        case .configure: .configuration
        case .reach: .unavailable
        case .later: .temporary
        case .forbidden: .notPermitted
        }
    }
}

extension ReportSealing.Fault {
    fileprivate var code: String {
        switch self {
        case .stopped: "extract-stopped"
        case .changedMeanwhile: "extract-changed"
        case .realPersonsInTest: "real-persons-in-test"
        }
    }

    fileprivate var remedy: String {
        switch self {
        case .stopped: "`budstikke report check FILE` says what is wrong."
        case .changedMeanwhile: "Wait until nothing writes the file, and seal again."
        case .realPersonsInTest:
            "`budstikke report generate` makes an extract of invented persons. A tenant in stage `test` takes no others."
        }
    }
}

extension ArchiveFault {
    fileprivate var remedy: String {
        switch consequence {
        case .enterPassword: "See whether the password is of this archive, and whether all of it was copied."
        case .fetchAgain: "Fetch or download it again; if it is the same then, ask the register to send it anew."
        case .refuse: "Do not open it by other means. Tell the register what is said here."
        case .chooseAnotherPlace: "Name a folder that is not there yet, where you may write and there is room."
        case .repair: "`budstikke doctor` looks for what is wrong here."
        }
    }

    fileprivate var exit: ExitStatus {
        switch consequence {
        case .enterPassword, .fetchAgain, .refuse: .data
        case .chooseAnotherPlace: self == .fileExists ? .cannotCreate : .inputOutput
        case .repair: .software
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
