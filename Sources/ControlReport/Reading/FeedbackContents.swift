public import Archive
public import Identifiers
public import IplosContent

/// What a feedback says, read from the files of its archive: the error list, how often each control struck, and tables.
///
/// The same whatever language the feedback is in. Lists that are not of the form, or beyond `FeedbackLimits`, are refused
/// whole, since an archive may have been made by anybody.
public struct FeedbackContents: Sendable {
    /// Why an archive's files are not taken as a feedback.
    public enum Fault: Error, Equatable, Sendable, CaseIterable, CustomStringConvertible {
        /// There is no error list in it.
        case noErrorList
        /// A list or table is not of the form.
        case malformed
        /// A number, a text, a table or their number is greater than a feedback has.
        case tooMuch

        public var description: String {
            switch self {
            case .noErrorList: "The archive is no feedback from a register: it has no error list."
            case .malformed: "A list or table in the archive is not of the form that a register writes."
            case .tooMuch:
                "A list or table in the archive has more, or a greater number, than a register writes; it is not opened."
            }
        }
    }

    /// A control that struck.
    public struct Control: Equatable, Sendable {
        public let control: String
        public let title: String
        public let severity: Severity
        public let consequence: Consequence
        public let mender: Mender
        public let rows: Int
        public let persons: Int
        /// What to do.
        public let action: String
    }

    /// An error, by the municipality's own number of the person.
    public struct Row: Equatable, Sendable, Codable {
        public let control: String
        public let severity: Severity
        public let consequence: Consequence
        public let mender: Mender
        public let recordKind: String
        /// Empty when it belongs to no person.
        public let localNumber: String
        public let rowID: String
        public let field: String
        public let found: String
        public let message: String
    }

    /// A table of figures: a heading for each column, the rows' labels in the first.
    public struct Table: Equatable, Sendable {
        public let id: String
        public let columns: [String]
        public let rows: [[String]]
    }

    public let unit: ReportingUnit
    public let year: Int
    /// Worst first.
    public let controls: [Control]
    public let tables: [Table]
    private let list: [UInt8]
    private let known: Set<String>

    /// What stands on each page of it (I-043).
    public static let marking = ReportWords.marking

    /// - Throws: `Fault`.
    public init(_ archive: OpenedArchive) throws {
        try self.init(names: archive.entries.map(\.name.text)) { archive.bytes(of: $0) }
    }

    /// - Parameters:
    ///   - names: of all files of the archive, which has been authenticated as a whole.
    ///   - octets: gives those of a file; called for lists and tables only.
    /// - Throws: `Fault`, or what `octets` throws.
    public init(names: [String], octets: (String) throws -> [UInt8]?) throws {
        guard let name = names.first(where: { $0.hasSuffix("_feilliste.csv") }), let list = try octets(name),
            let (unit, year) = Self.head(of: name)
        else { throw Fault.noErrorList }
        let prefix = "\(unit)_\(year)_"
        guard let counts = try octets("\(prefix)feilliste-antall.csv") else { throw Fault.noErrorList }
        self.unit = unit
        self.year = year
        self.list = list
        do {
            controls = try Self.controls(counts)
            let start = "\(prefix)kontrolltabell-"
            let tableNames = names.filter { $0.hasPrefix(start) && $0.hasSuffix(".csv") }
            guard tableNames.count <= FeedbackLimits.tables else { throw CSVReading.TooMuch() }
            var cells = FeedbackLimits.cells
            tables = try tableNames.compactMap { name in
                guard let table = try octets(name) else { return nil }
                return try Self.table(String(name.dropFirst(start.count).dropLast(4)), table, cells: &cells)
            }
            known = Set(controls.map(\.control))
        } catch { throw Self.fault(error) }
    }

