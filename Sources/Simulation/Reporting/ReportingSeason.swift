import Foundation
import OsloCalendar
import TestSupport

/// The season of the demo: the year 2016 of the letter, opened now and over in minutes. Dates and rounds are settings of
/// the two parties; their programs know nothing of a demo.
struct ReportingSeason: Sendable {
    static let year = 2016
    /// Receipts go every so many seconds instead of each morning.
    static let receiptSeconds = 5

    let calendar: SeasonCalendar

    /// - Parameters:
    ///   - opens: taken down to its whole second: the time of an arrival is one too, and who sends just after the last day
    ///     has not sent before it.
    ///   - ordinary: whole seconds during which submissions are ordinary.
    ///   - late: whole seconds after that, until feedback is given.
    init(opens moment: Date, ordinary: TimeInterval, late: TimeInterval) throws(DemoError) {
        let opens = Date(timeIntervalSince1970: moment.timeIntervalSince1970.rounded(.down))
        let (end, feedback) = (opens + ordinary, opens + ordinary + late)
        let closes = feedback + 86_400
        let day = OsloTime.day(at: closes).adding(days: 1)
        guard let instants = SeasonInstants(opens: opens, late: end, feedback: feedback, closes: closes),
            let calendar = SeasonCalendar(
                yearReported: Self.year, instants: instants, published: day, finallyPublished: day)
        else { throw .setup("the season's dates do not follow each other") }
        self.calendar = calendar
    }

    /// The register's file.
    func json() throws -> [UInt8] { [UInt8](try JSONEncoder().encode(calendar)) }

    /// The trustee's setting, in one line.
    var yaml: String {
        let turns = calendar.instants
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let parts = [
            ("opens", turns.opens), ("late", turns.late), ("feedback", turns.feedback), ("closes", turns.closes),
        ].map { "\($0): \"\($1.formatted(style))\"" }
        return "{yearReported: \(Self.year), instants: {\(parts.joined(separator: ", "))}}"
    }
}

/// Where the parties are reached on this machine: the same ports after a restart, since the others' settings name them.
struct ReportingPorts: Sendable {
    let sendModule: Int
    let status: Int
    let intake: Int
    let portal: Int
    let portalPush: Int

    /// Ports that were free a moment ago.
    init() throws {
        let listeners = try (0..<5).map { _ in try LoopbackListener() }
        let ports = listeners.map { Int($0.port) }
        (sendModule, status, intake, portal, portalPush) = (ports[0], ports[1], ports[2], ports[3], ports[4])
    }
}
