import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import IplosContent
import IplosExtract
import Reporting
import Texts

/// "What will the register say?"
struct ReportCheckCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check an extract by the register's own rules, offline.",
        discussion:
            "Exit code 1 when it would not be taken, or rows would be left out. Findings never show an identity "
            + "number: they name a person by the municipality's own number.")
    static let examples = [
        Example("budstikke report check extract.xml", "grouped by who can mend what"),
        Example("budstikke report check extract.xml --all --json", "every finding, a line each"),
    ]
    @OptionGroup var printing: OutputOptions
    @OptionGroup var input: ExtractOptions
    @Option(help: "Findings to show of each control.") var examples = 5
    @Flag(help: "Every finding, instead of a summary.") var all = false
    @Option(help: "The language of the sentences: nb, nn or en.") var language: Language = .nb

    func run() async throws {
        let output = printing.output
        let text = ReportCheckText(language: language, paint: output.paint)
        let summary: CheckSummary
        do {
            let check = ReportCheck(input.check(examples: max(0, examples))) { finding in
                guard all else { return }
                try output.show(lines: [FindingLine(finding, language)], text: text.line(finding))
            }
            summary = try check.run(input.file, companion: input.companion())
        } catch {
            throw AdministrationError(reporting: error) ?? error
        }
        // With every finding before it, the verdict is the last line.
        try output.show(CheckReply(summary, language), text: all ? text.head(summary) : text.summary(summary))
        if input.identities == nil, summary.lacksIdentities {
            output.say(
                "An extract of 2018 or later has its identity numbers in a file beside it: give it with --identities FILE."
            )
        }
        if !input.invented, summary.persons > 0, summary.count(of: .syntheticInProduction) == summary.persons {
            output.say("All of them are invented persons: check an extract for tests with --invented.")
        }
        if let words = input.needlessCompanion(summary) { output.say(words) }
        switch summary.verdict {
        case .clean, .findings: return
        case .losses, .stopped: throw ExitCode(ExitStatus.negative.rawValue)
        }
    }
}

/// A finding as JSON.
struct FindingLine: Encodable {
    let control: String
    let title: String
    let message: String
    let action: String
    let severity: String
    let consequence: String
    let mender: String
    let record: String?
    let localNumber: String?
    let rowID: String?
    let line: Int

    init(_ finding: ReportFinding, _ language: Language) {
        control = finding.control
        title = finding.title[language]
        message = finding.message[language]
        action = finding.action[language]
        severity = "\(finding.severity)"
        consequence = "\(finding.consequence)"
        mender = finding.mender.rawValue
        localNumber = finding.localNumber
        line = finding.line
        if case .content(let content) = finding {
            record = content.kind.element
            rowID = content.rowID
        } else {
            record = nil
            rowID = nil
        }
    }
}

/// A check's outcome as JSON.
struct CheckReply: Encodable {
    struct Group: Encodable {
        let control: String
        let title: String
        let action: String
        let severity: String
        let mender: String
        let count: Int
        let consequences: [String: Int]
        let examples: [FindingLine]
    }

    let verdict: String
    let municipality: String?
    let district: String?
    let year: Int?
    let revision: String?
    let persons: Int
    let personsLeftOut: Int
    let rows: [String: Int]
    let recipients: [String: Int]
    let unreadable: String?
    let findings: [Group]

    init(_ summary: CheckSummary, _ language: Language) {
        verdict = summary.verdict.rawValue
        municipality = summary.unit?.municipality.digits
        district = summary.unit?.district.digits
        year = summary.year
        revision = summary.revision?.rawValue
        persons = summary.persons
        personsLeftOut = summary.personsLeftOut
        rows = Dictionary(
            uniqueKeysWithValues: RecordKind.inPerson.map { ($0.element, summary.counts.rows($0)) })
        recipients = Dictionary(uniqueKeysWithValues: summary.recipients.map { (String($0), $1) })
        unreadable = summary.unreadable?.reason.rawValue
        findings = summary.groups.map { group in
            Group(
                control: group.first.control, title: group.first.title[language],
                action: group.first.action[language], severity: "\(group.first.severity)",
                mender: group.first.mender.rawValue, count: group.count,
                consequences: Dictionary(uniqueKeysWithValues: group.consequences.map { ("\($0)", $1) }),
                examples: group.examples.map { FindingLine($0, language) })
        }
    }
}
