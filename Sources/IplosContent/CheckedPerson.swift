/// A person whose faults have had their consequences: rows left out, values taken as not given. Only ``PersonCheck``
/// makes it.
public struct CheckedPerson: Sendable {
    private let person: PersonRecord
    private let dropped: Set<Int>
    private let nulled: Set<NulledValue>
    /// The year reported on.
    public let year: Int

    init(person: PersonRecord, dropped: Set<Int>, nulled: Set<NulledValue>, year: Int) {
        self.person = person
        self.dropped = dropped
        self.nulled = nulled
        self.year = year
    }

    /// Whether the person's own row is left out, and with it everything inside.
    public var isDropped: Bool { dropped.contains(0) }

    /// The person without what is left out; nil when that is all of it.
    public var record: PersonRecord? {
        if isDropped { return nil }
        return dropped.isEmpty && nulled.isEmpty ? person : person.without(rows: dropped, values: nulled)
    }

    /// The person's own row.
    public var own: CheckedRow { CheckedRow(record: person, row: 0, nulled: nulled) }

    /// The rows of a kind that are not left out, in the file's order.
    public func rows(_ kind: RecordKind) -> [CheckedRow] {
        if isDropped { return [] }
        return person.rows.indices.compactMap { row in
            person.rows[row].kind == kind && !dropped.contains(row)
                ? CheckedRow(record: person, row: row, nulled: nulled) : nil
        }
    }
}

/// One row of a checked person.
public struct CheckedRow: Sendable {
    private let record: PersonRecord
    private let row: Int
    private let nulled: Set<NulledValue>

    init(record: PersonRecord, row: Int, nulled: Set<NulledValue>) {
        self.record = record
        self.row = row
        self.nulled = nulled
    }

    public var kind: RecordKind { record.rows[row].kind }
    public var line: Int { record.rows[row].line }

    /// A value as written; nil when missing or taken as not given.
    public func text(_ field: IplosField) -> String? { octets(field).map { String(decoding: $0, as: UTF8.self) } }

    /// A code or other whole number.
    public func number(_ field: IplosField) -> Int? { read(field, FieldValue.number) }

    /// A date as the number `YYYYMMDD`, `99991231` for an open end.
    public func date(_ field: IplosField) -> Int? { read(field, FieldValue.date) }

    /// Hours a week in hundredths.
    public func hundredths(_ field: IplosField) -> Int? { read(field, FieldValue.hundredths) }

    private func read(_ field: IplosField, _ reading: (UnsafeBufferPointer<UInt8>) -> Int?) -> Int? {
        octets(field).flatMap { $0.withUnsafeBufferPointer(reading) }
    }

    private func octets(_ field: IplosField) -> ArraySlice<UInt8>? {
        if !nulled.isEmpty, nulled.contains(NulledValue(row: row, field: field)) { return nil }
        return record.octets(field, row: row)
    }
}
