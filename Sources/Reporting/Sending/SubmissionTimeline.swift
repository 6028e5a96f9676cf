public import Foundation
public import Texts

/// The way of one submission from sealing to the fetched lists, in the order in which it goes.
public struct SubmissionTimeline: Sendable, Equatable, Decodable {
    public struct Entry: Sendable, Equatable, Codable {
        public let step: ReportStep
        public let state: ReportStep.State
        /// When it was done, or refused.
        public let at: Date?
        /// By when the register's mail should have come.
        public let by: Date?

        init(step: ReportStep, at: Date?) {
            self.step = step
            state = at == nil ? .waiting : .done
            self.at = at
            by = nil
        }
    }

    public let entries: [Entry]

    /// What is known of a submission where it was sealed, before the send module has been asked.
    /// - Parameter arrivedAt: as a receipt says that is here.
    public init(sealedAt: Date?, arrivedAt: Date?) {
        entries = ReportStep.allCases.map { step in
            switch step {
            case .sealed: Entry(step: step, at: sealedAt)
            case .sent: Entry(step: step, at: arrivedAt)
            default: Entry(step: step, at: nil)
            }
        }
    }

    /// As the send module tells it: a list of entries.
    public init(from decoder: any Decoder) throws {
        entries = try decoder.singleValueContainer().decode([Entry].self)
    }

    /// Whether a step is done.
    public func has(_ step: ReportStep) -> Bool { entries.contains { $0.step == step && $0.state == .done } }
}

extension SubmissionTimeline.Entry {
    /// What stands beside the step, when it is not a time alone; `{date}` and `{time}` are when the mail should come.
    public var remark: Phrase? {
        switch (state, step) {
        case (.done, _): nil
        case (.waiting, .receipt) where by != nil:
            Phrase(
                "forventet innen kl. {time} {date}", "venta innan kl. {time} {date}", "expected by {time} on {date}")
        case (.late, _):
            Phrase(
                "skulle vært her kl. {time} {date}: ring registeret",
                "skulle vore her kl. {time} {date}: ring registeret",
                "should have come by {time} on {date}: telephone the register")
        case (.refused, _):
            Phrase(
                "avvist: forsegl uttrekket på nytt", "avvist: forsegl uttrekket på nytt",
                "refused: seal the extract again")
        case (.waiting, _): state.phrase
        }
    }
}
