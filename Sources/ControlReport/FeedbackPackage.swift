public import Archive
import IplosContent

/// All that the register sends back to a municipality about one submission: error list, tables and what the columns mean.
///
/// Each file's name begins with unit and year, `4601-00_2016_feilliste.csv`. The octets depend on the content and the
/// language only, never on host, locale or time (T-129).
public struct FeedbackPackage: Sendable {
    public let errors: ErrorList
    public let tables: [ControlTable]
    public let language: ReportLanguage

    /// Rows of the error list that the page shows; all of them are in the CSV file.
    public static let rowsOnPage = 2_000
    /// Rows that the workbook holds: more, and neither memory nor spreadsheets are at ease.
    public static let rowsInWorkbook = 50_000

    public init(errors: ErrorList, tables: [ControlTable], language: ReportLanguage = .nb) {
        self.errors = errors
        self.tables = tables
        self.language = language
    }

    /// The files, in the order they are listed.
    /// - Throws: `ArchiveFault`, when a workbook is too large.
    public func files() throws(ArchiveFault) -> [ArchiveEntry] {
        var files: [ArchiveEntry] = []
        for (name, make) in makers() { files.append(try file(name, try make())) }
        return files
    }

    /// Hands each file on as soon as it is made, in the order they are listed: a large report never holds them all.
    /// - Throws: `ArchiveFault`, or what `body` throws.
    public func forEachFile(_ body: (ArchiveEntry) throws -> Void) throws {
        for (name, make) in makers() { try body(try file(name, try make())) }
    }

    private typealias Maker = () throws(ArchiveFault) -> [UInt8]

    private func makers() -> [(String, Maker)] {
        let marking = ReportWords.marking.text(language)
        let (counts, rows, columns) = (errors.countSheet(language), errors.rowSheet(language), columnSheet())
        let tableSheets = tables.map { $0.sheet(language) }
        let fitting = rows.shortened(to: Self.rowsInWorkbook, language)
        var makers: [(String, Maker)] = [
            ("feilliste.html", { () throws(ArchiveFault) in errorPage() }),
            ("feilliste.csv", { () throws(ArchiveFault) in CSVRendering.render(rows) }),
            ("feilliste-antall.csv", { () throws(ArchiveFault) in CSVRendering.render(counts) }),
            (
                "feilliste.xlsx",
                { () throws(ArchiveFault) in
                    try WorkbookRendering.render([counts, fitting, columns], marking: marking)
                }
            ),
        ]
        if !tables.isEmpty {
            makers.append(("kontrolltabeller.html", { () throws(ArchiveFault) in tablePage() }))
            makers.append(
                (
                    "kontrolltabeller.xlsx",
                    { () throws(ArchiveFault) in
                        try WorkbookRendering.render(tableSheets + [columns], marking: marking)
                    }
                ))
        }
        for (table, sheet) in zip(tables, tableSheets) {
            makers.append(("kontrolltabell-\(table.id).csv", { () throws(ArchiveFault) in CSVRendering.render(sheet) }))
            guard let chart = BarChart.render(table, language) else { continue }
            makers.append(("kontrolltabell-\(table.id).svg", { () throws(ArchiveFault) in Array(chart.utf8) }))
        }
        makers.append(("kolonner.csv", { () throws(ArchiveFault) in CSVRendering.render(columns) }))
        return makers
    }

    /// The files sealed as one archive, each made when its turn comes.
    /// - Throws: `ArchiveFault`.
    public func archive(password: ArchivePassword) throws -> [UInt8] {
        try EncryptedArchive.write(
            files: makers().map { name, make in
                ArchiveFile(name: try ArchiveEntryName("\(errors.head.filePrefix)_\(name)")) { try make() }
            }, password: password)
    }

    /// The archive's own name.
    public var archiveName: String { "\(errors.head.filePrefix)_tilbakemelding.zip" }

    /// The error list as a page: counts first, then the rows.
    public func errorPage() -> [UInt8] {
        page(
            ReportWords.errorList,
            [
                PageRendering.Part(sheet: errors.countSheet(language)),
                PageRendering.Part(
                    sheet: errors.rowSheet(language).shortened(to: Self.rowsOnPage, language)),
            ].filter { $0.sheet.id == "antall" || !$0.sheet.rows.isEmpty })
    }

    /// The tables as a page, each with its chart.
    public func tablePage() -> [UInt8] {
        page(
            ReportWords.controlTables,
            tables.map { PageRendering.Part(sheet: $0.sheet(language), chart: BarChart.render($0, language)) })
    }

    private func page(_ title: ControlText, _ parts: [PageRendering.Part]) -> [UInt8] {
        let head = errors.head
        let kind = ReportWords.kind(head.kind).text(language)
        return PageRendering.render(
            title: "\(title.text(language)) \(head.unitName) \(head.year)",
            facts: [
                (ReportWords.municipality.text(language), "\(head.unit) \(head.unitName)"),
                (ReportWords.year.text(language), String(head.year)),
                (ReportWords.submission.text(language), "\(head.sequence), \(kind)"),
                (ReportWords.received.text(language), head.received),
            ], parts: parts, marking: ReportWords.marking.text(language), isTest: head.kind == .test, language)
    }

    /// What each column of each file means.
    private func columnSheet() -> ReportSheet {
        func lines(_ file: String, _ columns: [ErrorColumns.Column]) -> [[ReportSheet.Cell]] {
            columns.map { [.text(file), .text($0.title.text(language)), .text($0.meaning.text(language))] }
        }
        let ofTables = tables.flatMap { table in
            let first = ErrorColumns.Column(title: table.rowTitle, meaning: table.definition)
            return lines(
                "kontrolltabell-\(table.id)",
                [first] + table.columns.map { .init(title: $0.title, meaning: $0.meaning) })
        }
        return ReportSheet(
            id: "kolonner", title: ReportWords.columnList.text(language),
            columns: ErrorColumns.ofColumns.map { .init(title: $0.title.text(language), isNumeric: false) },
            rows: .init(
                lines("feilliste", ErrorColumns.ofRows) + lines("feilliste-antall", ErrorColumns.ofCounts) + ofTables))
    }

    private func file(_ name: String, _ bytes: [UInt8]) throws(ArchiveFault) -> ArchiveEntry {
        ArchiveEntry(name: try ArchiveEntryName("\(errors.head.filePrefix)_\(name)"), bytes: bytes)
    }
}
