import Delivery
import Exchange
import Foundation
import Identifiers
import Store
import TestSupport
import Testing

/// What the store keeps of a document is sealed, and the search that says so finds it when it is not (M-002).
@Suite struct SealedAtRestTests {
    @Test("M-002 a submitted document's identity number is found in the store's files only where nothing is sealed")
    func control() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let number = PlantedNumber(SyntheticPerson.number(1).identityNumber)
        let directory = (hospital.folder as NSString).deletingLastPathComponent + "/data"

        try hospital.write(.dischargeReport, to: municipality)
        let sealed = SubmissionIntake(context: hospital.context)
        #expect(try await sealed.take(from: hospital.system, now: country.clock.now()) == 1)
        #expect(number.files(below: directory) == [])

        try hospital.write(.dischargeReport, to: municipality)
        let unsealed = SubmissionIntake(context: hospital.context.with(UnsealedStore(store: hospital.store)))
        #expect(try await unsealed.take(from: hospital.system, now: country.clock.now()) == 1)
        #expect(!number.files(below: directory).isEmpty)
    }
}

/// A store whose sealing is switched off; everything else is the real one's.
private struct UnsealedStore: TenantStore {
    let store: any TenantStore

    var tenant: TenantID { store.tenant }
    var actor: String { store.actor }

    func seal(_ bytes: [UInt8]) throws -> SealedContent {
        SealedContent(tenant: store.tenant, bytes: bytes, size: bytes.count)
    }

    func unseal(_ sealed: SealedContent) throws -> [UInt8] { sealed.bytes }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any TenantTransaction) throws -> Value
    ) async throws -> Value { try await store.write(body) }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any TenantReading) throws -> Value
    ) async throws -> Value { try await store.read(body) }

    func verifyAudit() async throws -> AuditVerdict { try await store.verifyAudit() }
}

extension ExchangeContext {
    /// The same with another store, other limits, or a disk that has not room for everything.
    func with(
        _ store: (any TenantStore)? = nil, limits: ExchangeLimits? = nil,
        hasRoom: @escaping @Sendable (Int) -> Bool = { _ in true }
    ) -> ExchangeContext {
        ExchangeContext(
            store: store ?? self.store, settings: settings, register: register, trust: trust, catalogue: catalogue,
            schemas: schemas, product: product, limits: limits ?? self.limits, randomness: randomness, crash: crash,
            wakes: wakes, hasRoom: hasRoom)
    }
}
