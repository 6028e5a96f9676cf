import CommandOutcome

/// The columns that a table has, found by the names that a mapping uses.
struct ColumnChoice {
    let names: [String]
    private let mapped: [String]

    /// - Parameter mapped: all columns that the mapping uses of the table.
    init(_ names: [String], mapped: [String]) {
        self.names = names
        self.mapped = mapped
    }

    /// Whether the names are those of columns: a file without a heading has a person's data there, which nobody may see.
    var areNames: Bool { mapped.contains { place(of: $0) != nil } }

    /// Columns that nothing is filled from.
    var unused: [String] {
        let used = Set(mapped.compactMap { place(of: $0) })
        return areNames ? names.indices.filter { !used.contains($0) }.map { names[$0] } : []
    }

    /// Where the column is; a problem when it is nowhere.
    func place(of name: String, _ table: String, _ problems: ExtractProblems) -> Int? {
        if let place = place(of: name) { return place }
        var detail = "The first row has none of the mapping's columns: it may be no heading."
        if areNames {
            let nearest = nearestWord(to: name, among: names)
            detail = nearest.map { "Did you mean `\($0)`?" } ?? "There are: \(names.joined(separator: ", "))."
        }
        problems.note(.columnMissing, table, name, detail: detail)
        return nil
    }

    /// By its exact name, or without regard to case, since PostgreSQL writes small letters.
    private func place(of name: String) -> Int? {
        names.firstIndex(of: name) ?? names.firstIndex { $0.lowercased() == name.lowercased() }
    }
}
