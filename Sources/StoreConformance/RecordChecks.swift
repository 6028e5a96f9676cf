import Foundation
import Identifiers
import Store

/// The tenant's own records.
enum RecordChecks {
    typealias Check = StoreConformance.Check

    static let all = [kept, replaced, deleted, everyKind]

    private static let kept = Check("M-012 a record is kept under its kind and id") { stage in
        let store = try await stage.tenant()
        let rules = ["b", "a"].map { RoutingRule(id: $0, her: nil, action: "Epikrise", recordSystem: "system") }
        try await store.write { for rule in rules { try $0.put(rule) } }
        try await store.read {
            try Expect.equal(try $0.records(RoutingRule.self).map(\.id), ["a", "b"])
            try Expect.equal(try $0.record(RoutingRule.self, id: "b"), rules[0])
            try Expect.equal(try $0.record(RoutingRule.self, id: "c"), nil)
            try Expect.equal(try $0.records(RecordSystem.self), [])
            try Expect.equal(try $0.record(RecordSystem.self, id: "b"), nil)
        }
    }

    private static let replaced = Check("M-012 a record put again replaces the old one") { stage in
        let store = try await stage.tenant()
        var partner = ManualPartner(her: try stage.her(7), reason: "innført for hånd")
        try await store.write { [partner] in try $0.put(partner) }
        partner.disabled = true
        partner.exceptions = ["read-sha1": stage.later(0.123_456)]
        try await store.write { [partner] in try $0.put(partner) }
        try Expect.equal(try await store.read { try $0.records(ManualPartner.self) }, [partner])
    }

    private static let deleted = Check("M-012 a deleted record is gone") { stage in
        let store = try await stage.tenant()
        let rule = RoutingRule(id: "a", her: nil, action: nil, recordSystem: "system")
        try await store.write { try $0.put(rule) }
        try await store.write {
            try $0.delete(RecordSystem.self, id: "a")
            try $0.delete(RoutingRule.self, id: "b")
        }
        try Expect.equal(try await store.read { try $0.records(RoutingRule.self) }, [rule])
        try await store.write { try $0.delete(RoutingRule.self, id: "a") }
        try Expect.equal(try await store.read { try $0.records(RoutingRule.self) }, [])
    }

    private static let everyKind = Check("M-091 keys, systems and addresses come back as they were put") { stage in
        let store = try await stage.tenant()
        let her = try stage.her(8_000_001)
        let key = KeyRecord(
            id: "0123456789abcdef", purpose: .signing, generation: 2, wrapped: Array(0...255), certificate: nil,
            createdAt: stage.now)
        let system = RecordSystem(name: "system", folder: "/srv/system", herIDs: [her], createdAt: stage.now)
        let address = OwnAddress(
            her: her, parent: nil, name: "Pleie", ediAddress: try Expect.present(EDIAddress("a@edi.example")),
            mailbox: "post")
        try await store.write {
            try $0.put(key)
            try $0.put(system)
            try $0.put(address)
        }
        try await store.read {
            try Expect.equal(try $0.records(KeyRecord.self), [key])
            try Expect.equal(try $0.records(RecordSystem.self), [system])
            try Expect.equal(try $0.records(OwnAddress.self), [address])
        }
    }
}
