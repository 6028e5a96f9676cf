public import CommandOutcome
import Foundation
public import OsloCalendar
public import Register

/// The seasons whose dates are set, and where in each of them we are.
public struct SeasonQuestion: RegisterRequest {
    public static let name = "season.show"

    public struct Season: Codable, Sendable, Equatable {
        public let calendar: SeasonCalendar
        /// `notOpen`, `ordinary`, `late`, `correction` or `closed`.
        public let phase: String
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let seasons: [Season]
    }

    public init() {}

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        let now = administration.clock()
        return Reply(
            seasons: try administration.store.seasons().map { calendar in
                Season(calendar: calendar, phase: calendar.phase(at: now).word)
            })
    }
}

/// Sets the dates of one year's reporting, and announces them to every municipality if asked to.
public struct SeasonChange: RegisterRequest {
    public static let name = "season.set"

    public struct Reply: Codable, Sendable, Equatable {
        /// Letters that were queued now; a municipality that has had one gets no second.
        public let announced: Int
    }

    public let calendar: SeasonCalendar
    public let announce: Bool
    public let dryRun: Bool

    public init(_ calendar: SeasonCalendar, announce: Bool, dryRun: Bool) {
        self.calendar = calendar
        self.announce = announce
        self.dryRun = dryRun
    }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        guard !dryRun else { return Reply(announced: 0) }
        let now = administration.clock()
        try administration.store.keep(calendar)
        try administration.store.record(
            AuditEntry(at: now, actor: actor, action: Self.name, detail: ["year": String(calendar.yearReported)]))
        guard announce else { return Reply(announced: 0) }
        return Reply(
            announced: try administration.store.announce(
                calendar, settings: administration.configuration.mail.settings, now: now))
    }
}

/// Whether each municipality has the letter about a season.
public struct LetterQuestion: RegisterRequest {
    public static let name = "season.letters"

    public struct Reply: Codable, Sendable, Equatable {
        public let letters: [SeasonLetter]
    }

    public let year: Int

    public init(year: Int) { self.year = year }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        Reply(letters: try administration.store.seasonLetters(of: year))
    }
}

/// The dates of a season as a JSON file, such as `season show --json` prints them.
public enum SeasonFile {
    /// - Throws: `AdministrationError` `season-file`.
    public static func read(_ bytes: [UInt8]) throws(AdministrationError) -> SeasonCalendar {
        do { return try JSONDecoder().decode(SeasonCalendar.self, from: Data(bytes)) } catch {
            throw AdministrationError(
                "season-file", "The file does not hold a season's dates in an order that is possible.",
                remedy: "An object with yearReported as a number and opens, lastDay, feedbackFrom, published, "
                    + "correctionsBefore and finallyPublished as \"2017-01-02\"; `season usual YEAR` prints one.",
                exit: .data)
        }
    }

    /// The file for the dates given.
    public static func text(_ calendar: SeasonCalendar) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return (try? encoder.encode(calendar)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }
}
