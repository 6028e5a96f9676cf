import Commands
import Identifiers
import IplosContent
import Reporting
import Texts

/// The outcome of a check in words: first whether it would be taken, then what is wrong, by who can mend it.
struct ReportCheckText {
    let language: Language
    let paint: Paint

    func summary(_ summary: CheckSummary) -> String {
        var lines = headLines(summary)
        for mender in [Mender.registration, .extract, .vendor] {
            let groups = summary.groups.filter { $0.first.mender == mender }
            if groups.isEmpty { continue }
            lines += ["", paint.bold(heading(mender))]
            for group in groups { lines += self.group(group) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Whether it can be sent, and how many it is about.
    func head(_ summary: CheckSummary) -> String { headLines(summary).joined(separator: "\n") + "\n" }

    private func headLines(_ summary: CheckSummary) -> [String] {
        var lines = [verdict(summary)]
        if let unit = summary.unit, let year = summary.year {
            lines.append(
                words(
                    "Kommune \(unit.municipality), bydel \(unit.district), år \(year): \(summary.persons) personer, "
                        + "\(summary.personsLeftOut) blir ikke talt med.",
                    "Kommune \(unit.municipality), bydel \(unit.district), år \(year): \(summary.persons) personar, "
                        + "\(summary.personsLeftOut) blir ikkje talde med.",
                    "Municipality \(unit.municipality), district \(unit.district), year \(year): \(summary.persons) "
                        + "persons, \(summary.personsLeftOut) will not be counted."))
        }
        return lines
    }

    /// One finding in one line.
    func line(_ finding: ReportFinding) -> String {
        let place = [
            finding.localNumber.map { words("person \($0)", "person \($0)", "person \($0)") },
            finding.line > 0 ? words("linje \(finding.line)", "linje \(finding.line)", "line \(finding.line)") : nil,
        ]
        .compactMap(\.self).joined(separator: ", ")
        let prefix = place.isEmpty ? "" : "\(place): "
        return TextTable.clean("\(finding.control) \(prefix)\(finding.message[language])") + "\n"
    }

    private func group(_ group: CheckSummary.Group) -> [String] {
        let head =
            "  \(mark(group.first.severity)) \(group.first.control) \(group.first.title[language]): \(group.count)"
        let examples = group.examples.map { "      " + String(line($0).dropLast()) }
        let hidden = group.count - group.examples.count
        let rest =
            hidden > 0
            ? [words("      … og \(hidden) til", "      … og \(hidden) til", "      … and \(hidden) more")] : []
        return [head, "    → \(group.first.action[language])"] + examples + rest
    }

    private func verdict(_ summary: CheckSummary) -> String {
        switch summary.verdict {
        case .clean:
            paint.green(
                words(
                    "Klart til å sendes. Ingen feil.", "Klart til å sendast. Ingen feil.", "Ready to send. No faults."))
        case .findings:
            paint.green(
                words(
                    "Kan sendes. Alt blir tatt imot, men noe bør rettes.",
                    "Kan sendast. Alt blir teke imot, men noko bør rettast.",
                    "Can be sent. All of it will be taken, but something should be corrected."))
        case .losses:
            paint.yellow(
                words(
                    "Kan sendes, men noen rader eller personer blir ikke talt med. Rett og lag uttrekket på nytt om du kan.",
                    "Kan sendast, men nokre rader eller personar blir ikkje talde med. Rett og lag uttrekket på nytt om du kan.",
                    "Can be sent, but some rows or persons will be left out. Correct and extract anew if you can."))
        case .stopped:
            paint.red(
                words("Kan ikke sendes.", "Kan ikkje sendast.", "Cannot be sent.")
                    + (summary.unreadable.map { " " + $0.sentence[language] } ?? ""))
        }
    }

    private func heading(_ mender: Mender) -> String {
        switch mender {
        case .registration:
            words(
                "Rettes i fagsystemet, av den som registrerer", "Rettast i fagsystemet, av den som registrerer",
                "To correct in the record system, by whoever registers")
        case .extract:
            words(
                "Rettes i uttrekket, av den som lager det", "Rettast i uttrekket, av den som lagar det",
                "To correct in the extract, by whoever makes it")
        case .vendor: words("Rettes av leverandøren", "Rettast av leverandøren", "To correct by the vendor")
        }
    }

    private func mark(_ severity: Severity) -> String {
        switch severity {
        case .note: "·"
        case .warning: paint.yellow("!")
        case .strongWarning: paint.yellow("‼")
        case .stop: paint.red("✘")
        }
    }

    private func words(_ nb: String, _ nn: String, _ en: String) -> String { ControlText(nb, nn, en)[language] }
}
