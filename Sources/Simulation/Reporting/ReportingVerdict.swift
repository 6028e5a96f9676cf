import Foundation
import Identifiers

/// What became of one submission, beside what was to become of it.
struct ReportingVerdict: Sendable {
    let row: ReportedSubmission
    let town: ReportingTown
    /// nil while it is not sealed.
    var submission: SubmissionID?
    var sequence: Int?
    /// What the municipality sees in the send module, in order.
    var timeline: [Step] = []
    var countsAs: String?
    /// Remarks of its error list, where it is the one that counts at the register.
    var findings: Int?
    var receipts = 0
    var notices = 0
    /// The lists that were got out of the archive, by the reader that the row names.
    var lists: [String] = []

    struct Step: Sendable, Codable, Equatable {
        let step: String
        let state: String
        let at: Date?
    }

    /// The last step of the way that must be reached.
    var lastStep: String { row.reader == nil ? "noticeSent" : "fetched" }

    func isDone(_ step: String) -> Bool { timeline.contains { $0.step == step && $0.state == "done" } }

    /// Whether it stands exactly where the scenario says.
    var isAsExpected: Bool {
        isDone("receipt") && isDone("fileReady") && isDone(lastStep) && !timeline.contains { $0.state == "refused" }
            && countsAs == row.expected.countsAs.rawValue
            && (row.expected.findings == nil || findings == row.expected.findings)
            && receipts == row.expected.receipts && notices == row.expected.notices
            && (row.reader == nil || lists.contains { $0.hasSuffix("feilliste.csv") })
    }

    /// Whether it has ended somewhere else.
    var hasFailed: Bool {
        timeline.contains { $0.state == "refused" } || (countsAs.map { $0 != row.expected.countsAs.rawValue } ?? false)
            || (findings.map { $0 != (row.expected.findings ?? $0) } ?? false)
            || receipts > row.expected.receipts || notices > row.expected.notices
    }
}
