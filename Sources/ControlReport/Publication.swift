public import Archive
public import IplosContent

/// Tables for others than the municipality they are about: suppressed, without the marking.
public struct Publication: Sendable {
    public let title: ControlText
    public let tables: [PublishableTable]
    public let language: ReportLanguage

    public init(title: ControlText, tables: [PublishableTable], language: ReportLanguage = .nb) {
        self.title = title
        self.tables = tables
        self.language = language
    }

    /// A page with every table and its chart.
    public func page() -> [UInt8] {
        PageRendering.render(
            title: title.text(language), facts: [],
            parts: tables.map { .init(sheet: $0.table.sheet(language), chart: BarChart.render($0.table, language)) },
            marking: nil, isTest: false, language)
    }

    /// A workbook with a sheet for each table.
    /// - Throws: `ArchiveFault`.
    public func workbook() throws(ArchiveFault) -> [UInt8] {
        try WorkbookRendering.render(tables.map { $0.table.sheet(language) }, marking: nil)
    }

    /// Comma-separated values of one of the tables.
    public static func csv(_ table: PublishableTable, _ language: ReportLanguage = .nb) -> [UInt8] {
        CSVRendering.render(table.table.sheet(language))
    }
}
