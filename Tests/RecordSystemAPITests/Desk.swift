import AddressRegister
import Certificates
import Cryptography
import Delivery
import Exchange
import Foundation
import HTTPTypes
import HealthMessages
import Identifiers
import Keys
import SQLiteStore
import Store
import Synchronization
import TestSupport
import Testing
import Texts

@testable import RecordSystemAPI

/// The API over a real store with two tenants: `nord`, with the record systems `journal` and `health`, and `sor`, with
/// one. Only the register is invented, and no socket stands between a test and the API.
final class Desk: Sendable {
    static let now = Date(timeIntervalSince1970: 1_790_000_000)
    /// Of `journal`, of `health`, of the other tenant, and of a partner.
    static let (journal, health, other, partner) = (her(80_001), her(80_002), her(90_001), her(70_001))
    /// In no register.
    static let second = her(70_002)

    let scratch: ScratchDirectory
    let api: RecordSystemAPI
    let register = PartnerRegister()
    let nord: ExchangeContext
    let sor: ExchangeContext
    /// Texts of the tokens by record system.
    let tokens: [String: String]
    private let tenants: KnownTenants
    private let clock: Mutex<Date>
    let faults = Faults()

    private static func her(_ number: Int) -> HERId {
        // swift-format-ignore: NeverForceUnwrap
        HERId(number)!
    }

    init() async throws {
        scratch = try ScratchDirectory()
        let master = try MasterKey(bytes: [UInt8](repeating: 7, count: 32))
        let store = try SQLiteStore(directory: scratch.path("data"), masterKey: master) { _ in }
        let authority = try SyntheticAuthority(name: "Utsteder", now: Self.now)
        let trust = PartnerTrust(store: authority.trustStore, revocation: try authority.revocationLists(now: Self.now))
        var contexts: [TenantID: ExchangeContext] = [:]
        var tokens: [String: String] = [:]
        for (name, organisation, systems) in [
            ("nord", SyntheticOrganisations.northMunicipality, ["journal": Self.journal, "health": Self.health]),
            ("sor", SyntheticOrganisations.southMunicipality, ["records": Self.other]),
        ] {
            let tenant = Tenant(
                id: try #require(TenantID(name)), name: organisation.name, organisationNumber: organisation.number,
                controller: "Rådmannen", stage: .test, createdAt: Self.now)
            try await store.create(tenant)
            let own = try await store.tenant(tenant.id, as: "server")
            let identities = try [(KeyRecord.Purpose.signing, CertificatePurpose.signing), (.encryption, .encryption)]
                .map { ($0, try authority.issue(organisation, purpose: $1, now: Self.now)) }
            for (system, her) in systems {
                let (text, token) = BearerToken.make(
                    for: system, of: tenant.id, expiresAt: nil, certificateThumbprint: nil, now: Self.now)
                tokens[system] = text
                try await own.write { transaction in
                    try transaction.put(
                        OwnAddress(
                            her: her, parent: nil, name: system, ediAddress: try Self.address("\(name)@edi.example"),
                            mailbox: "box"))
                    try transaction.put(RecordSystem(name: system, folder: nil, herIDs: [her], createdAt: Self.now))
                    try transaction.put(token)
                }
            }
            let keys = try identities.map { purpose, identity in
                let id = identity.key.publicKey.fingerprint
                return KeyRecord(
                    id: id, purpose: purpose, generation: 1,
                    wrapped: try master.wrap(
                        identity.key.pkcs8DER, context: TenantSettings.context(tenant.id, id)),
                    certificate: String(decoding: identity.certificate.pem, as: UTF8.self), createdAt: Self.now)
            }
            try await own.write { transaction in for key in keys { try transaction.put(key) } }
            contexts[tenant.id] = ExchangeContext(
                store: own, settings: SettingsBox(try await TenantSettings.load(tenant, from: own, master: master)),
                register: register, trust: trust, catalogue: try MessageCatalogue.bundled(), schemas: nil,
                product: Product(name: "Budstikke", version: "test"), limits: ExchangeLimits(), randomness: .system,
                crash: .none, wakes: Wakes(), certificateDirectory: "ldap://ldap.ca.example/dc=Ca,dc=example")
        }
        let encryption = try authority.issue(
            SyntheticOrganisations.hospital, purpose: .encryption, now: Self.now)
        register.enter(
            CommunicationParty(
                her: Self.partner, name: "Medisinsk avdeling", parentHER: nil, parentName: "Fjordheim sykehus HF",
                organisationNumber: SyntheticOrganisations.hospital.number, kind: .service, isActive: true,
                ediAddress: try Self.address("sykehus@edi.example"), signingCertificate: nil,
                encryptionCertificate: encryption.certificate))
        let clock = Mutex(Self.now)
        self.clock = clock
        tenants = KnownTenants(contexts: contexts)
        nord = try #require(contexts.first { $0.key.name == "nord" }?.value)
        sor = try #require(contexts.first { $0.key.name == "sor" }?.value)
        self.tokens = tokens
        let faults = faults
        api = RecordSystemAPI(
            .init(
                tenants: tenants, clock: { Self.now }, makeID: { UUID() }, language: .en, version: "test",
                report: { error, _ in faults.add(error) }))
    }

    private static func address(_ text: String) throws -> EDIAddress { try #require(EDIAddress(text)) }
}

/// What was reported as a fault of ours.
final class Faults: Sendable {
    private let errors = Mutex<[String]>([])
    var all: [String] { errors.withLock { $0 } }
    func add(_ error: any Error) { errors.withLock { $0.append("\(error)") } }
}

/// The tenants of a test.
private struct KnownTenants: APITenants {
    let contexts: [TenantID: ExchangeContext]
    func exchange(of tenant: TenantID) async -> ExchangeContext? { contexts[tenant] }
}

/// A register that a test fills.
final class PartnerRegister: AddressRegister {
    private let state = Mutex<(parties: [HERId: CommunicationParty], isDown: Bool)>(([:], false))

    func enter(_ party: CommunicationParty) { state.withLock { $0.parties[party.her] = party } }
    func goDown() { state.withLock { $0.isDown = true } }

    func party(_ her: HERId) async throws(RegisterError) -> CommunicationParty? {
        try all().first { $0.her == her }
    }

    func agreement(between one: HERId, and other: HERId) async throws(RegisterError) -> RegisteredAgreement? { nil }

    func parties(organisation: OrganisationNumber) async throws(RegisterError) -> [CommunicationParty] {
        try all().filter { $0.organisationNumber == organisation }
    }

    func search(_ text: String, limit: Int) async throws(RegisterError) -> [CommunicationParty] {
        Array(try all().filter { $0.name.lowercased().contains(text.lowercased()) }.prefix(limit))
    }

    private func all() throws(RegisterError) -> [CommunicationParty] {
        let (parties, isDown) = state.withLock { $0 }
        if isDown { throw RegisterError(.unavailable) }
        return parties.values.sorted { $0.her < $1.her }
    }
}
