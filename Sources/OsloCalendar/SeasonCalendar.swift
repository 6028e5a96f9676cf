public import Foundation

/// The dates of one season of yearly reporting, as data: when it opens, closes, is answered and is published (I-004).
///
/// Days begin and end on the Norwegian clock. In JSON an object with the properties' names and dates as `2017-01-15`;
/// dates in an impossible order are refused.
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
    }

    /// The first and last day that the data are about: 1 January and 31 December.
    public var period: ClosedRange<CivilDate> {
        CivilDate(unchecked: yearReported, 1, 1)...CivilDate(unchecked: yearReported, 12, 31)
    }

    /// Where in the season an instant lies: 23:59:59 on the last day is ordinary, 00:00:00 is late (I-003).
    public func phase(at instant: Date) -> SeasonPhase {
        let today = OsloTime.day(at: instant)
        return if today < opens {
            .notOpen(opens: opens)
        } else if today <= lastDay {
            .ordinary(lastDay: lastDay)
        } else if today < feedbackFrom {
            .late(feedbackFrom: feedbackFrom, correctionsBefore: correctionsBefore)
        } else if today < correctionsBefore {
            .correction(before: correctionsBefore)
        } else {
            .closed(finallyPublished: finallyPublished)
        }
    }

    /// When the phase at an instant ends, for a countdown; nil when none follows.
    public func end(ofPhaseAt instant: Date) -> Date? {
        switch phase(at: instant) {
        case .notOpen: OsloTime.instant(of: opens)
        case .ordinary: OsloTime.instant(of: lastDay.adding(days: 1))
        case .late: OsloTime.instant(of: feedbackFrom)
        case .correction: OsloTime.instant(of: correctionsBefore)
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
        guard
            let calendar = SeasonCalendar(
                yearReported: try container.decode(Int.self, forKey: .yearReported), opens: try date(.opens),
                lastDay: try date(.lastDay), feedbackFrom: try date(.feedbackFrom), published: try date(.published),
                correctionsBefore: try date(.correctionsBefore), finallyPublished: try date(.finallyPublished))
        else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath, debugDescription: "The season's dates do not follow each other."))
        }
        self = calendar
    }
}
