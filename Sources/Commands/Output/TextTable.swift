/// Columns of text, as wide as their widest cell, the last one ragged.
package struct TextTable {
    private let header: [String]
    private var rows: [[String]] = []

    package init(_ header: String...) {
        self.header = header
    }

    /// Columns whose names come from elsewhere.
    package init(columns: [String]) {
        header = columns.map(Self.clean)
    }

    package mutating func row(_ cells: String?...) { row(cells: cells) }

    /// - Parameter cells: as many as there are columns.
    package mutating func row(cells: [String?]) {
        rows.append(cells.map { Self.clean($0 ?? "") })
    }

    /// The table, or what to say when it has no rows.
    package func text(empty: String) -> String {
        if rows.isEmpty { return empty + "\n" }
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let padded = row.enumerated().map { column, cell in
                column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            return Self.trimmed(padded.joined(separator: "  "))
        }.joined(separator: "\n") + "\n"
    }

    /// Values come from registers and partners: nothing of theirs may steer the terminal, turn the reading direction, or
    /// stand there unseen.
    package static func clean(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isPlain($0) ? $0 : "?" }))
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: false
        default: true
        }
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}

/// Names and values, one a line: `name:  value`.
package struct FactSheet {
    private var facts: [(String, String)] = []

    package init() {}

    package mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        facts.append((name, TextTable.clean(value)))
    }

    package var text: String {
        let width = facts.map(\.0.count).max() ?? 0
        return facts.map { name, value in
            "\(name):\(String(repeating: " ", count: width - name.count + 2))\(value)"
        }.joined(separator: "\n") + "\n"
    }
}
