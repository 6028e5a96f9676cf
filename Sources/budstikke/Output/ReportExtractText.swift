import Commands
import IplosContent
import Reporting
import Texts

/// What an extraction came to, in words: table by table, with what must be mended in the mapping or the source.
struct ReportExtractText {
    let language: Language
    let paint: Paint

    func summary(_ summary: ExtractSummary, isDry: Bool) -> String {
        var lines: [String] = []
        for table in summary.tables {
            lines.append(paint.bold(table.name) + ": " + rows(table))
            if isDry, !table.columns.isEmpty { lines.append("  " + columns(table)) }
            lines += summary.problems(of: table).flatMap(self.lines(of:))
        }
        // A table that could not be asked is in no list of tables.
        let named = Set(summary.tables.map(\.name))
        for problem in summary.problems where !named.contains(problem.table) {
            lines += [paint.bold(problem.table)] + self.lines(of: problem)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func rows(_ table: ExtractSummary.Table) -> String {
        guard RecordKind.allCases.contains(where: { $0.element == table.name }) else {
            return words("\(table.rows) rader", "\(table.rows) rader", "\(table.rows) rows")
        }
        return words(
            "\(table.rows) rader lest, \(table.written) i uttrekket",
            "\(table.rows) rader lesne, \(table.written) i uttrekket",
            "\(table.rows) rows read, \(table.written) in the extract")
    }

    private func columns(_ table: ExtractSummary.Table) -> String {
        let all = TextTable.clean(table.columns.joined(separator: ", "))
        let found = words("Kolonner: \(all)", "Kolonnar: \(all)", "Columns: \(all)")
        if table.unused.isEmpty { return found }
        let rest = TextTable.clean(table.unused.joined(separator: ", "))
        return found + words(" (ikke brukt: \(rest))", " (ikkje brukt: \(rest))", " (not used: \(rest))")
    }

    private func lines(of problem: ExtractProblem) -> [String] {
        let sign = problem.loses ? paint.red("✘") : paint.yellow("!")
        var line = "  \(sign) \(problem.sentence[language])"
        if let row = problem.firstRow {
            line += words(
                ": \(problem.count) rader, den første er rad \(row)",
                ": \(problem.count) rader, den første er rad \(row)",
                ": \(problem.count) rows, the first is row \(row)")
        }
        var lines = [line]
        for (value, count) in problem.values.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append("      \(TextTable.clean(value)): \(count)")
        }
        if problem.hidden > 0 {
            lines.append(
                words(
                    "      \(problem.hidden) verdier vises ikke", "      \(problem.hidden) verdiar blir ikkje viste",
                    "      \(problem.hidden) values are not shown"))
        }
        return lines
    }

    private func words(_ nb: String, _ nn: String, _ en: String) -> String { ControlText(nb, nn, en)[language] }
}
