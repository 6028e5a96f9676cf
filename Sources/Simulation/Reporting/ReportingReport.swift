import Foundation
import Identifiers

/// The part of `budstikke demo --json` about the yearly report.
struct ReportingReport: Codable, Sendable, Equatable {
    struct End: Codable, Sendable, Equatable {
        let countsAs: String
        let findings: Int?
        let receipts: Int
        let notices: Int
        /// The last step that must be done.
        let step: String
    }

    struct Step: Codable, Sendable, Equatable {
        let step: String
        let state: String
        /// UTC with milliseconds.
        let at: String?
    }

    struct Submission: Codable, Sendable, Equatable {
        let submission: String?
        let municipality: String
        let name: String
        let kind: String
        let sequence: Int?
        let persons: Int
        let countsAs: String?
        let findings: Int?
        let receipts: Int
        let notices: Int
        /// Who opened the archive: `7z` or `report open`.
        let openedBy: String?
        /// What was in it.
        let lists: [String]
        let steps: [Step]
        let ok: Bool
        let expected: End
    }

    let year: Int
    let ok: Bool
    let municipalities: Int
    let submissions: [Submission]

    init(_ verdicts: [ReportingVerdict], municipalities: Int) {
        year = ReportingSeason.year
        self.municipalities = municipalities
        ok = verdicts.allSatisfy(\.isAsExpected)
        submissions = verdicts.map { verdict in
            let row = verdict.row
            return Submission(
                submission: verdict.submission?.text, municipality: verdict.town.number.digits,
                name: verdict.town.name, kind: row.kind, sequence: verdict.sequence, persons: row.persons,
                countsAs: verdict.countsAs, findings: verdict.findings, receipts: verdict.receipts,
                notices: verdict.notices, openedBy: verdict.lists.isEmpty ? nil : row.reader?.rawValue,
                lists: verdict.lists,
                steps: verdict.timeline.map { step in
                    Step(
                        step: step.step, state: step.state,
                        at: step.at?.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
                },
                ok: verdict.isAsExpected,
                expected: End(
                    countsAs: row.expected.countsAs.rawValue, findings: row.expected.findings,
                    receipts: row.expected.receipts, notices: row.expected.notices, step: verdict.lastStep))
        }
    }
}
