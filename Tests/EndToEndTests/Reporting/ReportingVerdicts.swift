import Foundation

/// The part of `budstikke demo --json` about the yearly report, as others read it.
struct ReportingVerdicts: Decodable, Sendable {
    struct End: Decodable, Sendable {
        let countsAs: String
        let findings: Int?
        let receipts: Int
        let notices: Int
        let step: String
    }
    struct Step: Decodable, Sendable {
        let step: String
        let state: String
        let at: String?
    }
    struct Submission: Decodable, Sendable {
        let submission: String?
        let municipality: String
        let kind: String
        let sequence: Int?
        let persons: Int
        let countsAs: String?
        let findings: Int?
        let receipts: Int
        let notices: Int
        let openedBy: String?
        let lists: [String]
        let steps: [Step]
        let ok: Bool
        let expected: End

        /// When a step was done; nil when it was not.
        func time(of step: String) -> Date? {
            steps.first { $0.step == step && $0.state == "done" }?.at.flatMap {
                try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse($0)
            }
        }
    }

    let year: Int
    let ok: Bool
    let municipalities: Int
    let submissions: [Submission]

    /// Those of one municipality, in the scenario's order.
    func of(_ municipality: String) -> [Submission] { submissions.filter { $0.municipality == municipality } }
}
