public import Identifiers

/// One PERSON of an extract with the rows inside it, unchecked and without any identity: rows and values over one run of
/// octets, so that reading a person makes nothing anew.
///
/// Row 0 is the person itself; the others follow in the file's order. A row's values are those that were given: an empty
/// one counts as missing, and of a repeated one the first stands.
public struct PersonRecord: Sendable {
    public struct Row: Sendable, Equatable {
        public let kind: RecordKind
        /// Where its element begins in the file, counted from 1; 0 when it comes from no file.
        public let line: Int
        /// Bit n for the n-th field of its kind.
        var present: UInt64 = 0
        var firstValue: Int32
        var valueCount: Int32 = 0
    }

    struct Value: Sendable, Equatable {
        let field: IplosField
        let start: Int32
        let length: Int32
    }

    /// Joins the person with the identity that went another way; nil outside a submission.
    public var link: LinkID?
    public private(set) var rows: [Row] = []
    private var octets: [UInt8] = []
    /// The person's own values, which may come after rows in a file with the wrong order.
    private var ownValues: [Value] = []
    private var rowValues: [Value] = []
    private var openStart: Int?

    public init(line: Int = 0) { begin(line: line) }

    /// Where the person begins in the file, counted from 1.
    public var line: Int { rows[0].line }

    // MARK: Building

    /// Empties the record for another person, keeping its memory.
    public mutating func begin(line: Int) {
        link = nil
        rows.removeAll(keepingCapacity: true)
        octets.removeAll(keepingCapacity: true)
        ownValues.removeAll(keepingCapacity: true)
        rowValues.removeAll(keepingCapacity: true)
        openStart = nil
        rows.append(Row(kind: .person, line: line, firstValue: 0))
    }

    /// Begins a row inside the person; values of its kind belong to it from now on.
    public mutating func beginRow(_ kind: RecordKind, line: Int = 0) {
        rows.append(Row(kind: kind, line: line, firstValue: Int32(rowValues.count)))
    }

    /// Adds a value to the person or to the row begun last; spaces around it are dropped.
    ///
    /// - Returns: false when the field belongs to neither, or had a value already.
    @discardableResult
    public mutating func append(_ field: IplosField, _ text: some Sequence<UInt8>) -> Bool {
        openValue()
        octets.append(contentsOf: text)
        return closeValue(field)
    }

    mutating func openValue() { openStart = octets.count }

    mutating func extendValue(_ piece: UnsafeBufferPointer<UInt8>) { octets.append(contentsOf: piece) }

    @discardableResult
    mutating func closeValue(_ field: IplosField) -> Bool {
        guard var start = openStart else { return false }
        openStart = nil
        var end = octets.count
        while start < end, Self.isSpace(octets[start]) { start += 1 }
        while end > start, Self.isSpace(octets[end - 1]) { end -= 1 }
        guard start < end else { return true }
        let value = Value(field: field, start: Int32(start), length: Int32(end - start))
        let last = rows.count - 1
        if RecordKind.person.fields.contains(field) { return note(value, row: 0, .person) }
        return rows[last].kind.fields.contains(field) && note(value, row: last, rows[last].kind)
    }

    private mutating func note(_ value: Value, row: Int, _ kind: RecordKind) -> Bool {
        let bit: UInt64 = 1 << UInt64(value.field.place(in: kind))
        guard rows[row].present & bit == 0 else { return false }
        rows[row].present |= bit
        rows[row].valueCount += 1
        if row == 0 { ownValues.append(value) } else { rowValues.append(value) }
        return true
    }

    private static func isSpace(_ octet: UInt8) -> Bool {
        octet == 0x20 || octet == 0x0A || octet == 0x0D || octet == 0x09
    }

    // MARK: Reading

    var octetCount: Int { octets.count }

    /// All octets at once; values are places in them.
    func withOctets<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        octets.withUnsafeBufferPointer(body)
    }

    func values(_ row: Int) -> ArraySlice<Value> {
        let first = Int(rows[row].firstValue), count = Int(rows[row].valueCount)
        return row == 0 ? ownValues[...] : rowValues[first..<first + count]
    }

    func value(_ field: IplosField, row: Int) -> Value? {
        let bit: UInt64 = 1 << UInt64(field.place(in: rows[row].kind))
        guard rows[row].present & bit != 0 else { return nil }
        return values(row).first { $0.field == field }
    }

    /// The fields a row has, in the format's order.
    func fieldsInOrder(_ row: Int) -> [IplosField] {
        let fields = values(row).map(\.field)
        return zip(fields, fields.dropFirst()).allSatisfy(<) ? fields : fields.sorted()
    }

    /// The octets of a row's value; nil when it was not given or the row is of another kind.
    public func octets(_ field: IplosField, row: Int = 0) -> ArraySlice<UInt8>? {
        guard rows[row].kind.fields.contains(field), let value = value(field, row: row) else { return nil }
        return octets[Int(value.start)..<Int(value.start + value.length)]
    }

    /// A row's value as text; nil as in ``octets(_:row:)``.
    public func text(_ field: IplosField, row: Int = 0) -> String? {
        octets(field, row: row).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The person's local number, as written.
    public var localNumber: String? { text(.pePeID) }

    /// The same person without some rows and values.
    func without(rows dropped: Set<Int>, values nulled: Set<NulledValue>) -> PersonRecord {
        var rest = PersonRecord(line: line)
        rest.link = link
        for row in rows.indices where !dropped.contains(row) {
            if row > 0 { rest.beginRow(rows[row].kind, line: rows[row].line) }
            for value in values(row) where !nulled.contains(NulledValue(row: row, field: value.field)) {
                rest.append(value.field, octets[Int(value.start)..<Int(value.start + value.length)])
            }
        }
        return rest
    }
}

/// A value that a check took as not given.
struct NulledValue: Hashable, Sendable {
    let row: Int
    let field: IplosField
}
