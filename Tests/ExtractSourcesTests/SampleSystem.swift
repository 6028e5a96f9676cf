import ExtractSources
import Foundation
import GRDB
import Identifiers
import IplosContent
import IplosExtract
import TestSupport

/// The sample record system of `report extract example`, filled with what a generated extract holds: dates as dates,
/// local codes for types of service, institutions by codes of the municipality's own.
struct SampleSystem {
    static let municipality = MunicipalityNumber("9901")!
    let generator: ExtractGenerator
    /// The generated extract and the file beside it.
    let extract: [UInt8]
    let identities: [UInt8]?
    let content: ExtractContent

    init(persons: Int, year: Int) throws {
        generator = ExtractGenerator(persons: persons, seed: 11, municipality: Self.municipality, year: year)
        var octets: [UInt8] = []
        try generator.write { octets += $0 }
        extract = octets
        var beside: [UInt8] = []
        try generator.writeIdentities { beside += $0 }
        identities = generator.revision.holdsIdentities ? nil : beside
        content = try ExtractContent(octets, companion: identities)
    }

    /// Every row of every table, in no order: table, column and value; nil for null.
    func rows() -> [(table: String, values: [(column: String, value: String?)])] {
        let mapping = try! ExtractMapping(yaml: Array(MappingExample.text(.sqlite).utf8), directory: ".")
        var rows: [(table: String, values: [(column: String, value: String?)])] = []
        let tables: [RecordKind: String] = [
            .person: "person", .circumstances: "circumstances", .function: "function", .service: "service",
            .diagnosis: "diagnosis", .stay: "stay",
        ]
        func add(_ kind: RecordKind, _ values: [String: String], _ more: [(String, String?)] = []) {
            let fields = mapping.tables.first { $0.kind == kind }!.fields
            var columns = more
            for field in fields where values[field.field.name] != nil {
                let column = field.value.column == "until" ? "stopped" : field.value.column!
                columns.append((column, local(values[field.field.name]!, field)))
            }
            rows.append((tables[kind]!, columns.map { (column: $0.0, value: $0.1) }))
        }
        for person in content.persons {
            add(.person, person.values, [("national_id", person.identity)])
            for row in person.rows { add(row.kind, row.values) }
        }
        for number in generator.providers {
            rows.append(("institution", [("code", code(number.digits)), ("organisation_number", number.digits)]))
        }
        return rows.reversed()
    }

    /// A value as the record system has it.
    private func local(_ value: String, _ field: MappedField) -> String? {
        if case .institution = field.value.origin { return code(value) }
        if let code = field.value.codes.filter({ $0.value == value }).keys.sorted().last { return code }
        let rule = FieldRule.all.first { $0.field == field.field }
        switch rule?.form {
        case .date where value == "99991231": return nil
        case .date: return "\(value.prefix(4))-\(value.dropFirst(4).prefix(2))-\(value.suffix(2))"
        case .month: return "\(value.prefix(4))-\(value.suffix(2))-01"
        default: return value
        }
    }

    private func code(_ digits: String) -> String { "Hus \(digits.suffix(3))" }

    // MARK: Databases

    func fillSQLite(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            try database.execute(sql: MappingExample.schema)
            for row in rows() {
                let columns = row.values.map(\.column).joined(separator: ", ")
                let marks = row.values.map { _ in "?" }.joined(separator: ", ")
                // The sample's truths are 1 and 0 there.
                let values = row.values.map { $0.value == "t" ? "1" : $0.value == "f" ? "0" : $0.value }
                try database.execute(
                    sql: "INSERT INTO \(row.table) (\(columns)) VALUES (\(marks))",
                    arguments: StatementArguments(values))
            }
        }
        try queue.close()
    }

    /// SQL that makes and fills the tables.
    func sql() -> String {
        var text = "BEGIN;\n" + MappingExample.schema
        for row in rows() {
            let values = row.values.map { $0.value.map { "'\($0)'" } ?? "NULL" }.joined(separator: ", ")
            text +=
                "INSERT INTO \(row.table) (\(row.values.map(\.column).joined(separator: ", "))) VALUES (\(values));\n"
        }
        return text + "COMMIT;\n"
    }

    /// A file for each table, with all columns that the schema has.
    func fillFolder(_ scratch: ScratchDirectory, separator: String, encoding: String.Encoding) throws {
        let tables = Dictionary(grouping: rows(), by: \.table)
        let mapping = try ExtractMapping(yaml: Array(MappingExample.text(.csv).utf8), directory: ".")
        for table in mapping.tables {
            guard case .file(let name) = table.table else { continue }
            var columns = table.fields.compactMap(\.value.column)
            if let identity = table.identity?.column { columns.append(identity) }
            try write(tables[String(name.dropLast(4))] ?? [], columns, scratch, name, separator, encoding)
        }
        try write(
            tables["institution"] ?? [], ["code", "organisation_number"], scratch, "institution.csv", separator,
            encoding)
    }

    private func write(
        _ rows: [(table: String, values: [(column: String, value: String?)])], _ columns: [String],
        _ scratch: ScratchDirectory, _ name: String, _ separator: String, _ encoding: String.Encoding
    ) throws {
        var lines = [columns.joined(separator: separator)]
        for row in rows {
            let values = Dictionary(row.values.map { ($0.column, $0.value) }, uniquingKeysWith: { first, _ in first })
            let started = values["started"] ?? nil
            lines.append(
                columns.map { column in
                    if column == "until" {
                        return started == nil ? "" : (values["stopped"] ?? nil) ?? "9999-12-31"
                    }
                    let value = (values[column] ?? nil) ?? ""
                    return value.contains(" ") ? "\"\(value)\"" : value
                }.joined(separator: separator))
        }
        let text = lines.joined(separator: "\r\n") + "\r\n"
        try scratch.write(Array(text.data(using: encoding)!), to: name)
    }
}
