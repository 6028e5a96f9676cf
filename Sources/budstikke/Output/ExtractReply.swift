import Reporting
import Texts

/// An extraction's outcome as JSON.
struct ExtractReply: Encodable {
    struct Table: Encodable {
        let name: String
        let columns: [String]
        let unused: [String]
        let rows: Int
        let written: Int
    }

    struct Problem: Encodable {
        let kind: String
        let table: String
        let field: String?
        let rows: Int
        let firstRow: Int?
        let sentence: String
        let loses: Bool
        let values: [String: Int]
        let hidden: Int
    }

    let persons: Int
    let loses: Bool
    let tables: [Table]
    let problems: [Problem]

    init(_ summary: ExtractSummary, _ language: Language) {
        persons = summary.persons
        loses = summary.loses
        tables = summary.tables.map {
            Table(name: $0.name, columns: $0.columns, unused: $0.unused, rows: $0.rows, written: $0.written)
        }
        problems = summary.problems.map {
            Problem(
                kind: $0.kind.rawValue, table: $0.table, field: $0.field, rows: $0.firstRow == nil ? 0 : $0.count,
                firstRow: $0.firstRow, sentence: $0.sentence[language], loses: $0.loses, values: $0.values,
                hidden: $0.hidden)
        }
    }
}
