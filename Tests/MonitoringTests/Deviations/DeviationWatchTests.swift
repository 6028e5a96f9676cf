import Foundation
import Identifiers
import Keys
import SQLiteStore
import Store
import TestSupport
import Testing

@testable import Monitoring

@Suite("The alarms of the authority's clock")
struct DeviationWatchTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    @Test("M-030 alarms come at 24, 48 and 66 hours, each once, also when the server was down in between")
    func alarms() async throws {
        let directory = try ScratchDirectory()
        var store = try await Self.open(directory, creating: true)
        let form = DeviationForm(category: .disclosure, discovered: Self.now, texts: [.what: "Feil mottaker"])
        let number = try await store.tenant.write {
            try $0.openDeviation(form, about: [], task: nil, at: Self.now, by: "uid:1")
        }.number
        func told(_ hours: Double) async throws -> [Int?] {
            try await DeviationWatch(store: store.tenant).runOnce(now: Self.now + hours * 3_600).map(\.dueAlarm)
        }
        #expect(try await told(23.9) == [])
        #expect(try await told(24) == [24])
        #expect(try await told(24.1) == [])
        try await store.installation.close()
        store = try await Self.open(directory, creating: false)
        #expect(try await told(25) == [])
        // It was down over the second one: only the latest is told.
        try await store.installation.close()
        store = try await Self.open(directory, creating: false)
        #expect(try await told(66) == [66])
        #expect(try await told(600) == [])
        let steps = try await store.tenant.read { try $0.steps(ofDeviation: number) }
        #expect(steps.map(\.content.hours) == [24, 66] && steps.allSatisfy { $0.kind == .alarm && $0.by == "server" })
        try await store.installation.close()
    }

    @Test("M-030 no alarm for other kinds, nor when it has been decided", arguments: [true, false])
    func silent(isDecided: Bool) async throws {
        let directory = try ScratchDirectory()
        let store = try await Self.open(directory, creating: true)
        var form = DeviationForm(category: isDecided ? .disclosure : .lost, discovered: Self.now)
        if isDecided { form.texts[.notNotified] = "Ingen har sett det" }
        _ = try await store.tenant.write { [form] in
            try $0.openDeviation(form, about: [], task: nil, at: Self.now, by: "uid:1")
        }
        #expect(try await DeviationWatch(store: store.tenant).runOnce(now: Self.now + 300_000) == [])
        try await store.installation.close()
    }

    @Test("M-030 U-20 all is not well while a clock runs, and time is up after 72 hours")
    func overview() async throws {
        let directory = try ScratchDirectory()
        let store = try await Self.open(directory, creating: true)
        func overview(_ hours: Double) async throws -> Overview {
            try await store.tenant.read { try Overview(of: $0, now: Self.now + hours * 3_600) }
        }
        #expect(try await overview(0).verdict == .allRight)
        let form = DeviationForm(category: .disclosure, discovered: Self.now)
        var deviation = try await store.tenant.write {
            try $0.openDeviation(form, about: [], task: nil, at: Self.now, by: "uid:1")
        }
        let running = try await overview(1)
        #expect(running.verdict == .needsHand && running.tasksVerdict == .allRight && running.clocks.count == 1)
        #expect(try await overview(73).verdict == .overdue)
        deviation.form.moments[.notified] = Self.now
        _ = try await store.tenant.write { [deviation] in try $0.update(deviation) }
        #expect(try await overview(73).verdict == .allRight)
        try await store.installation.close()
    }

    private static func open(
        _ directory: ScratchDirectory, creating: Bool
    ) async throws -> (installation: SQLiteStore, tenant: any TenantStore) {
        let installation = try SQLiteStore(
            directory: directory.path("data"), masterKey: MasterKey(bytes: [UInt8](repeating: 7, count: 32))
        ) { _ in }
        let id = try #require(TenantID("nord"))
        let organisation = SyntheticOrganisations.northMunicipality
        if creating {
            try await installation.create(
                Tenant(
                    id: id, name: organisation.name, organisationNumber: organisation.number,
                    controller: "Kommunedirektøren", stage: .test, createdAt: now))
        }
        return (installation, try await installation.tenant(id, as: "server"))
    }
}
