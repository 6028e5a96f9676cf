import ExtractSources
import Identifiers
import IplosContent

/// The municipality's own codes or names of institutions and housing, and their organisation numbers (I-009).
///
/// Codes are compared without regard to case and to spaces around them. A code with two different numbers has none.
struct OrganisationLookup {
    static let tableName = "organisationNumbers"
    /// More institutions than a municipality has: a table of something else.
    private static let most = 100_000
    private var numbers: [String: OrganisationNumber] = [:]
    private var ambiguous: Set<String> = []
    private(set) var summary = ExtractSummary.Table(name: Self.tableName)

    /// No list: only organisation numbers themselves are known.
    init() {}

    /// - Throws: `SourceFault`.
    init(_ table: OrganisationTable, from source: any RecordSource, problems: ExtractProblems) throws {
        var code: Int?, number: Int?
        try source.read(table.table) { columns in
            let choice = ColumnChoice(columns, mapped: [table.code, table.number])
            summary.columns = choice.areNames ? columns : []
            summary.unused = choice.unused
            code = choice.place(of: table.code, Self.tableName, problems)
            number = choice.place(of: table.number, Self.tableName, problems)
        } row: { row in
            summary.rows += 1
            guard let code, let number else { return }
            take(row, code, number, table.number, problems)
        }
    }

    private mutating func take(
        _ row: SourceRow, _ code: Int, _ number: Int, _ column: String, _ problems: ExtractProblems
    ) {
        let name = Self.key(row[code] ?? [])
        let digits = String(decoding: FieldConversion.convert(row[number] ?? [], to: .provider), as: UTF8.self)
        guard !name.isEmpty, let number = OrganisationNumber(digits), numbers.count < Self.most else {
            return problems.note(.unusableNumber, Self.tableName, column, row: row.number)
        }
        if let known = numbers[name], known != number {
            ambiguous.insert(name)
            problems.note(.unusableNumber, Self.tableName, column, row: row.number)
        }
        numbers[name] = number
    }

    /// The number of an institution; of one that is not in the list, the text itself where it is such a number.
    func number(of text: ArraySlice<UInt8>) -> [UInt8]? {
        let name = Self.key(text)
        if ambiguous.contains(name) { return nil }
        return (numbers[name] ?? OrganisationNumber(name)).map { Array($0.digits.utf8) }
    }

    private static func key(_ text: ArraySlice<UInt8>) -> String {
        let text = String(decoding: text, as: UTF8.self).lowercased()
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
