public import Foundation

/// The turns of a season to the second, where whole days are too coarse: for a rehearsal that is over in minutes (I-004).
///
/// In JSON an object with the properties' names and times as `2017-01-16T00:00:00Z`.
public struct SeasonInstants: Sendable, Hashable, Codable {
    /// Submissions are taken.
    public let opens: Date
    /// Ordinary submissions end: from here on who has not submitted is late.
    public let late: Date
    /// Error lists and control tables are sent, and what comes is a correction.
    public let feedback: Date
    /// Nothing but tests is taken.
    public let closes: Date

    /// Nil unless each follows the one before it.
    public init?(opens: Date, late: Date, feedback: Date, closes: Date) {
        guard opens < late, late < feedback, feedback < closes else { return nil }
        self.init(unchecked: opens, late, feedback, closes)
    }

    init(unchecked opens: Date, _ late: Date, _ feedback: Date, _ closes: Date) {
        self.opens = opens
        self.late = late
        self.feedback = feedback
        self.closes = closes
    }

    /// Reads `2017-01-16T00:00:00Z`, with or without a fraction of the second; nil for any other form.
    public static func instant(_ text: String) -> Date? {
        (try? Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains(".")).parse(text))
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func instant(_ key: CodingKeys) throws -> Date {
            guard let date = Self.instant(try container.decode(String.self, forKey: key)) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "A time is written 2017-01-16T00:00:00Z.")
            }
            return date
        }
        guard
            let instants = SeasonInstants(
                opens: try instant(.opens), late: try instant(.late), feedback: try instant(.feedback),
                closes: try instant(.closes))
        else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath, debugDescription: "The season's turns do not follow each other."))
        }
        self = instants
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for (key, date) in [
            (CodingKeys.opens, opens), (.late, late), (.feedback, feedback), (.closes, closes),
        ] { try container.encode(date.formatted(style), forKey: key) }
    }

    private enum CodingKeys: String, CodingKey { case opens, late, feedback, closes }
}
