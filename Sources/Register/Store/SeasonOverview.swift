import OsloCalendar

/// How one municipality or district stands in a season, for the register's staff.
public struct UnitOverview: Sendable, Equatable {
    public let municipality: Municipality
    /// The one that counts; nil when none does yet.
    public let inForce: Submission?
    /// All of the year, refused ones and tests too, in the order they arrived.
    public let submissions: [Submission]

    /// Whether anything but a test has arrived.
    public var hasSent: Bool { submissions.contains { $0.label != .test } }
}

extension RegisterStore {
    /// All municipalities that are known, with what they have sent about a year, by number.
    public func overview(of year: Int) throws -> [UnitOverview] {
        try municipalities().map { municipality in
            UnitOverview(
                municipality: municipality, inForce: try submissionInForce(of: municipality.unit, year: year),
                submissions: try submissions(of: municipality.unit, year: year))
        }
    }
}
