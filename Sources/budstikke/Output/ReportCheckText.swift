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
        for mender in Mender.inOrder {
            let groups = summary.groups.filter { $0.first.mender == mender }
            if groups.isEmpty { continue }
            lines += ["", paint.bold(mender.heading[language])]
            for group in groups { lines += self.group(group) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Whether it can be sent, and how many it is about.
    func head(_ summary: CheckSummary) -> String { headLines(summary).joined(separator: "\n") + "\n" }

    private func headLines(_ summary: CheckSummary) -> [String] {
        [verdict(summary)] + [summary.extent.map { $0[language] }].compactMap(\.self)
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
        let sentence = summary.sentence[language]
        return switch summary.verdict {
        case .clean, .findings: paint.green(sentence)
        case .losses: paint.yellow(sentence)
        case .stopped: paint.red(sentence)
        }
    }

    /// How much a fault matters.
    func mark(_ severity: Severity) -> String {
        switch severity {
        case .note: "·"
        case .warning: paint.yellow("!")
        case .strongWarning: paint.yellow("‼")
        case .stop: paint.red("✘")
        }
    }

    func words(_ nb: String, _ nn: String, _ en: String) -> String { ControlText(nb, nn, en)[language] }
}
