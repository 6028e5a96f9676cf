public import Identifiers

/// The lowest sequence number that the send module has said it takes next, where that is above what is known here: after
/// a restored backup, or when reports were sealed in another installation too.
public struct ReportSequence: TenantRecord, Equatable {
    public static let kind = "report-sequence"
    public var id: String { Self.id(unit, year, submissionKind) }
    public let unit: ReportingUnit
    /// The year that is reported on.
    public let year: Int
    /// `ordinary`, `correction` or `test`, as in the manifest.
    public let submissionKind: String
    public let next: Int

    public init(unit: ReportingUnit, year: Int, submissionKind: String, next: Int) {
        self.unit = unit
        self.year = year
        self.submissionKind = submissionKind
        self.next = next
    }

    public static func id(_ unit: ReportingUnit, _ year: Int, _ submissionKind: String) -> String {
        "\(unit)-\(year)-\(submissionKind)"
    }
}
