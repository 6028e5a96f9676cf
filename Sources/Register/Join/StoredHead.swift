import Foundation
import IplosContent

/// An extract's head as it is stored: what it says of period and system, and whom it names as contacts; sealed.
struct StoredHead: Sendable, Equatable, Codable {
    private struct Contact: Sendable, Equatable, Codable {
        let type: String
        let name: String
        let telephone: String
        let email: String
    }

    private let revision: IplosRevision
    private let version: String
    private let values: [String: String]
    private let contacts: [Contact]

    init(_ head: ExtractHead) {
        revision = head.revision
        version = head.version
        let given = Self.fields.compactMap { field in head[field].map { (field.name, $0) } }
        values = Dictionary(given) { first, _ in first }
        contacts = head.contacts.map {
            Contact(type: $0.type, name: $0.name, telephone: $0.telephone, email: $0.email)
        }
    }

    var head: ExtractHead {
        var head = ExtractHead(revision: revision, version: version)
        for field in Self.fields { head[field] = values[field.name] }
        head.contacts = contacts.map {
            ExtractHead.Contact(type: $0.type, name: $0.name, telephone: $0.telephone, email: $0.email)
        }
        return head
    }

    private static var fields: [IplosField] {
        IplosField.allCases.filter { RecordKind.head.fields.contains($0) && $0 != .versjon }
    }
}
