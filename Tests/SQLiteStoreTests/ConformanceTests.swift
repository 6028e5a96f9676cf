import Store
import StoreConformance
import Testing

@testable import SQLiteStore

@Suite("What every store must do")
struct ConformanceTests {
    @Test("The conformance suite", arguments: StoreConformance.checks)
    func conforms(_ check: StoreConformance.Check) async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        try await check.run(store, now: TemporaryStore.now)
        try await store.close()
        #expect(temporary.losses == [])
    }

    @Test("The conformance suite with every database closed after each use", arguments: StoreConformance.checks)
    func conformsWhenEvicted(_ check: StoreConformance.Check) async throws {
        var options = SQLiteStore.Options()
        options.openTenants = 0
        let temporary = try TemporaryStore()
        let store = try temporary.open(options)
        try await check.run(store, now: TemporaryStore.now)
        try await store.close()
    }

    @Test("Each check has a name of its own")
    func names() {
        #expect(Set(StoreConformance.checks.map(\.name)).count == StoreConformance.checks.count)
        #expect(StoreConformance.checks.count > 100)
    }
}
