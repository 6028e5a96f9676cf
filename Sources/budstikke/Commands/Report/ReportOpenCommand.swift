import Archive
import ArgumentParser
import CommandOutcome
import Commands
import ControlReport
import Foundation
import Identifiers
import IplosContent
import Reporting
import Texts

/// "What does the register say?"
struct ReportOpenCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open the register's feedback: what to mend, by who can mend it, and the tables.",
        discussion:
            "What `report fetch` has taken opens by the submission's id, and the same archive from the portal by its "
            + "file, without a password: that came sealed to a key of this installation. An archive that only the portal "
            + "has needs the one that `report password` gets from the send module. Needs no network. Nothing is written unless --output says where; those files hold persons' data in clear."
    )
    static let examples = [
        Example("budstikke report open 0f6b1d1e-8f0a-4c7e-9b1a-2d3c4e5f6a7b", "what was fetched"),
        Example("budstikke report open 4601-00_2016_ordinary-1.zip --output feil", "its files too, in a new folder"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Argument(help: "An archive, or the id of a submission whose feedback has been fetched.") var target: String
    @OptionGroup var password: FeedbackPasswordOptions
    @Option(help: ArgumentHelp("Unpack the files into this new folder.", valueName: "folder")) var output: String?
    @Option(help: "Errors to show of each control.") var examples = 5
    @Flag(help: "Every error, instead of a summary.") var all = false
    @Option(help: "The language of the headings: nb, nn or en.") var language: Language = .nb

    func run() async throws {
        let source = FeedbackSource(target: target, tenant: which.tenant, password: password.way)
        do {
            let feedback = try await source.open(global)
            if let output { try feedback.extract(toNew: output) }
            try show(feedback)
        } catch { throw AdministrationError(reporting: error) ?? error }
        if let output {
            global.output.say("The files are in \(output), in clear. Remove them when they have been used.")
        }
    }

    private func show(_ feedback: OpenedFeedback) throws {
        let text = FeedbackText(language: language, paint: global.output.paint)
        let contents = feedback.contents
        var first: [String: [FeedbackContents.Row]] = [:]
        try contents.eachRow { row in
            if all {
                try global.output.show(lines: [FeedbackLine(row)], text: text.line(row))
            } else if first[row.control, default: []].count < max(0, examples) {
                first[row.control, default: []].append(row)
            }
        }
        let reply = FeedbackReply(feedback, examples: first, folder: output)
        // With every error before it, the summary comes last.
        try global.output.show(
            reply, text: all ? text.head(feedback) : text.summary(feedback, examples: first))
    }
}

/// An error as JSON.
struct FeedbackLine: Encodable {
    let control: String
    let severity: String
    let consequence: String
    let mender: String
    let record: String
    let localNumber: String
    let rowID: String
    let field: String
    let found: String
    let message: String

    init(_ row: FeedbackContents.Row) {
        control = row.control
        severity = "\(row.severity)"
        consequence = "\(row.consequence)"
        mender = row.mender.rawValue
        record = row.recordKind
        localNumber = row.localNumber
        rowID = row.rowID
        field = row.field
        found = row.found
        message = row.message
    }
}

/// A feedback as JSON.
struct FeedbackReply: Encodable {
    struct File: Encodable {
        let name: String
        let octets: Int
    }

    struct Control: Encodable {
        let control: String
        let title: String
        let action: String
        let severity: String
        let consequence: String
        let mender: String
        let rows: Int
        let persons: Int
        let examples: [FeedbackLine]
    }

    struct Table: Encodable {
        let id: String
        let columns: [String]
        let rows: [[String]]
    }

    let municipality: String
    let district: String
    let year: Int
    let controls: [Control]
    let tables: [Table]
    let files: [File]
    let folder: String?

    init(_ feedback: OpenedFeedback, examples: [String: [FeedbackContents.Row]], folder: String?) {
        let contents = feedback.contents
        municipality = contents.unit.municipality.digits
        district = contents.unit.district.digits
        year = contents.year
        controls = contents.controls.map { control in
            Control(
                control: control.control, title: control.title, action: control.action,
                severity: "\(control.severity)", consequence: "\(control.consequence)",
                mender: control.mender.rawValue, rows: control.rows, persons: control.persons,
                examples: (examples[control.control] ?? []).map(FeedbackLine.init))
        }
        tables = contents.tables.map { Table(id: $0.id, columns: $0.columns, rows: $0.rows) }
        files = feedback.archive.entries.map { File(name: $0.name.text, octets: $0.bytes.count) }
        self.folder = folder
    }
}
