import Foundation

/// The words of the reporting's picture: a line for each submission while it runs, and its whole way at the end.
struct ReportingText: Sendable {
    let palette: Palette

    /// Where a submission stands.
    func line(_ verdict: ReportingVerdict) -> String {
        let sign =
            verdict.isAsExpected
            ? palette.paint("✔", .green) : verdict.hasFailed ? palette.paint("✘", .red) : palette.paint("…", .yellow)
        let done = verdict.timeline.last { $0.state == "done" }?.step ?? "sealed"
        let what = "\(verdict.countsAs ?? verdict.row.kind), \(verdict.row.persons) persons"
        return "  \(sign) " + padded(done, to: 16) + padded(what, to: 26) + verdict.town.name
    }

    /// Every submission's way.
    func text(_ verdicts: [ReportingVerdict], timeline: Timeline) -> String {
        let cut = verdicts.contains(where: \.hasFailed)
        return verdicts.flatMap { lines(of: $0, wasCut: cut && !$0.hasFailed, timeline: timeline) }
            .joined(separator: "\n") + "\n"
    }

    /// The sentence that ends the run.
    func conclusion(_ verdicts: [ReportingVerdict]) -> String {
        let unfinished = verdicts.filter { !$0.isAsExpected }
        guard !unfinished.isEmpty || verdicts.isEmpty else {
            return palette.paint("Every submission ended where the scenario says.", .green)
        }
        // The first that goes astray ends the story; the others had no time to end.
        let failed = unfinished.filter(\.hasFailed)
        let astray = failed.isEmpty ? unfinished : failed
        let which = astray.map { "\($0.row.name) (\($0.town.name))" }.joined(separator: ", ")
        let rest = Timeline.cut(unfinished.count - astray.count)
        return palette.paint("Not as the scenario says: \(which).\(rest)", .red)
    }

    private func lines(of verdict: ReportingVerdict, wasCut: Bool, timeline: Timeline) -> [String] {
        let heading =
            "\(verdict.town.name)  \(verdict.row.kind) number \(verdict.sequence ?? 0), \(verdict.row.persons) persons"
        var lines = [palette.paint(heading, .bold), palette.paint("  \(verdict.row.story)", .dim)]
        for step in verdict.timeline where step.state == "done" {
            lines.append("  \(step.at.map(timeline.time) ?? "            ")  \(step.step)")
        }
        lines.append("  \(outcome(of: verdict, wasCut: wasCut))")
        lines.append("")
        return lines
    }

    private func outcome(of verdict: ReportingVerdict, wasCut: Bool) -> String {
        var found = ["counts as \(verdict.countsAs ?? "nothing")"]
        if let findings = verdict.findings { found.append("\(findings) remarks") }
        found.append("receipts \(verdict.receipts), notices \(verdict.notices)")
        if let reader = verdict.row.reader {
            found.append("\(verdict.lists.count) lists opened by \(reader.rawValue)")
        }
        let words = found.joined(separator: "; ")
        if verdict.isAsExpected { return palette.paint("✔ As the story wants it: \(words).", .green) }
        if wasCut { return palette.paint("… Not played to its end: \(words).", .yellow) }
        let wanted = verdict.row.expected
        let remarks = wanted.findings.map { ", \($0) remarks" } ?? ""
        return palette.paint(
            "✘ \(words); expected \(wanted.countsAs.rawValue)\(remarks), all steps to \(verdict.lastStep)", .red)
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
