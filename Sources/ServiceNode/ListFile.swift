public import CommandOutcome
import Foundation

/// A list as a spreadsheet saves it: UTF-8, semicolons or commas, a first line that names the columns.
public struct ListFile: Sendable {
    /// What a list is read as.
    public struct Form: Sendable {
        /// Stable name of the error, as `municipality-file`.
        let code: String
        /// What it is a list of, as `municipalities`.
        let what: String
        let columns: [String]
        let needed: Set<String>

        public init(code: String, what: String, columns: [String], needed: Set<String>) {
            self.code = code
            self.what = what
            self.columns = columns
            self.needed = needed
        }
    }

    /// One line of it.
    public struct Row: Sendable {
        /// From 1, as an editor counts.
        public let line: Int
        private let values: [String: String]

        fileprivate init(line: Int, values: [String: String]) {
            self.line = line
            self.values = values
        }

        /// What stands in a column, or what is usual where nothing does.
        public func value(_ column: String, usual: String = "") -> String {
            values[column].flatMap { $0.isEmpty ? nil : $0 } ?? usual
        }
    }

    /// Why a line cannot be used; `sentence` is the end of one.
    public struct Fault: Error {
        let sentence: String

        public init(_ sentence: String) { self.sentence = sentence }
    }

    /// The columns that the list has.
    public let columns: Set<String>
    private let rows: [Row]
    private let form: Form

    /// - Throws: `AdministrationError` when it is no list of this form.
    public init(_ bytes: [UInt8], as form: Form) throws(AdministrationError) {
        self.form = form
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard let text = String(validating: bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
        else { throw Self.wrong(form, ["The file is not UTF-8."]) }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        guard let head = lines.first else { throw Self.wrong(form, ["The file is empty."]) }
        let separator: Character = head.contains(";") ? ";" : ","
        let names = Self.fields(head, separator)
        columns = Set(names)
        guard columns.isSubset(of: form.columns), columns.isSuperset(of: form.needed), columns.count == names.count
        else {
            throw Self.wrong(form, ["Line 1: the columns are \(form.columns.joined(separator: "\(separator)"))."])
        }
        rows = lines.enumerated().dropFirst().filter { !$0.element.allSatisfy(\.isWhitespace) }.map { index, line in
            let values = Dictionary(zip(names, Self.fields(line, separator))) { first, _ in first }
            return Row(line: index + 1, values: values)
        }
    }

    /// Reads every line.
    /// - Throws: `AdministrationError` with every line that is wrong.
    public func read<Value>(_ body: (Row) throws(Fault) -> Value) throws(AdministrationError) -> [Value] {
        var values: [Value] = []
        var faults: [String] = []
        for row in rows {
            do throws(Fault) { values.append(try body(row)) } catch {
                faults.append("Line \(row.line): \(error.sentence)")
            }
        }
        guard faults.isEmpty else { throw Self.wrong(form, faults) }
        return values
    }

    /// Fields of a line; one in quotation marks may hold the separator, and a doubled mark is one.
    private static func fields(_ line: Substring, _ separator: Character) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
                // The second of a doubled mark.
                if isQuoted, !fields[fields.count - 1].isEmpty { fields[fields.count - 1].append("\"") }
            } else if character == separator, !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func wrong(_ form: Form, _ details: [String]) -> AdministrationError {
        AdministrationError(
            form.code, "The list of \(form.what) cannot be used; nothing was changed.",
            details: Array(details.prefix(20)), exit: .data)
    }
}
