/// How care is spread over age, services and need, as the national statistics of 2016 and 2017 have it.
///
/// Shares are per mille and rounded; what lies between the published tables (services by age) is our own estimate, made
/// so that the totals agree. Sources: Statistics Norway, tables 386288 and 386290, and its report on care in 2016.
enum CareFigures {
    /// 0–17, 18–49, 50–66, 67–79, 80–89 and 90 years and older: how many of a hundred recipients.
    static let ageShares = [5, 22, 14, 21, 25, 13]
    /// Youngest and oldest of each age group.
    static let ages = [1...17, 18...49, 50...66, 67...79, 80...89, 90...104]

    /// By age group: only practical assistance, only nursing, both, other at home, time-limited and long-term stay.
    static let groupShares = [
        [20, 100, 20, 850, 10, 0],
        [160, 350, 200, 275, 10, 5],
        [160, 350, 230, 200, 30, 30],
        [140, 350, 230, 130, 50, 100],
        [120, 310, 260, 90, 45, 175],
        [90, 200, 230, 60, 40, 380],
    ]

    /// By the same six kinds of service: limited, medium, extensive need, and not stated.
    static let needShares = [
        [565, 272, 123, 40],
        [483, 364, 70, 83],
        [206, 499, 290, 5],
        [496, 259, 95, 150],
        [114, 397, 436, 53],
        [9, 143, 845, 3],
    ]

    /// Mean hours a week at home, in hundredths, by age group and need.
    static let weeklyHours = [
        [500, 1_250, 4_180, 1_110],
        [180, 1_020, 6_790, 320],
        [170, 710, 4_890, 250],
        [160, 480, 2_060, 200],
        [160, 440, 1_360, 170],
        [190, 530, 1_480, 200],
    ]

    /// How many receive services in the year but not at its end: 278 017 of about 355 000 do.
    static let endedInYear = 217
}

/// The main kind of care of a person, in the order of the published table.
enum CareGroup: Int {
    case practical, nursing, both, otherAtHome, timeLimitedStay, longTermStay

    var isAtHome: Bool { self != .timeLimitedStay && self != .longTermStay }
}

/// How much assistance a person needs, in the order of the published table.
enum CareNeed: Int {
    case limited, medium, extensive, notStated
}
