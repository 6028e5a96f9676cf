import CommandOutcome

/// A file of lines with a heading and semicolons, UTF-8 with or without a byte order mark; no quotes.
struct SemicolonRows {
    private let rows: [(line: Int, cells: [String])]

    /// What is wrong with one line.
    enum Reading<Value> {
        case success(Value)
        case failure(String)
    }

    /// - Throws: `AdministrationError` when the heading is another.
    init(_ bytes: [UInt8], heading: [String]) throws(AdministrationError) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard let text = String(validating: bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
        else { throw AdministrationError("not-utf8", "The file is not UTF-8 text.", exit: .data) }
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { line in
            line.split(separator: ";", omittingEmptySubsequences: false).map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
        guard lines.first == heading else {
            throw AdministrationError(
                "heading", "The first line must be `\(heading.joined(separator: ";"))`.", exit: .data)
        }
        rows = lines.enumerated().dropFirst().filter { $0.element != [""] }.map { ($0.offset + 1, $0.element) }
        let width = heading.count
        let uneven = rows.filter { $0.cells.count != width }.map { "line \($0.line): there must be \(width) columns" }
        guard uneven.isEmpty else {
            throw AdministrationError("lines", "Lines of the file are wrong.", details: uneven, exit: .data)
        }
    }

    /// Reads each row, or says what is wrong with each that is wrong; never what stands in it.
    func read<Value>(_ body: ([String]) -> Reading<Value>) throws(AdministrationError) -> [Value] {
        var values: [Value] = []
        var wrong: [String] = []
        for row in rows {
            switch body(row.cells) {
            case .success(let value): values.append(value)
            case .failure(let sentence): wrong.append("line \(row.line): \(sentence)")
            }
        }
        guard wrong.isEmpty else {
            throw AdministrationError("lines", "Lines of the file are wrong.", details: wrong, exit: .data)
        }
        return values
    }
}
