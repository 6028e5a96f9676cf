import IplosContent

/// A table that tells of no few persons, and may be shown to others than the municipality it is about.
///
/// Only `SmallCells` makes one.
public struct PublishableTable: Equatable, Sendable {
    public let table: ControlTable

    fileprivate init(_ table: ControlTable) { self.table = table }
}

/// Hides counts so small that they could tell of a person (T-124), and so many others that they cannot be worked out.
///
/// A hidden count is shown as `:`, as in official statistics. Zero is shown. Where there are sums, no
/// hidden count can be worked out from them, and those of a line are so much together that each of them could be the
/// threshold or more; a cell in lines without a sum needs no company. What is made of counts is hidden with them. This holds within one table: two tables with
/// overlapping groups must be suppressed by their makers as one.
public enum SmallCells {
    public static func suppress(_ table: ControlTable, below threshold: Int = 5) -> PublishableTable {
        var table = table
        let original = table.rows
        hideSmall(&table, threshold)
        // Each round hides more or ends, so there are at most as many rounds as cells.
        let sums = SumLines(table)
        while coverSums(&table, original, sums, threshold) {}
        hideDerived(&table)
        table.notes.append(ReportWords.hiddenNote(threshold))
        return PublishableTable(table)
    }

    private static func hideSmall(_ table: inout ControlTable, _ threshold: Int) {
        for row in table.rows.indices {
            for column in table.columns.indices where table.columns[column].kind == .count {
                if let count = count(table.rows[row].cells[column]), (1..<threshold).contains(count) {
                    table.rows[row].cells[column] = .hidden
                }
            }
        }
    }

    /// Hides one more cell where a hidden one could be worked out, or nearly; whether it did.
    private static func coverSums(
        _ table: inout ControlTable, _ original: [ControlTable.Row], _ sums: SumLines, _ threshold: Int
    ) -> Bool {
        let hidden = Set(sums.places.filter { table.rows[$0.row].cells[$0.column] == .hidden })
        func value(_ place: SumLines.Place) -> Int { count(original[place.row].cells[place.column]) ?? 0 }
        /// Smallest first; sums later, since without them all parts that are shown still are, and nothing at last.
        func rank(_ place: SumLines.Place) -> (Int, Int) {
            (value(place) == 0 ? 2 : sums.sums.contains(place) ? 1 : 0, value(place))
        }
        let givenAway = sums.places.filter(hidden.contains).compactMap { sums.cover($0, hidden: hidden) }
        let tight = sums.lines.filter { line in
            let values = line.intersection(hidden).map(value)
            return !values.isEmpty && !isCovered(values, threshold)
        }.map { line in sums.places.filter { line.contains($0) && !hidden.contains($0) && value($0) > 0 } }
        let choice = (givenAway + tight).first { !$0.isEmpty }
        guard let next = choice?.min(by: { rank($0) < rank($1) }) else { return false }
        table.rows[next.row].cells[next.column] = .hidden
        return true
    }

    /// Whoever knows what the hidden cells come to knows that each is between 1 and this sum without 1 for each other.
    private static func isCovered(_ values: [Int], _ threshold: Int) -> Bool {
        values.reduce(0, +) - (values.count - 1) >= threshold
    }

    /// What is made of counts is hidden in a row where one is, and everywhere when a sum is: it could give that back.
    private static func hideDerived(_ table: inout ControlTable) {
        let counted = table.columns.indices.filter { table.columns[$0].kind == .count }
        let derived = table.columns.indices.filter { table.columns[$0].kind == .derived }
        let sumIsHidden = table.rows.contains { row in
            counted.contains { row.cells[$0] == .hidden && (row.isTotal || table.columns[$0].isTotal) }
        }
        for row in table.rows.indices {
            let isHidden = counted.contains { table.rows[row].cells[$0] == .hidden }
            for column in derived where isHidden || sumIsHidden {
                if table.rows[row].cells[column] != .missing { table.rows[row].cells[column] = .hidden }
            }
        }
    }

    /// The count in a cell that shows one.
    private static func count(_ cell: ReportCell) -> Int? {
        guard case .number(let number) = cell, number.places == 0 else { return nil }
        return number.units
    }
}
