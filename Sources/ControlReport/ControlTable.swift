public import IplosContent

/// What stands in a cell of a table.
public enum ReportCell: Hashable, Sendable {
    /// A name or a code, the same in every language.
    case text(String)
    case number(ReportNumber)
    /// Not shown, because it would tell of few persons: `:`.
    case hidden
    /// There is no such figure.
    case missing

    /// A whole number.
    public static func count(_ count: Int) -> ReportCell { .number(ReportNumber(count)) }
}

/// A table of figures with what they mean beside it: title, definition, source, notes.
public struct ControlTable: Equatable, Sendable {
    public struct Column: Equatable, Sendable {
        public enum Kind: Sendable, Equatable {
            /// A number of persons or services, which small cells are hidden in.
            case count
            /// A figure made of counts: a mean, a share, a change.
            case derived
            /// A name or a code.
            case label
        }

        public let title: ControlText
        /// What the column means, for the list of columns.
        public let meaning: ControlText
        public let kind: Kind
        /// Whether it is the sum of the other columns of counts.
        public let isTotal: Bool

        public init(title: ControlText, meaning: ControlText, kind: Kind, isTotal: Bool = false) {
            self.title = title
            self.meaning = meaning
            self.kind = kind
            self.isTotal = isTotal
        }
    }

    public struct Row: Equatable, Sendable {
        public let label: ControlText
        /// One for each column.
        public var cells: [ReportCell]
        /// Whether it is the sum of the other rows.
        public let isTotal: Bool

        public init(label: ControlText, cells: [ReportCell], isTotal: Bool = false) {
            self.label = label
            self.cells = cells
            self.isTotal = isTotal
        }
    }

    /// Lower-case letters, digits and hyphens: part of the file's name.
    public let id: String
    public let title: ControlText
    /// How the figures are counted.
    public let definition: ControlText
    /// Where the definition comes from; ours are said to be ours.
    public let source: ControlText
    public var notes: [ControlText]
    /// What the rows are.
    public let rowTitle: ControlText
    /// The columns after the rows' labels.
    public let columns: [Column]
    public var rows: [Row]

    /// Nil when the id is no name for a file, or a row has not one cell for each column.
    public init?(
        id: String, title: ControlText, definition: ControlText, source: ControlText, notes: [ControlText] = [],
        rowTitle: ControlText, columns: [Column], rows: [Row]
    ) {
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)
        guard (1...40).contains(id.utf8.count), id.utf8.allSatisfy(allowed.contains),
            rows.allSatisfy({ $0.cells.count == columns.count })
        else { return nil }
        self.id = id
        self.title = title
        self.definition = definition
        self.source = source
        self.notes = notes
        self.rowTitle = rowTitle
        self.columns = columns
        self.rows = rows
    }
}

extension ControlTable {
    /// A figure of this year and of last.
    public struct Compared: Sendable {
        public let label: ControlText
        public let now: Int
        /// Nil when nothing was reported.
        public let before: Int?
        public let isTotal: Bool

        public init(label: ControlText, now: Int, before: Int?, isTotal: Bool = false) {
            self.label = label
            self.now = now
            self.before = before
            self.isTotal = isTotal
        }
    }

    /// A table of counts in a year and the year before, with the change in percent; nil for an unusable id.
    public static func comparison(
        id: String, title: ControlText, definition: ControlText, source: ControlText, notes: [ControlText] = [],
        rowTitle: ControlText, year: Int, rows: [Compared]
    ) -> ControlTable? {
        let counted = { (year: Int) in
            Column(title: ControlText(same: String(year)), meaning: ReportWords.countOfYear, kind: .count)
        }
        let change = Column(title: ReportWords.change, meaning: ReportWords.changeMeaning, kind: .derived)
        return ControlTable(
            id: id, title: title, definition: definition, source: source, notes: notes, rowTitle: rowTitle,
            columns: [counted(year), counted(year - 1), change],
            rows: rows.map { row in
                let change = row.before.flatMap { ReportNumber.change(from: $0, to: row.now) }
                let cells: [ReportCell] = [
                    .count(row.now), row.before.map(ReportCell.count) ?? .missing,
                    change.map(ReportCell.number) ?? .missing,
                ]
                return Row(label: row.label, cells: cells, isTotal: row.isTotal)
            })
    }
}
