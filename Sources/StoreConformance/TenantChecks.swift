import Foundation
import Identifiers
import Store

/// The installation and its tenants.
enum TenantChecks {
    typealias Check = StoreConformance.Check

    static let all = [created, createdTwice, updated, unknown, actors, shredded, shreddedUnknown]

    private static let created = Check("M-039 a tenant is listed as it was created") { stage in
        try Expect.equal(try await stage.store.tenants(), [])
        let tenant = try stage.description(of: Stage.first)
        try await stage.store.create(tenant)
        try await stage.store.create(try stage.description(of: Stage.second))
        let listed = try await stage.store.tenants()
        try Expect.equal(Set(listed.map(\.id.name)), [Stage.first, Stage.second])
        try Expect.that(listed.contains(tenant), "all its fields are kept")
    }

    private static let createdTwice = Check("M-039 a tenant's name is taken once") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing())
        try await Expect.refusal(.exists) { try await stage.store.create(try stage.description(of: Stage.first)) }
        let kept = try await store.read { try $0.message(message.key) }
        try Expect.equal(kept, message)
    }

    private static let updated = Check("M-121 a tenant is promoted by an update") { stage in
        _ = try await stage.tenant()
        _ = try await stage.tenant(Stage.second)
        var tenant = try stage.description(of: Stage.first)
        tenant.stage = .production
        tenant.name = "Fjordvik og Nordli"
        try await stage.store.update(tenant)
        let listed = try await stage.store.tenants()
        try Expect.that(listed.contains(tenant), "the change is kept")
        try Expect.equal(listed.filter { $0.stage == .test }.map(\.id.name), [Stage.second])
    }

    private static let unknown = Check("M-037 an unknown tenant has no store") { stage in
        try await Expect.refusal(.unknownTenant) { try await stage.store.tenant(try stage.id(), as: "server") }
        try await Expect.refusal(.unknownTenant) {
            try await stage.store.update(try stage.description(of: Stage.first))
        }
    }

    private static let actors = Check("M-066 a tenant's store knows for whom it was opened") { stage in
        _ = try await stage.tenant()
        let store = try await stage.store.tenant(try stage.id(), as: "uid:1000")
        try Expect.equal(store.actor, "uid:1000")
        try Expect.equal(store.tenant.name, Stage.first)
    }

    private static let shredded = Check("M-039 destroying a tenant's key ends all use, also by who holds its store") {
        stage in
        let store = try await stage.tenant()
        let other = try await stage.tenant(Stage.second)
        let message = try await store.insert(stage.incoming())
        let content = try store.seal([1, 2, 3])
        try await store.write { try $0.put(content, .received, of: message.key) }
        try await stage.store.destroyKey(of: try stage.id())
        try await Expect.refusal(.keyDestroyed) { try await stage.store.tenant(try stage.id(), as: "server") }
        try await Expect.refusal(.keyDestroyed) { try store.seal([1]) }
        try await Expect.refusal(.keyDestroyed) {
            try await store.read { try $0.content(.received, of: message.key) }
        }
        try await Expect.refusal(.keyDestroyed) { try await store.insert(stage.incoming()) }
        _ = try other.seal([1])
        _ = try await other.insert(stage.incoming())
        try Expect.equal(try await stage.store.tenants().count, 2)
    }

    private static let shreddedUnknown = Check("M-039 an unknown tenant's key cannot be destroyed") { stage in
        try await Expect.refusal(.unknownTenant) { try await stage.store.destroyKey(of: try stage.id()) }
    }
}
