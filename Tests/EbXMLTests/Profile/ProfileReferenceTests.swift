import EbXML
import Foundation
import Testing

/// Holds `Docs/Reference/ProfileRules.md` against the rules and their vectors.
///
/// `BUDSTIKKE_WRITE_REFERENCE=1 swift test --filter ProfileReferenceTests` writes it anew.
@Suite("The table of rules in the documentation")
struct ProfileReferenceTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Docs/Reference/ProfileRules.md")

    @Test("The table is what the rules and their vectors make of it")
    func current() throws {
        let page = Self.page
        if ProcessInfo.processInfo.environment["BUDSTIKKE_WRITE_REFERENCE"] == "1" {
            try Data(page.utf8).write(to: Self.file)
        }
        let written = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(
            written == page,
            "Out of date: BUDSTIKKE_WRITE_REFERENCE=1 swift test --filter ProfileReferenceTests writes it anew.")
    }

    private static var page: String {
        let rules = ProfileRules.all
        let judged = rules.filter(\.isJudged).count
        let numbered = rules.filter { $0.number != nil }
        return """
            # The rules of HITS 1172

            Generated from `Sources/EbXML/Profile` and the vectors in `Tests/EbXMLTests/Profile`; a test fails when it is
            out of date. `budstikke validate FILE` and the server judge by them.

            Of \(numbered.count) numbered rules (124 numbers, two of which stand for two rules) \
            \(numbered.filter(\.isJudged).count) are judged; of \(rules.count - numbered.count) demands without number \
            \(judged - numbered.filter(\.isJudged).count). \(ProfileVector.all.count) vectors and one good message of each \
            kind test them.

            *Severity* is that of the standard's letter. *Answer* is what the standard makes of a breach. *Vectors* counts
            the messages that keep the rule beside the good ones, and those that break it. *Departures* are the known ones,
            by the name of their tolerance: `always` is read from every partner and counted, `warned` is answered with a
            warning list too, `exception` is refused unless it is allowed for one partner until a date.

            | Rule | Section | What it demands | Severity | Answer | Vectors | Departures, or why it is not judged |
            |---|---|---|---|---|---|---|
            \(rules.map(row).joined(separator: "\n"))

            ## Departures by name

            Each use is counted, and `budstikke partner show` tells how often a partner departs; not so `conforming`, which
            breaks no rule, is what most servers write, and is listed because some servers stop on it.

            | Name | Standing | Allowed by `budstikke partner exception` |
            |---|---|---|
            \(Tolerance.allCases.map(row).joined(separator: "\n"))

            """
    }

    private static func row(_ rule: ProfileRule) -> String {
        let vectors = ProfileVector.all.filter { $0.rule == rule.id }
        let refused = vectors.count { $0.outcome != .kept }
        let answer = [rule.answer.rawValue, rule.code?.rawValue].compactMap(\.self).joined(separator: ", ")
        let count = rule.isJudged ? "\(vectors.count - refused) + \(refused)" : "–"
        let cells = [rule.id, rule.clause, rule.text.en, rule.severity.rawValue, answer, count, remark(rule, vectors)]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    private static func row(_ tolerance: Tolerance) -> String {
        "| `\(tolerance.rawValue)` | \(tolerance.standing.rawValue) | \(tolerance.exception.map { "`\($0)`" } ?? "") |"
    }

    private static func remark(_ rule: ProfileRule, _ vectors: [ProfileVector]) -> String {
        switch rule.standing {
        case .kept(let how): return "Not seen in one message. \(how)"
        case .open(let reason): return "Not implemented. \(reason)"
        case .judged:
            let tolerances = vectors.compactMap { vector -> Tolerance? in
                if case .departs(let tolerance) = vector.outcome { tolerance } else { nil }
            }
            return Tolerance.allCases.filter(tolerances.contains)
                .map { "`\($0.rawValue)` (\($0.standing.rawValue))" }.joined(separator: ", ")
        }
    }
}
