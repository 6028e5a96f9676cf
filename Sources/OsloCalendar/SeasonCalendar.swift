public import Foundation

/// The dates of one season of yearly reporting, as data: when it opens, closes, is answered and is published (I-004).
///
/// Days begin and end on the Norwegian clock. In JSON an object with the properties' names and dates as `2017-01-15`;
/// dates in an impossible order are refused. A season with `instants` turns at those instead of at midnight, and its days
/// follow from them.
public struct SeasonCalendar: Sendable, Hashable, Codable {
    /// The calendar year that the data are about, such as 2016 for the season of January 2017.
    public let yearReported: Int
    /// Submissions are taken from 00:00 on this day.
    public let opens: CivilDate
    /// The last day of ordinary submission, until 24:00.
    public let lastDay: CivilDate
    /// Error lists and control tables are sent from this day.
    public let feedbackFrom: CivilDate
    /// Publication of the key figures (KOSTRA).
    public let published: CivilDate
    /// Corrections are taken until 24:00 on the day before this one.
    public let correctionsBefore: CivilDate
    /// Publication of the corrected figures.
    public let finallyPublished: CivilDate
    /// When it turns, where that is not midnight.
    private let exact: SeasonInstants?

    /// Nil unless the dates lie after the year reported and follow each other.
    public init?(
        yearReported: Int, opens: CivilDate, lastDay: CivilDate, feedbackFrom: CivilDate, published: CivilDate,
        correctionsBefore: CivilDate, finallyPublished: CivilDate
    ) {
        guard opens.year > yearReported, opens <= lastDay, lastDay < feedbackFrom, feedbackFrom <= published,
            feedbackFrom < correctionsBefore, max(published, correctionsBefore) <= finallyPublished
        else { return nil }
        self.yearReported = yearReported
        self.opens = opens
        self.lastDay = lastDay
        self.feedbackFrom = feedbackFrom
        self.published = published
        self.correctionsBefore = correctionsBefore
        self.finallyPublished = finallyPublished
        exact = nil
    }

    /// A season that turns at instants; its days are those that the instants lie on.
    ///
    /// Nil unless it lies after the year reported.
    public init?(yearReported: Int, instants: SeasonInstants, published: CivilDate, finallyPublished: CivilDate) {
        self.yearReported = yearReported
        opens = OsloTime.day(at: instants.opens)
        lastDay = OsloTime.day(at: instants.late - 1)
        feedbackFrom = OsloTime.day(at: instants.feedback)
        correctionsBefore = OsloTime.day(at: instants.closes - 1).adding(days: 1)
        self.published = published
        self.finallyPublished = finallyPublished
        exact = instants
        guard opens.year > yearReported, feedbackFrom <= published, published <= finallyPublished else { return nil }
    }

    /// The dates as they have been: 2 and 15 January, the Monday of week 6, 15 March, 1 April and the middle of June.
    public static func usual(yearReported: Int) -> SeasonCalendar {
        SeasonCalendar(usual: yearReported, in: yearReported + 1)
    }

    private init(usual yearReported: Int, in year: Int) {
        self.yearReported = yearReported
        opens = CivilDate(unchecked: year, 1, 2)
        lastDay = CivilDate(unchecked: year, 1, 15)
        feedbackFrom = CivilDate(mondayOfWeek: 6, year: year)
        published = CivilDate(unchecked: year, 3, 15)
        correctionsBefore = CivilDate(unchecked: year, 4, 1)
        finallyPublished = CivilDate(unchecked: year, 6, 15)
        exact = nil
    }

    /// When the season turns: midnight on the Norwegian clock, or to the second where it was made so.
    public var instants: SeasonInstants {
        exact
            ?? SeasonInstants(
                unchecked: OsloTime.instant(of: opens), OsloTime.instant(of: lastDay.adding(days: 1)),
                OsloTime.instant(of: feedbackFrom), OsloTime.instant(of: correctionsBefore))
    }

    /// The first and last day that the data are about: 1 January and 31 December.
    public var period: ClosedRange<CivilDate> {
        CivilDate(unchecked: yearReported, 1, 1)...CivilDate(unchecked: yearReported, 12, 31)
    }

    /// Where in the season an instant lies: 23:59:59 on the last day is ordinary, 00:00:00 is late (I-003).
    public func phase(at instant: Date) -> SeasonPhase {
        let turns = instants
        return if instant < turns.opens {
            .notOpen(opens: opens)
        } else if instant < turns.late {
            .ordinary(lastDay: lastDay)
        } else if instant < turns.feedback {
            .late(feedbackFrom: feedbackFrom, correctionsBefore: correctionsBefore)
        } else if instant < turns.closes {
            .correction(before: correctionsBefore)
        } else {
            .closed(finallyPublished: finallyPublished)
        }
    }

    /// When the phase at an instant ends, for a countdown; nil when none follows.
    public func end(ofPhaseAt instant: Date) -> Date? {
        switch phase(at: instant) {
        case .notOpen: instants.opens
        case .ordinary: instants.late
        case .late: instants.feedback
        case .correction: instants.closes
        case .closed: nil
        }
    }

    /// What a submission that arrives at an instant counts as; nil when it is not taken.
    ///
    /// After the last day, who has submitted before corrects and who has not is late, until corrections end. A test is
    /// taken at all times and never counts.
    public func label(arrival: Date, hasSubmittedBefore: Bool, isTest: Bool) -> SubmissionLabel? {
        guard !isTest else { return .test }
        return switch phase(at: arrival) {
        case .notOpen, .closed: nil
        case .ordinary: .ordinary
        case .late, .correction: hasSubmittedBefore ? .correction : .late
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func date(_ key: CodingKeys) throws -> CivilDate { try container.decode(CivilDate.self, forKey: key) }
        let calendar =
            if let instants = try container.decodeIfPresent(SeasonInstants.self, forKey: .instants) {
                SeasonCalendar(
                    yearReported: try container.decode(Int.self, forKey: .yearReported), instants: instants,
                    published: try date(.published), finallyPublished: try date(.finallyPublished))
            } else {
                SeasonCalendar(
                    yearReported: try container.decode(Int.self, forKey: .yearReported), opens: try date(.opens),
                    lastDay: try date(.lastDay), feedbackFrom: try date(.feedbackFrom),
                    published: try date(.published), correctionsBefore: try date(.correctionsBefore),
                    finallyPublished: try date(.finallyPublished))
            }
        guard let calendar else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath, debugDescription: "The season's dates do not follow each other."))
        }
        self = calendar
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(yearReported, forKey: .yearReported)
        for (key, date) in [
            (CodingKeys.opens, opens), (.lastDay, lastDay), (.feedbackFrom, feedbackFrom), (.published, published),
            (.correctionsBefore, correctionsBefore), (.finallyPublished, finallyPublished),
        ] { try container.encode(date, forKey: key) }
        try container.encodeIfPresent(exact, forKey: .instants)
    }

    private enum CodingKeys: String, CodingKey {
        case yearReported, opens, lastDay, feedbackFrom, published, correctionsBefore, finallyPublished, instants
    }
}
