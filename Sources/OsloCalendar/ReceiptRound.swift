public import Foundation

/// The daily rounds in which receipts are sent: each morning at an hour on the Norwegian clock (I-036).
///
/// A round takes what arrived before it: at 07:59:59 today's, at 08:00:00 tomorrow's. Rounds are named by their instant,
/// so that whoever remembers the last one sent sends none twice and, after a standstill, none too few.
public struct ReceiptRound: Sendable, Hashable, Codable {
    /// 0 to 23.
    public let hour: Int

    /// Eight in the morning.
    public static let morning = ReceiptRound(uncheckedHour: 8)

    /// Nil for an hour that no clock shows.
    public init?(hour: Int) {
        guard (0...23).contains(hour) else { return nil }
        self.hour = hour
    }

    private init(uncheckedHour: Int) { hour = uncheckedHour }

    /// The round whose receipt lists what arrives at an instant: the first one after it.
    public func round(forArrivalAt instant: Date) -> Date {
        let today = OsloTime.day(at: instant)
        let round = OsloTime.instant(of: today, hour: hour)
        return instant < round ? round : OsloTime.instant(of: today.adding(days: 1), hour: hour)
    }

    /// What arrived in these instants is listed by a round: from the round before it on, up to it.
    public func arrivals(in round: Date) -> Range<Date> {
        let before = OsloTime.instant(of: OsloTime.day(at: round).adding(days: -1), hour: hour)
        return before..<max(before, round)
    }

    /// The rounds to hold now: those after the last one held, oldest first, that are not in the future.
    ///
    /// At a first start give the instant of installation as the last round. One round a day: the list grows with the
    /// days of standstill and nothing else.
    public func dueRounds(after last: Date, upTo now: Date) -> [Date] {
        var due: [Date] = []
        var next = round(forArrivalAt: last)
        while next <= now {
            due.append(next)
            next = round(forArrivalAt: next)
        }
        return due
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let round = ReceiptRound(hour: try container.decode(Int.self, forKey: .hour)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .hour, in: container, debugDescription: "An hour is a number from 0 to 23.")
        }
        self = round
    }
}
