import Foundation
import IplosContent
import IplosExtract

/// An extract as its reader sees it: the head, and each person with identity and rows, in one order whatever the file's.
struct ExtractContent: Equatable {
    struct Row: Equatable, Hashable {
        let kind: RecordKind
        let values: [String: String]
    }

    struct Person: Equatable {
        let identity: String
        let values: [String: String]
        let rows: [Row]
    }

    var head: [String: String] = [:]
    var contacts: [ExtractHead.Contact] = []
    var persons: [Person] = []

    /// - Parameter companion: the octets of the file beside it, where there is one.
    init(_ octets: [UInt8], companion: [UInt8]? = nil) throws {
        var found = (head: [String: String](), contacts: [ExtractHead.Contact](), persons: [Person]())
        let reader = ExtractReader(
            companion: try companion.map { try CompanionIdentities($0) },
            head: { head in
                found.contacts = head.contacts
                for field in RecordKind.head.fields.fields { found.head[field.name] = head[field] }
            },
            person: { person, identity in
                let rows = person.rows.indices.dropFirst().map { Self.row(person, $0) }
                found.persons.append(
                    Person(
                        identity: String(decoding: identity, as: UTF8.self), values: Self.row(person, 0).values,
                        rows: rows.sorted { Self.place($0) < Self.place($1) }))
            })
        try reader.feed(octets)
        _ = try reader.finish()
        head = found.head
        contacts = found.contacts
        persons = found.persons.sorted {
            ($0.values["pePeID"]!.count, $0.values["pePeID"]!) < ($1.values["pePeID"]!.count, $1.values["pePeID"]!)
        }
    }

    func rows(_ kind: RecordKind) -> [Row] { persons.flatMap(\.rows).filter { $0.kind == kind } }

    private static func row(_ person: PersonRecord, _ index: Int) -> Row {
        let kind = person.rows[index].kind
        let values = kind.fields.fields.compactMap { field in
            person.text(field, row: index).map { (field.name, $0) }
        }
        return Row(kind: kind, values: Dictionary(uniqueKeysWithValues: values))
    }

    private static func place(_ row: Row) -> String {
        let id = row.kind.idField.flatMap { row.values[$0.name] } ?? ""
        return "\(row.kind.rawValue) \(String(repeating: "0", count: 12 - id.count))\(id)"
    }
}
