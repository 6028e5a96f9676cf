import ExtractSources
import Identifiers
import IplosContent
import IplosExtract

/// Turns rows of one table into records of the format, and notes what cannot be.
struct TableConversion {
    /// How one field is filled.
    private struct Filling {
        /// The format's field; nil for the identity number.
        let field: IplosField?
        let name: String
        /// A column's place, or nil for a constant.
        let column: Int?
        let constant: ArraySlice<UInt8>?
        let isInstitution: Bool
        let codes: [String: ArraySlice<UInt8>]
        let whenEmpty: ArraySlice<UInt8>?
        let rule: FieldRule?
    }

    private let kind: RecordKind
    private let year: Int
    private let organisations: OrganisationLookup
    private let problems: ExtractProblems
    private var fillings: [Filling] = []
    private var values: [(code: UInt8, text: ArraySlice<UInt8>)] = []
    private(set) var columns = ColumnChoice([], mapped: [])
    private var table: String { kind.element }

    /// - Parameter names: the columns that the table has.
    init(
        _ table: RecordTable, columns names: [String], order: ExtractOrder, rules: RuleSet,
        organisations: OrganisationLookup, problems: ExtractProblems
    ) {
        kind = table.kind
        year = order.year
        self.organisations = organisations
        self.problems = problems
        var sources: [(IplosField?, ValueSource)] = table.fields.map { ($0.field, $0.value) }
        if let identity = table.identity { sources.append((nil, identity)) }
        columns = ColumnChoice(names, mapped: sources.compactMap(\.1.column))
        for (field, source) in sources {
            let name = field?.name ?? "peFnr"
            if let field, rules.rule(field) == nil {
                problems.note(.fieldNotInYear, kind.element, name)
                continue
            }
            let place = source.column.map { columns.place(of: $0, kind.element, problems) }
            if case .some(.none) = place { continue }
            var constant: ArraySlice<UInt8>?
            if case .constant(let text) = source.origin { constant = Array(order.constant(text).utf8)[...] }
            var isInstitution = false
            if case .institution = source.origin { isInstitution = true }
            fillings.append(
                Filling(
                    field: field, name: name, column: place ?? nil, constant: constant, isInstitution: isInstitution,
                    codes: source.codes.mapValues { Array($0.utf8)[...] },
                    whenEmpty: source.whenEmpty.map { Array($0.utf8)[...] }, rule: field.flatMap(rules.rule)))
        }
    }

    /// Packs a row; false when it cannot be placed.
    mutating func convert(_ row: SourceRow, into record: inout PackedRecord) -> Bool {
        values.removeAll(keepingCapacity: true)
        var person: ArraySlice<UInt8> = [], id: ArraySlice<UInt8> = []
        for filling in fillings {
            guard let text = value(filling, row) else { continue }
            guard let field = filling.field else {
                values.append((PackedRecord.identity, text))
                continue
            }
            if field == kind.personField ?? kind.idField { person = text }
            if kind != .person, field == kind.idField { id = text }
            values.append((field.rawValue, text))
        }
        guard !person.isEmpty else {
            problems.note(.noPerson, table, (kind.personField ?? kind.idField)?.name, row: row.number)
            return false
        }
        record.begin(person: person, id: id, row: row.number)
        for value in values { record.append(value.code, value.text) }
        return true
    }

    /// The value as the format writes it; nil when there is none, or none that may be written.
    private func value(_ filling: Filling, _ row: SourceRow) -> ArraySlice<UInt8>? {
        var text = (filling.column.flatMap { row[$0] } ?? filling.constant ?? []).trimmed
        if let code = text.isEmpty ? nil : filling.codes[String(decoding: text, as: UTF8.self)] { text = code }
        if text.isEmpty, let instead = filling.whenEmpty { text = instead }
        if text.isEmpty { return nil }
        guard let field = filling.field, let rule = filling.rule else { return identity(text, row) }
        if filling.isInstitution {
            guard let number = organisations.number(of: text) else {
                problems.note(.unknownInstitution, table, field.name, row: row.number, value: text)
                return nil
            }
            return number[...]
        }
        let converted = FieldConversion.convert(text, to: rule.form)
        guard ContentWriter.writes(converted) else {
            problems.note(.leftOut, table, field.name, row: row.number)
            return nil
        }
        judge(converted, rule, row)
        return converted
    }

    private func judge(_ text: ArraySlice<UInt8>, _ rule: FieldRule, _ row: SourceRow) {
        if let codes = rule.codes {
            if !codes.holds(text, in: year) {
                problems.note(.unknownCode, table, rule.field.name, row: row.number, value: text)
            }
        } else if !rule.form.fits(text) {
            problems.note(.wrongForm, table, rule.field.name, row: row.number)
        } else if case .provider = rule.form, OrganisationNumber(String(decoding: text.prefix(9), as: UTF8.self)) == nil
        {
            problems.note(.wrongCheckDigit, table, rule.field.name, row: row.number)
        }
    }

    private func identity(_ text: ArraySlice<UInt8>, _ row: SourceRow) -> ArraySlice<UInt8>? {
        let identity = FieldConversion.identity(text)
        guard ExtractWriter.canHold(identity) else {
            problems.note(.identityLeftOut, table, "peFnr", row: row.number)
            return nil
        }
        return identity[...]
    }
}

extension ArraySlice<UInt8> {
    /// Without white space around it.
    fileprivate var trimmed: Self {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return []
        }
        return self[first...last]
    }
}
