import Archive
import Commands
import ControlReport
import Identifiers
import IplosContent
import Reporting
import Texts

/// A feedback in words: how much there is, what to mend by who can, then the tables and the files. What the register
/// wrote is in the municipality's own language; only headings follow `language`.
struct FeedbackText {
    let language: Language
    let paint: Paint

    private var check: ReportCheckText { ReportCheckText(language: language, paint: paint) }

    func summary(_ feedback: OpenedFeedback, examples: [String: [FeedbackContents.Row]]) -> String {
        let contents = feedback.contents
        var lines = headLines(feedback)
        for mender in Mender.inOrder {
            let controls = contents.controls.filter { $0.mender == mender }
            if controls.isEmpty { continue }
            lines += ["", paint.bold(mender.heading[language])]
            for control in controls { lines += self.lines(control, examples[control.control] ?? []) }
        }
        for table in contents.tables { lines += ["", paint.bold(TextTable.clean(table.id)), text(table)] }
        lines += ["", paint.bold(check.words("Filer", "Filer", "Files"))]
        lines += feedback.archive.entries.map { "  \(TextTable.clean($0.name.text)) (\($0.bytes.count))" }
        return lines.joined(separator: "\n") + "\n"
    }

    func head(_ feedback: OpenedFeedback) -> String { headLines(feedback).joined(separator: "\n") + "\n" }

    private func headLines(_ feedback: OpenedFeedback) -> [String] {
        let contents = feedback.contents
        let (unit, rows) = (contents.unit, contents.controls.map(\.rows).reduce(0, +))
        let head = check.words(
            "Kommune \(unit.municipality), bydel \(unit.district), år \(contents.year): \(rows) feil og merknader.",
            "Kommune \(unit.municipality), bydel \(unit.district), år \(contents.year): \(rows) feil og merknader.",
            "Municipality \(unit.municipality), district \(unit.district), year \(contents.year): \(rows) errors and "
                + "remarks.")
        return [head]
    }

    /// One error in one line.
    func line(_ row: FeedbackContents.Row) -> String {
        let place = [
            row.localNumber.isEmpty ? nil : "person \(row.localNumber)", row.recordKind.isEmpty ? nil : row.recordKind,
            row.rowID.isEmpty ? nil : row.rowID,
        ].compactMap(\.self).joined(separator: ", ")
        return TextTable.clean("\(row.control) \(place.isEmpty ? "" : "\(place): ")\(row.message)") + "\n"
    }

    private func lines(_ control: FeedbackContents.Control, _ examples: [FeedbackContents.Row]) -> [String] {
        let title = TextTable.clean("\(control.control) \(control.title)")
        let head = "  \(check.mark(control.severity)) \(title): \(control.rows)"
        let hidden = control.rows - examples.count
        let rest =
            hidden > 0
            ? [check.words("      … og \(hidden) til", "      … og \(hidden) til", "      … and \(hidden) more")] : []
        return [head, "    → \(TextTable.clean(control.action))"]
            + examples.map { "      " + String(line($0).dropLast()) } + rest
    }

    private func text(_ table: FeedbackContents.Table) -> String {
        var text = TextTable(columns: table.columns)
        for row in table.rows { text.row(cells: row) }
        return String(text.text(empty: "–").dropLast())
    }
}
