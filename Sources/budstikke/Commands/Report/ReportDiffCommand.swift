import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import IplosContent
import NationalIdentity
import Reporting
import Texts

/// "What has changed?"
struct ReportDiffCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "What changed from one feedback or extract to another: to the last submission, or to last year.",
        discussion: "Each is an extract (XML), an archive, or the id of a submission whose feedback has been fetched. "
            + "Persons are named by the municipality's own numbers. Figures are compared between two of a kind, and who "
            + "is reported between two extracts.")
    static let examples = [
        Example("budstikke report diff 2016.xml 2017.xml", "to last year"),
        Example(
            "budstikke report diff 0f6b1d1e-8f0a-4c7e-9b1a-2d3c4e5f6a7b extract.xml --json",
            "whether the errors are mended, before it is sent again"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Argument(help: "What was.") var before: String
    @Argument(help: "What is.") var after: String
    @Flag(help: "The persons of the extracts are invented ones.") var invented = false
    @Option(
        help: ArgumentHelp(
            "The password of an archive that is a file, in their order; without it this installation is asked.",
            valueName: "file"))
    var passwordFile: [String] = []
    @Flag(help: "Every local number, instead of the first few.") var all = false
    @Option(help: "The language of the titles: nb, nn or en.") var language: Language = .nb

    func run() async throws {
        do {
            var passwords = passwordFile[...]
            let old = try await side(before, &passwords)
            let new = try await side(after, &passwords)
            let difference = try ReportDifference(from: old, to: new)
            let text = DifferenceText(language: language, paint: global.output.paint, shown: all ? .max : 20)
            try global.output.show(DifferenceReply(difference), text: text.whole(difference))
        } catch { throw AdministrationError(reporting: error) ?? error }
    }

    /// An extract begins as XML does; anything else is an archive or a submission.
    private func side(_ target: String, _ passwords: inout ArraySlice<String>) async throws -> ReportSide {
        if isExtract(target) {
            let options = ReportCheck.Options(realm: invented ? .test : .production, examples: 0)
            return try ReportSide(ExtractFile(path: target), check: options) { $0[language] }
        }
        let file = SubmissionID(target) == nil ? passwords.popFirst() : nil
        let password = file.map(FeedbackPasswordWay.file) ?? .installation
        let source = FeedbackSource(target: target, tenant: which.tenant, password: password)
        return try ReportSide(try await source.open(global).contents)
    }

    private func isExtract(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path), let start = try? file.read(upToCount: 4) else {
            return false
        }
        return !start.isEmpty && !start.starts(with: [0x50, 0x4B])
    }
}

/// A difference as JSON.
struct DifferenceReply: Encodable {
    struct Control: Encodable {
        let control: String
        let title: String
        let gone: [String]
        let new: [String]
        let stillThere: [String]
    }

    struct Figure: Encodable {
        let table: String
        let row: String
        let column: String
        let before: String?
        let after: String?
    }

    struct Persons: Encodable {
        let before: Int
        let after: Int
        let gained: [String]
        let lost: [String]
    }

    let municipality: String
    let district: String
    let years: [Int]
    let controls: [Control]
    let figures: [Figure]
    let persons: Persons?
    let isShortened: Bool

    init(_ difference: ReportDifference) {
        municipality = difference.unit.municipality.digits
        district = difference.unit.district.digits
        years = difference.years
        controls = difference.controls.map {
            Control(control: $0.control, title: $0.title, gone: $0.gone, new: $0.new, stillThere: $0.stillThere)
        }
        figures = difference.figures.map {
            Figure(table: $0.table, row: $0.row, column: $0.column, before: $0.before, after: $0.after)
        }
        persons = difference.persons.map {
            Persons(before: $0.before, after: $0.after, gained: $0.gained, lost: $0.lost)
        }
        isShortened = difference.isShortened
    }
}
