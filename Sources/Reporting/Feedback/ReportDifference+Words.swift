public import IplosContent

extension ReportDifference.Figure {
    /// What its table is called; a feedback's tables have their names from the register.
    public var tableName: ControlText {
        switch table {
        case ReportSide.rowsTable: ControlText("rader", "rader", "rows")
        case ReportSide.recipientsTable: ControlText("mottakere", "mottakarar", "recipients")
        default: ControlText(table, table, table)
        }
    }

    /// What its row is called; for a type of service its number and what it meant in a year.
    public func rowName(in year: Int?) -> String {
        guard table == ReportSide.recipientsTable, let year,
            let meaning = CodeList.serviceType.meaning(of: row, in: year)
        else { return row }
        return "\(row) \(meaning)"
    }
}
