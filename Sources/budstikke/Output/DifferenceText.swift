import Commands
import Identifiers
import Reporting
import Texts

/// A difference in words: errors first, then figures, then who is reported.
struct DifferenceText {
    let language: Language
    let paint: Paint
    /// Local numbers that are shown of each kind.
    let shown: Int

    private var check: ReportCheckText { ReportCheckText(language: language, paint: paint) }

    func whole(_ difference: ReportDifference) -> String {
        let years = difference.years.map(String.init).joined(separator: " → ")
        var lines = ["\(difference.unit), \(years)"]
        if difference.isShortened {
            lines.append(
                paint.yellow(
                    check.words(
                        "En feilliste er avkortet: feil kan se ut til å ha kommet eller gått.",
                        "Ei feilliste er avkorta: feil kan sjå ut til å ha kome eller gått.",
                        "An error list is shortened: errors may seem to have come or gone.")))
        }
        lines += ["", paint.bold(check.words("Feil", "Feil", "Errors"))]
        if difference.controls.isEmpty { lines.append(check.words("  Ingen.", "  Ingen.", "  None.")) }
        for control in difference.controls { lines += self.lines(control) }
        if !difference.figures.isEmpty { lines += ["", figures(difference.figures, of: difference.years.last)] }
        if let persons = difference.persons { lines += [""] + self.lines(persons) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(_ control: ReportDifference.Control) -> [String] {
        let counts = check.words(
            "\(control.gone.count) borte, \(control.new.count) nye, \(control.stillThere.count) står fortsatt",
            "\(control.gone.count) borte, \(control.new.count) nye, \(control.stillThere.count) står framleis",
            "\(control.gone.count) gone, \(control.new.count) new, \(control.stillThere.count) still there")
        return [TextTable.clean("  \(control.control) \(control.title): \(counts)")]
            + numbers(control.gone, check.words("borte", "borte", "gone"))
            + numbers(control.new, check.words("nye", "nye", "new"))
            + numbers(control.stillThere, check.words("fortsatt", "framleis", "still"))
    }

    private func figures(_ figures: [ReportDifference.Figure], of year: Int?) -> String {
        var table = TextTable(
            check.words("TABELL", "TABELL", "TABLE"), check.words("RAD", "RAD", "ROW"),
            check.words("KOLONNE", "KOLONNE", "COLUMN"), check.words("FØR", "FØR", "BEFORE"),
            check.words("NÅ", "NO", "AFTER"))
        for figure in figures {
            table.row(
                figure.tableName[language], figure.rowName(in: year), figure.column, figure.before ?? "–",
                figure.after ?? "–")
        }
        return String(table.text(empty: "").dropLast())
    }

    private func lines(_ persons: ReportDifference.Persons) -> [String] {
        let head = check.words(
            "Personer: \(persons.before) → \(persons.after), \(persons.gained.count) nye, \(persons.lost.count) ute",
            "Personar: \(persons.before) → \(persons.after), \(persons.gained.count) nye, \(persons.lost.count) ute",
            "Persons: \(persons.before) → \(persons.after), \(persons.gained.count) new, \(persons.lost.count) gone")
        return [paint.bold(head)] + numbers(persons.gained, check.words("nye", "nye", "new"))
            + numbers(persons.lost, check.words("ute", "ute", "gone"))
    }

    /// What belongs to no person has no number to show.
    private func numbers(_ all: [String], _ word: String) -> [String] {
        let named = all.filter { !$0.isEmpty }
        guard !named.isEmpty else { return [] }
        let rest = named.count > shown ? " … +\(named.count - shown)" : ""
        return [TextTable.clean("      \(word): \(named.prefix(shown).joined(separator: ", "))\(rest)")]
    }
}
