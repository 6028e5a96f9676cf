import IplosContent

/// A table ready to be written, in one language: what every form (CSV, workbook, page) is made from.
struct ReportSheet {
    enum Cell: Equatable {
        case text(String)
        case number(ReportNumber)
        case hidden
        case missing
    }

    /// Rows that are made when they are written: a list has hundreds of thousands, and each form goes through them once.
    struct Rows: RandomAccessCollection, ExpressibleByArrayLiteral {
        let count: Int
        private let make: (Int) -> [Cell]

        init(count: Int, _ make: @escaping (Int) -> [Cell]) {
            self.count = count
            self.make = make
        }

        init(_ rows: [[Cell]]) { self.init(count: rows.count) { rows[$0] } }
        init(arrayLiteral rows: [Cell]...) { self.init(rows) }

        var startIndex: Int { 0 }
        var endIndex: Int { count }
        subscript(index: Int) -> [Cell] { make(index) }
    }

    struct Column {
        let title: String
        let isNumeric: Bool
    }

    /// Part of file names and of elements' ids.
    let id: String
    let title: String
    let columns: [Column]
    let rows: Rows
    /// Rows that are sums.
    var sumRows: Set<Int> = []
    /// Definition, source, notes: one sentence each.
    var remarks: [String] = []

    /// The first rows only, with a remark that there are more.
    func shortened(to limit: Int, _ language: ReportLanguage) -> ReportSheet {
        guard rows.count > limit else { return self }
        let remark = ReportWords.shortened(limit, of: rows.count).text(language)
        return ReportSheet(
            id: id, title: title, columns: columns, rows: Rows(count: limit) { [rows] in rows[$0] }, sumRows: sumRows,
            remarks: [remark] + remarks)
    }
}

extension ErrorList {
    /// How many of each control.
    func countSheet(_ language: ReportLanguage) -> ReportSheet {
        let rows = counts.map { count -> [ReportSheet.Cell] in
            [
                .text(count.control), .text(count.title.text(language)),
                .text(ReportWords.severity(count.severity).text(language)),
                .text(ReportWords.consequence(count.first.consequence).text(language)),
                .text(ReportWords.mender(count.first.mender).text(language)),
                .number(ReportNumber(count.rows)), .number(ReportNumber(count.persons)),
                .text(count.action.text(language)),
            ]
        }
        let numeric = [ErrorColumns.rows, ErrorColumns.persons].map { $0.title.nb }
        return ReportSheet(
            id: "antall", title: ReportWords.countsPerControl.text(language),
            columns: ErrorColumns.ofCounts.map {
                ReportSheet.Column(title: $0.title.text(language), isNumeric: numeric.contains($0.title.nb))
            }, rows: .init(rows), remarks: rows.isEmpty ? [ReportWords.noErrors.text(language)] : [])
    }

    /// Every row.
    func rowSheet(_ language: ReportLanguage) -> ReportSheet {
        let rows = ReportSheet.Rows(count: rows.count) { [rows] index in
            let row = rows[index]
            return [
                .text(row.control), .text(ReportWords.severity(row.severity).text(language)),
                .text(ReportWords.consequence(row.consequence).text(language)),
                .text(ReportWords.mender(row.mender).text(language)), .text(row.recordKind), .text(row.localNumber),
                .text(row.rowID), .text(row.field), .text(row.found), .text(row.message.text(language)),
            ]
        }
        return ReportSheet(
            id: "feil", title: ReportWords.errorRows.text(language),
            columns: ErrorColumns.ofRows.map { .init(title: $0.title.text(language), isNumeric: false) }, rows: rows)
    }
}

extension ControlTable {
    func sheet(_ language: ReportLanguage) -> ReportSheet {
        let sumRows = Set(rows.indices.filter { rows[$0].isTotal })
        let labelled = rows.map { row in
            [.text(row.label.text(language))]
                + row.cells.map { cell -> ReportSheet.Cell in
                    switch cell {
                    case .text(let text): .text(text)
                    case .number(let number): .number(number)
                    case .hidden: .hidden
                    case .missing: .missing
                    }
                }
        }
        let first = ReportSheet.Column(title: rowTitle.text(language), isNumeric: false)
        let remarks = [
            "\(ReportWords.definition.text(language)): \(definition.text(language))",
            "\(ReportWords.source.text(language)): \(source.text(language))",
        ]
        return ReportSheet(
            id: id, title: title.text(language),
            columns: [first] + columns.map { .init(title: $0.title.text(language), isNumeric: $0.kind != .label) },
            rows: .init(labelled), sumRows: sumRows, remarks: remarks + notes.map { $0.text(language) })
    }
}
