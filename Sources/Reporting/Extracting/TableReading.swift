import ExtractSources
import IplosContent

/// The reading of one table from its first row to its last.
final class TableReading {
    private(set) var summary: ExtractSummary.Table
    private let table: RecordTable
    private let makeConversion: ([String]) -> TableConversion
    private var conversion: TableConversion?
    private var sorter: RecordSorter
    private var record = PackedRecord()

    init(
        _ table: RecordTable, order: ExtractOrder, rules: RuleSet, organisations: OrganisationLookup,
        problems: ExtractProblems, sorter: RecordSorter
    ) {
        self.table = table
        self.sorter = sorter
        summary = ExtractSummary.Table(name: table.kind.element)
        makeConversion = {
            TableConversion(
                table, columns: $0, order: order, rules: rules, organisations: organisations, problems: problems)
        }
    }

    /// - Throws: `SourceFault`, ``ExtractFault``.
    func run(_ source: any RecordSource) throws {
        try source.read(table.table) { columns in
            let conversion = makeConversion(columns)
            summary.columns = conversion.columns.areNames ? columns : []
            summary.unused = conversion.columns.unused
            self.conversion = conversion
        } row: { row in
            summary.rows += 1
            if conversion?.convert(row, into: &record) == true { try sorter.add(record) }
        }
    }

    func sorted() throws -> SortedRecords { try sorter.sorted() }
}
