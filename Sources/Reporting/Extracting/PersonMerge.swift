import Identifiers
import IplosContent
import IplosExtract
import NationalIdentity

/// Puts persons and their rows together: six tables in the same order, walked side by side.
struct PersonMerge {
    private let order: ExtractOrder
    private let problems: ExtractProblems
    private let persons: SortedRecords
    private let rows: [(kind: RecordKind, records: SortedRecords)]
    /// What the mapping leaves to us, as it can be told from the identity number or from who reports.
    private let derived: Set<IplosField>
    /// The local number of the person before.
    private var last: ArraySlice<UInt8> = []
    /// Rows written, by kind.
    private(set) var counts: [RecordKind: Int] = [:]

    /// Fields that are filled in when the mapping does not.
    static let derivable: Set<IplosField> = [.peAlder, .peKjonn, .peKomnr, .peBydelsnr]

    init(
        order: ExtractOrder, persons: SortedRecords, rows: [(kind: RecordKind, records: SortedRecords)],
        mapped: Set<IplosField>, problems: ExtractProblems
    ) {
        self.order = order
        self.persons = persons
        self.rows = rows
        self.problems = problems
        derived = Self.derivable.subtracting(mapped)
    }

    /// Puts the next person together; false when there is none.
    mutating func next(into person: inout PersonRecord, identity: inout [UInt8]) throws -> Bool {
        guard let own = persons.current else {
            try dropRest()
            return false
        }
        let local = own.person
        person.begin(line: own.row)
        identity.removeAll(keepingCapacity: true)
        own.eachValue { code, text in
            if code == PackedRecord.identity {
                identity += text
            } else if let field = IplosField(rawValue: code) {
                person.append(field, text)
            }
        }
        if local == last { problems.note(.samePerson, RecordKind.person.element, "pePeID", row: own.row) }
        last = local
        complete(&person, identity, own.row)
        for (kind, records) in rows { try takeRows(kind, records, of: local, into: &person) }
        counts[.person, default: 0] += 1
        try persons.advance()
        return true
    }

    private mutating func takeRows(
        _ kind: RecordKind, _ records: SortedRecords, of local: ArraySlice<UInt8>, into person: inout PersonRecord
    ) throws {
        var number = 0
        while let row = records.current, !PackedRecord.isBefore(local, row.person) {
            if row.person == local {
                number += 1
                person.beginRow(kind, line: row.row)
                var hasID = false
                row.eachValue { code, text in
                    guard let field = IplosField(rawValue: code) else { return }
                    person.append(field, text)
                    if field == kind.idField { hasID = true }
                }
                if !hasID, let field = kind.idField { person.append(field, String(number).utf8) }
                counts[kind, default: 0] += 1
            } else {
                problems.note(.unknownPerson, kind.element, kind.personField?.name, row: row.row)
            }
            try records.advance()
        }
    }

    /// Rows of persons that come after the last one.
    private func dropRest() throws {
        for (kind, records) in rows {
            while let row = records.current {
                problems.note(.unknownPerson, kind.element, kind.personField?.name, row: row.row)
                try records.advance()
            }
        }
    }

    private func complete(_ person: inout PersonRecord, _ identity: [UInt8], _ row: Int) {
        if derived.contains(.peKomnr) { person.append(.peKomnr, order.unit.municipality.digits.utf8) }
        if derived.contains(.peBydelsnr) { person.append(.peBydelsnr, order.unit.district.digits.utf8) }
        let table = RecordKind.person.element
        if identity.isEmpty { return problems.note(.noIdentity, table, "peFnr", row: row) }
        guard derived.contains(.peAlder) || derived.contains(.peKjonn) else { return }
        let known = try? NationalIdentity(identity, in: order.realm)
        if derived.contains(.peAlder) {
            if let age = known?.age(atEndOf: order.year) {
                person.append(.peAlder, String(age).utf8)
            } else {
                problems.note(.notDerived, table, "peAlder", row: row)
            }
        }
        if derived.contains(.peKjonn) {
            if let isWoman = known?.isWoman {
                person.append(.peKjonn, (isWoman ? "K" : "M").utf8)
            } else {
                problems.note(.notDerived, table, "peKjonn", row: row)
            }
        }
    }
}
