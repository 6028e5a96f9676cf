/// The sums in a table, and what they give away about hidden cells.
///
/// Each line that has a sum (a column down, a row across) is a node of a graph, each cell an edge between its lines; a
/// cell in one line only ends in a node outside. A hidden cell can be worked out exactly when its edge lies on no circle
/// of hidden edges: then some sum of sums has it as the only unknown.
struct SumLines {
    /// A cell by row and column.
    struct Place: Hashable {
        let row: Int
        let column: Int
    }

    /// The cells of each line, its sum among them.
    let lines: [Set<Place>]
    /// Cells that are sums.
    let sums: Set<Place>
    /// All cells with counts, row by row.
    let places: [Place]

    private let ends: [Place: (Int, Int)]
    private static let outside = -1

    init(_ table: ControlTable) {
        let columns = table.columns.indices.filter { table.columns[$0].kind == .count }
        let sumRow = table.rows.contains { $0.isTotal }
        let sumColumn = columns.contains { table.columns[$0].isTotal }
        places = table.rows.indices.flatMap { row in columns.map { Place(row: row, column: $0) } }
        let all = places
        let down = columns.map { column in Set(all.filter { $0.column == column }) }
        let across = table.rows.indices.map { row in Set(all.filter { $0.row == row }) }
        lines = (sumRow ? down : []) + (sumColumn ? across : [])
        let lines = lines
        ends = Dictionary(
            uniqueKeysWithValues: all.map { place in
                let found = lines.indices.filter { lines[$0].contains(place) }
                return (place, (found.first ?? Self.outside, found.count > 1 ? found[1] : Self.outside))
            })
        sums = Set(all.filter { table.rows[$0.row].isTotal || table.columns[$0.column].isTotal })
    }

    /// The cells of which one must be hidden so that this hidden one cannot be worked out; nil when it cannot already.
    func cover(_ place: Place, hidden: Set<Place>) -> [Place]? {
        guard let (start, end) = ends[place] else { return nil }
        let reached = reach(from: start, through: hidden.subtracting([place]))
        guard !reached.contains(end) else { return nil }
        return places.filter { other in
            guard let (one, two) = ends[other] else { return false }
            return !hidden.contains(other) && reached.contains(one) != reached.contains(two)
        }
    }

    private func reach(from start: Int, through edges: Set<Place>) -> Set<Int> {
        let ends = edges.compactMap { self.ends[$0] }
        var reached: Set = [start]
        var before = 0
        while before < reached.count {
            before = reached.count
            for (one, two) in ends where reached.contains(one) || reached.contains(two) {
                reached.formUnion([one, two])
            }
        }
        return reached
    }
}
