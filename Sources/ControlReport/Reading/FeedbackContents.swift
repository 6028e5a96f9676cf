public import Archive
public import Identifiers
public import IplosContent

/// What a feedback says, read from the files of its archive: the error list, how often each control struck, and tables.
///
/// The same whatever language the feedback is in. Lists that are not of the form are refused whole.
public struct FeedbackContents: Sendable {
    /// Why an archive's files are not taken as a feedback.
    public enum Fault: Error, Equatable, Sendable, CaseIterable, CustomStringConvertible {
        /// There is no error list in it.
        case noErrorList
        /// A list or table is not of the form.
        case malformed

        public var description: String {
            switch self {
            case .noErrorList: "The archive is no feedback from a register: it has no error list."
            case .malformed: "A list or table in the archive is not of the form that a register writes."
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
            tables = try names.compactMap { name in
                let start = "\(prefix)kontrolltabell-"
                guard name.hasPrefix(start), name.hasSuffix(".csv"), let table = try octets(name) else { return nil }
                return try Self.table(String(name.dropFirst(start.count).dropLast(4)), table)
            }
        } catch is CSVReading.Malformed { throw Fault.malformed }
    }

    /// Hands on every row of the error list, in its order; they are never all held.
    /// - Throws: `Fault.malformed`, or what `body` throws.
    public func eachRow(_ body: (Row) throws -> Void) throws {
        var isHeading = true
        do {
            try CSVReading.each(list) { fields in
                if isHeading {
                    isHeading = false
                    guard fields.count == ErrorColumns.ofRows.count else { throw CSVReading.Malformed() }
                } else {
                    try body(try Self.row(fields))
                }
            }
        } catch is CSVReading.Malformed { throw Fault.malformed }
    }

    // MARK: - Reading

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
        for fields in try lines(octets, columns: ErrorColumns.ofCounts.count).dropFirst() {
            guard let rows = Int(fields[5]), let persons = Int(fields[6]) else { throw CSVReading.Malformed() }
            controls.append(
                Control(
                    control: fields[0], title: fields[1], severity: try severity(fields[2]),
                    consequence: try consequence(fields[3]), mender: try mender(fields[4]), rows: rows,
                    persons: persons, action: fields[7]))
        }
        return controls
    }

    private static func row(_ fields: [String]) throws -> Row {
        guard fields.count == ErrorColumns.ofRows.count else { throw CSVReading.Malformed() }
        return Row(
            control: fields[0], severity: try severity(fields[1]), consequence: try consequence(fields[2]),
            mender: try mender(fields[3]), recordKind: fields[4], localNumber: fields[5], rowID: fields[6],
            field: fields[7], found: fields[8], message: fields[9])
    }

    private static func table(_ id: String, _ octets: [UInt8]) throws -> Table {
        let all = try lines(octets, columns: nil)
        guard let heading = all.first else { throw CSVReading.Malformed() }
        return Table(id: id, columns: heading, rows: Array(all.dropFirst()))
    }

    private static func lines(_ octets: [UInt8], columns: Int?) throws -> [[String]] {
        var lines: [[String]] = []
        try CSVReading.each(octets) { fields in
            guard fields.count == columns ?? lines.first?.count ?? fields.count else { throw CSVReading.Malformed() }
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
