public import ControlReport
public import Identifiers
public import IplosContent
public import IplosExtract

/// One side of a comparison: a feedback that came back, or an extract as it is now.
public struct ReportSide: Sendable {
    public enum Source: String, Sendable, Codable { case feedback, extract }

    /// A control at one person.
    struct Fault: Hashable {
        let control: String
        /// Empty when it belongs to no person.
        let localNumber: String
    }

    /// A figure in a table.
    struct Place: Hashable, Comparable {
        let table: String
        let row: String
        let column: String

        static func < (left: Self, right: Self) -> Bool {
            (left.table, left.row, left.column) < (right.table, right.row, right.column)
        }
    }

    /// The tables of an extract's own figures: rows by element, and recipients by type of service.
    static let rowsTable = "rows"
    static let recipientsTable = "recipients"

    public let source: Source
    public let unit: ReportingUnit
    public let year: Int
    /// Whether the list says that rows of a control were left out of it.
    public internal(set) var isShortened = false
    var faults: Set<Fault> = []
    var titles: [String: String] = [:]
    var figures: [Place: String] = [:]
    /// Local numbers of all persons; nil for a feedback, which names only those with errors.
    var persons: Set<String>?

    /// What a feedback says.
    /// - Throws: `FeedbackContents.Fault`.
    public init(_ feedback: FeedbackContents) throws {
        source = .feedback
        unit = feedback.unit
        year = feedback.year
        for control in feedback.controls { titles[control.control] = control.title }
        var faults: Set<Fault> = []
        try feedback.eachRow { faults.insert(Fault(control: $0.control, localNumber: Finding.shown($0.localNumber))) }
        self.faults = faults
        // Its own control says so; what it was found of stands in its row.
        isShortened = faults.contains { $0.control == Self.shortened }
        self.faults = faults.filter { $0.control != Self.shortened }
        for table in feedback.tables { add(table) }
    }

    private static let shortened = "R-901"

    private mutating func add(_ table: FeedbackContents.Table) {
        // The years' own columns have other names the next year: the first of them is the year that is reported.
        let isOfYears = table.columns.count > 1 && table.columns[1] == String(year)
        for row in table.rows {
            for (index, cell) in row.enumerated().dropFirst() where !cell.isEmpty {
                if isOfYears, index > 1 { continue }
                figures[Place(table: table.id, row: row[0], column: isOfYears ? "" : table.columns[index])] = cell
            }
        }
    }

    /// Checks an extract and takes what is found.
    /// - Parameters:
    ///   - companion: identity numbers that lie in another file; without it they are not looked at.
    ///   - title: gives a control's title in the reader's language.
    /// - Throws: `ReportSealing.Fault.stopped` for an extract that cannot be compared, `ExtractFile.Fault`.
    public init(
        _ file: some ExtractSource, companion: CompanionIdentities? = nil, check options: ReportCheck.Options,
        title: @escaping (ControlText) -> String
    ) throws {
        var faults: Set<Fault> = []
        var titles: [String: String] = [:]
        var persons: Set<String> = []
        let check = ReportCheck(
            options,
            found: { finding in
                faults.insert(Fault(control: finding.control, localNumber: finding.localNumber ?? ""))
                if titles[finding.control] == nil { titles[finding.control] = title(finding.title) }
            }, person: { persons.insert($0) })
        let summary = try check.run(file, companion: companion)
        guard summary.verdict != .stopped, let unit = summary.unit, let year = summary.year else {
            throw ReportSealing.Fault.stopped
        }
        source = .extract
        self.unit = unit
        self.year = year
        self.faults =
            summary.lacksIdentities
            ? faults.filter { $0.control != IdentityControl.missing.rawValue } : faults
        self.titles = titles
        self.persons = persons
        func set(_ table: String, _ row: String, _ value: Int) {
            figures[Place(table: table, row: row, column: "")] = String(value)
        }
        for kind in RecordKind.inPerson { set(Self.rowsTable, kind.element, summary.counts.rows(kind)) }
        set(Self.rowsTable, RecordKind.person.element, summary.persons)
        for (type, count) in summary.recipients { set(Self.recipientsTable, String(type), count) }
    }
}
