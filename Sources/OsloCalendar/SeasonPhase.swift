/// Where in a season a moment lies, with the dates a sentence about it needs.
public enum SeasonPhase: Sendable, Hashable {
    /// Nothing but tests is taken yet.
    case notOpen(opens: CivilDate)
    /// Submissions are ordinary until 24:00 on the last day.
    case ordinary(lastDay: CivilDate)
    /// Submissions are taken and marked late; they may miss the first feedback.
    case late(feedbackFrom: CivilDate, correctionsBefore: CivilDate)
    /// Feedback has been given; corrections are taken until the day before this one ends.
    case correction(before: CivilDate)
    /// Nothing but tests is taken any more.
    case closed(finallyPublished: CivilDate)

    /// Its name without dates, as programs tell it apart.
    public var word: String {
        switch self {
        case .notOpen: "notOpen"
        case .ordinary: "ordinary"
        case .late: "late"
        case .correction: "correction"
        case .closed: "closed"
        }
    }

    /// Whether others than tests are taken.
    public var takesSubmissions: Bool {
        switch self {
        case .notOpen, .closed: false
        case .ordinary, .late, .correction: true
        }
    }
}

/// What a submission counts as; shown before it is sent and on its receipt (I-004).
public enum SubmissionLabel: String, Sendable, Hashable, CaseIterable, Codable {
    case ordinary
    case correction
    /// The first one of a municipality or district, after the last day.
    case late
    /// Goes the same way as others and is never counted.
    case test
}
