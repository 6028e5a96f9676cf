public import Identifiers

/// What a report is about: which submission of whom.
public struct ReportHead: Equatable, Sendable {
    /// The kinds a submission has.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case ordinary
        case correction
        /// A rehearsal; each page says so.
        case test
    }

    public let unit: ReportingUnit
    /// The municipality's or district's name.
    public let unitName: String
    /// The year that is reported on.
    public let year: Int
    public let kind: Kind
    /// The submission's signed sequence number, counted from 1.
    public let sequence: Int
    /// The day it was received, as it is to be read: `2017-01-10`.
    public let received: String

    public init(unit: ReportingUnit, unitName: String, year: Int, kind: Kind, sequence: Int, received: String) {
        self.unit = unit
        self.unitName = unitName
        self.year = year
        self.kind = kind
        self.sequence = sequence
        self.received = received
    }

    /// The start of each file's name: `4601-00_2016`.
    var filePrefix: String { "\(unit)_\(year)" }
}
