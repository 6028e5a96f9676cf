import Foundation
import Identifiers
import Keys
import Store
import Synchronization
import Testing

@testable import SQLiteStore

/// A data directory of its own for one test, with a master key beside it; removed when the test lets go of it.
final class TemporaryStore: Sendable {
    let directory: String
    let masterKey: MasterKey
    /// The reasons given when the disk refused to keep data.
    private let recorded = Mutex<[String]>([])

    var losses: [String] { recorded.withLock { $0 } }

    /// The moment all tests happen at.
    static let now = Date(timeIntervalSince1970: 1_800_000_000)

    init() throws {
        directory = FileManager.default.temporaryDirectory.path + "/store-" + UUID().uuidString
        masterKey = try MasterKey(bytes: Array(1...32))
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func open(_ options: SQLiteStore.Options = SQLiteStore.Options()) throws -> SQLiteStore {
        try SQLiteStore(directory: directory, masterKey: masterKey, options: options) { [self] reason in
            recorded.withLock { $0.append(reason) }
        }
    }

    /// Creates a tenant and opens its store.
    func tenant(_ name: String = "first", in store: SQLiteStore) async throws -> any TenantStore {
        let tenant = try Self.tenant(name)
        try await store.create(tenant)
        return try await store.tenant(tenant.id, as: "server")
    }

    func path(of tenant: String) -> String { directory + "/tenants/\(tenant)/store.sqlite" }

    static func tenant(_ name: String = "first") throws -> Tenant {
        Tenant(
            id: try #require(TenantID(name)), name: "Fjordvik kommune",
            organisationNumber: try #require(OrganisationNumber("999000002")), controller: "rådmannen", stage: .test,
            createdAt: now)
    }
}
