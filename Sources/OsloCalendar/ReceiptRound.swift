public import Foundation

/// The rounds in which receipts are sent: each morning at an hour on the Norwegian clock (I-036), or in a rehearsal every
/// so many seconds.
///
/// A round takes what arrived before it: at 07:59:59 today's, at 08:00:00 tomorrow's. Rounds are named by their instant,
/// so that whoever remembers the last one sent sends none twice and, after a standstill, none too few. In JSON
/// `{"hour":8}` or `{"everySeconds":5}`.
public struct ReceiptRound: Sendable, Hashable, Codable {
    /// How often it comes.
    public enum Rhythm: Sendable, Hashable {
        /// 0 to 23.
        case daily(hour: Int)
        /// 1 to 3600; rounds lie on whole multiples since 1970.
        case every(seconds: Int)
    }

    public let rhythm: Rhythm

    /// Eight in the morning.
    public static let morning = ReceiptRound(unchecked: .daily(hour: 8))

    /// Nil for an hour that no clock shows.
    public init?(hour: Int) {
        guard (0...23).contains(hour) else { return nil }
        self.init(unchecked: .daily(hour: hour))
    }

    /// Nil for less than a second and for more than an hour.
    public init?(everySeconds seconds: Int) {
        guard (1...3_600).contains(seconds) else { return nil }
        self.init(unchecked: .every(seconds: seconds))
    }

    private init(unchecked rhythm: Rhythm) { self.rhythm = rhythm }

    /// The round whose receipt lists what arrives at an instant: the first one after it.
    public func round(forArrivalAt instant: Date) -> Date {
        switch rhythm {
        case .daily(let hour):
            let today = OsloTime.day(at: instant)
            let round = OsloTime.instant(of: today, hour: hour)
            return instant < round ? round : OsloTime.instant(of: today.adding(days: 1), hour: hour)
        case .every(let seconds):
            let whole = Int(instant.timeIntervalSince1970.rounded(.down))
            return Date(timeIntervalSince1970: Double((floorDivide(whole, seconds) + 1) * seconds))
        }
    }

    /// What arrived in these instants is listed by a round: from the round before it on, up to it.
    public func arrivals(in round: Date) -> Range<Date> {
        let before =
            switch rhythm {
            case .daily(let hour): OsloTime.instant(of: OsloTime.day(at: round).adding(days: -1), hour: hour)
            case .every(let seconds): round - Double(seconds)
            }
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

    private enum CodingKeys: String, CodingKey { case hour, everySeconds }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let round =
            if let seconds = try container.decodeIfPresent(Int.self, forKey: .everySeconds) {
                ReceiptRound(everySeconds: seconds)
            } else {
                ReceiptRound(hour: try container.decode(Int.self, forKey: .hour))
            }
        guard let round else {
            throw DecodingError.dataCorruptedError(
                forKey: .hour, in: container, debugDescription: "An hour is from 0 to 23, everySeconds from 1 to 3600.")
        }
        self = round
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch rhythm {
        case .daily(let hour): try container.encode(hour, forKey: .hour)
        case .every(let seconds): try container.encode(seconds, forKey: .everySeconds)
        }
    }
}