    /// Hands on every row of the error list, in its order; they are never all held. Each is of one of `controls`.
    /// - Throws: `Fault.malformed`, `.tooMuch`, or what `body` throws.
    public func eachRow(_ body: (Row) throws -> Void) throws {
        var isHeading = true
        do {
            try CSVReading.each(list) { fields in
                if isHeading {
                    isHeading = false
                    guard fields.count == ErrorColumns.ofRows.count else { throw CSVReading.Malformed() }
                } else {
                    let row = try Self.row(fields)
                    guard known.contains(row.control) else { throw CSVReading.Malformed() }
                    try body(row)
                }
            }
        } catch { throw Self.fault(error) }
    }

    // MARK: - Reading

    private static func fault(_ error: any Error) -> any Error {
        switch error {
        case is CSVReading.Malformed: Fault.malformed
        case is CSVReading.TooMuch: Fault.tooMuch
        default: error
        }
    }

    /// `4601-00_2016_feilliste.csv`
    private static func head(of name: String) -> (ReportingUnit, Int)? {
        let parts = name.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, let unit = ReportingUnit(parts[0]), let year = Int(parts[1]),
            (2000...2999).contains(year)
        else { return nil }
        return (unit, year)
    }

    private static func controls(_ octets: [UInt8]) throws -> [Control] {
        var controls: [Control] = []
        let columns = ErrorColumns.ofCounts.count
        var cells = (FeedbackLimits.controls + 1) * columns
        for fields in try lines(octets, columns: columns, cells: &cells).dropFirst() {
            let (rows, persons) = (try count(fields[5]), try count(fields[6]))
            controls.append(
                Control(
                    control: fields[0], title: fields[1], severity: try severity(fields[2]),
                    consequence: try consequence(fields[3]), mender: try mender(fields[4]), rows: rows,
                    persons: persons, action: fields[7]))
        }
        return controls
    }

    private static func count(_ digits: String) throws -> Int {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- 48 < 10 }) else { throw CSVReading.Malformed() }
        guard let count = Int(digits), FeedbackLimits.count.contains(count) else { throw CSVReading.TooMuch() }
        return count
    }

    private static func row(_ fields: [String]) throws -> Row {
        guard fields.count == ErrorColumns.ofRows.count else { throw CSVReading.Malformed() }
        return Row(
            control: fields[0], severity: try severity(fields[1]), consequence: try consequence(fields[2]),
            mender: try mender(fields[3]), recordKind: fields[4], localNumber: fields[5], rowID: fields[6],
            field: fields[7], found: fields[8], message: fields[9])
    }

    private static func table(_ id: String, _ octets: [UInt8], cells: inout Int) throws -> Table {
        let all = try lines(octets, columns: nil, cells: &cells)
        guard let heading = all.first else { throw CSVReading.Malformed() }
        return Table(id: id, columns: heading, rows: Array(all.dropFirst()))
    }

    /// - Parameter cells: how many there may be yet.
    private static func lines(_ octets: [UInt8], columns: Int?, cells: inout Int) throws -> [[String]] {
        var lines: [[String]] = []
        try CSVReading.each(octets) { fields in
            guard fields.count == columns ?? lines.first?.count ?? fields.count else { throw CSVReading.Malformed() }
            cells -= fields.count
            guard cells >= 0, lines.count <= FeedbackLimits.rows else { throw CSVReading.TooMuch() }
            lines.append(fields)
        }
        return lines
    }

    // MARK: - Words

    private static func severity(_ word: String) throws -> Severity {
        try value(word, ReportWords.severity)
    }

    private static func consequence(_ word: String) throws -> Consequence {
        try value(word, ReportWords.consequence)
    }

    private static func mender(_ word: String) throws -> Mender { try value(word, ReportWords.mender) }

    /// The value that is called so in one of the languages.
    private static func value<Value: CaseIterable>(
        _ word: String, _ words: (Value) -> ControlText
    ) throws -> Value {
        for value in Value.allCases {
            let text = words(value)
            if [text.nb, text.nn, text.en].contains(word) { return value }
        }
        throw CSVReading.Malformed()
    }
}
