import AddressRegister
import Certificates
import Cryptography
import Delivery
import Exchange
import Foundation
import HealthMessages
import Identifiers
import Keys
import SQLiteStore
import Store
import TestSupport
import Testing

/// One tenant with its real store, folder and flows; only mail and register are stand-ins.
final class Office: Sendable {
    let organisation: SyntheticOrganisations.Organisation
    let organisationHER: HERId
    let her: HERId
    /// All its HER-ids on level 2, `her` first.
    let units: [HERId]
    let address: EDIAddress
    let store: any TenantStore
    let folder: String
    let context: ExchangeContext
    let signing: SyntheticAuthority.Identity
    let encryption: SyntheticAuthority.Identity
    /// The files last as long as the office.
    private let scratch: ScratchDirectory
    private let tenant: Tenant
    private let master: MasterKey
    private let processing: JobLoop
    private let sending: JobLoop
    private let mailbox: MailboxFlow

    var party: SyntheticParty {
        SyntheticParty(
            organisationHER: organisationHER, organisationName: organisation.name, unitHER: her, unitName: "Tjenesten")
    }

    var system: RecordSystem {
        RecordSystem(name: "records", folder: folder, herIDs: units, createdAt: Country.start)
    }

    init(
        _ organisation: SyntheticOrganisations.Organisation, her number: Int, in country: Country,
        signing: SyntheticAuthority.Identity? = nil, units count: Int = 1
    ) async throws {
        self.organisation = organisation
        scratch = country.scratch
        organisationHER = try #require(HERId(number))
        her = try #require(HERId(number + 1))
        units = try (1...count).map { try #require(HERId(number + $0)) }
        address = try #require(EDIAddress("post\(number)@edi.example"))
        self.signing = try signing ?? country.authority.issue(organisation, purpose: .signing, now: Country.start)
        encryption = try country.authority.issue(organisation, purpose: .encryption, now: Country.start)
        let root = country.scratch.path("office-\(number)")
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        folder = root + "/records"
        let master = try MasterKey(bytes: SecureRandom.bytes(32))
        self.master = master
        let installation = try SQLiteStore(directory: root + "/data", masterKey: master) { _ in }
        let tenant = Tenant(
            id: try #require(TenantID("office-\(number)")), name: organisation.name,
            organisationNumber: organisation.number, controller: "Rådmannen", stage: .test, createdAt: Country.start)
        self.tenant = tenant
        try await installation.create(tenant)
        store = try await installation.tenant(tenant.id, as: "server")
        let records = Self.records(
            tenant: tenant.id,
            own: units.map { [organisationHER, address] her in
                OwnAddress(her: her, parent: organisationHER, name: "Tjenesten", ediAddress: address, mailbox: "box")
            },
            system: RecordSystem(name: "records", folder: folder, herIDs: units, createdAt: Country.start),
            keys: [(.signing, self.signing), (.encryption, encryption)])
        try await store.write { transaction in
            for own in records.own { try transaction.put(own) }
            try transaction.put(records.system)
            for key in try records.keys(master) { try transaction.put(key) }
        }
        for area in ["out", "in", "receipts", "taken", "refused"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(area)", withIntermediateDirectories: true)
        }
        let settings = try await TenantSettings.load(tenant, from: store, master: master)
        context = ExchangeContext(
            store: store, settings: SettingsBox(settings), register: country.register, trust: country.trust,
            catalogue: try MessageCatalogue.bundled(), schemas: nil,
            product: Product(name: "Budstikke", version: "test"), limits: ExchangeLimits(), randomness: .system,
            crash: .none, wakes: Wakes())
        let (store, now) = (store, country.clock.now)
        let loop = { (handlers: [any JobHandler], wake: Wake) in
            JobLoop(
                store: store, handlers: handlers, policy: .init(backoff: Backoff(first: 60, longest: 600)),
                slots: Slots(4), wake: wake, clock: now, random: { 1 },
                report: { _, _, error in
                    if let error { Issue.record("\(error)") }
                })
        }
        processing = loop(
            [
                OutgoingFlow(context: context), IncomingFlow(context: context), HandOverFlow(context: context),
                NoticeFlow(context: context), ResendFlow(context: context), AnswerDeadlineFlow(context: context),
            ], context.wakes.processing)
        sending = loop(
            [SendFlow(context: context, transport: country.carrier, posting: country.posting)], context.wakes.sending)
        mailbox = MailboxFlow(context: context, name: "box", mailbox: country.carrier.mailbox(of: address))
        for unit in units { country.register.enter(registered(as: unit)) }
    }

    /// Allows a partner a departure by name until a moment.
    func allow(_ exception: String, to partner: HERId, until end: Date) async throws {
        var record = ManualPartner(her: partner, reason: "old server")
        record.exceptions = [exception: end]
        try await enter(record)
    }

    /// Enters a partner by hand.
    func enter(_ record: ManualPartner) async throws {
        try await store.write { try $0.put(record) }
        context.settings.replace(with: try await TenantSettings.load(tenant, from: store, master: master))
    }

    /// Brings an agreement in, as a person does.
    func hold(_ agreement: SyntheticAgreement, with partner: Office) async throws {
        let record = ImportedAgreement(
            cpaID: agreement.id, own: her, partner: partner.her, xml: Data(agreement.xml), importedAt: Country.start,
            importedBy: "uid:1000")
        try await store.write { try $0.put(record) }
        context.settings.replace(with: try await TenantSettings.load(tenant, from: store, master: master))
    }

    /// What is stored of the tenant now.
    func settings() async throws -> TenantSettings {
        try await TenantSettings.load(tenant, from: store, master: master)
    }

    /// Takes another certificate into use beside the old one, whose key late messages are opened with.
    func use(_ identity: SyntheticAuthority.Identity, generation: Int) async throws {
        let id = identity.key.publicKey.fingerprint
        let record = KeyRecord(
            id: id, purpose: .encryption, generation: generation,
            wrapped: try master.wrap(identity.key.pkcs8DER, context: TenantSettings.context(tenant.id, id)),
            certificate: String(decoding: identity.certificate.pem, as: UTF8.self), createdAt: Country.start)
        try await store.write { try $0.put(record) }
        context.settings.replace(with: try await TenantSettings.load(tenant, from: store, master: master))
    }

    /// As the register has it.
    func registered(
        as unit: HERId? = nil, isActive: Bool = true, signing: Certificate? = nil, encryption: Certificate? = nil
    ) -> CommunicationParty {
        CommunicationParty(
            her: unit ?? her, name: "Tjenesten", parentHER: organisationHER, parentName: organisation.name,
            organisationNumber: organisation.number, kind: .service, isActive: isActive, ediAddress: address,
            signingCertificate: signing ?? self.signing.certificate,
            encryptionCertificate: encryption ?? self.encryption.certificate)
    }

    /// Does everything that can be done now; true when something was.
    @discardableResult
    func work(at now: Date) async throws -> Bool {
        var done = try await SubmissionIntake(context: context).take(from: system, now: now)
        done += try await processing.runOnce(now: now)
        done += try await sending.runOnce(now: now)
        return done > 0
    }

    /// Empties the mailbox.
    @discardableResult
    func fetch(at now: Date) async throws -> Int { try await mailbox.fetch(now: { now }) }

    private struct Records: Sendable {
        let tenant: TenantID
        let own: [OwnAddress]
        let system: RecordSystem
        let identities: [(KeyRecord.Purpose, SyntheticAuthority.Identity)]

        func keys(_ master: MasterKey) throws -> [KeyRecord] {
            try identities.map { purpose, identity in
                let id = identity.key.publicKey.fingerprint
                return KeyRecord(
                    id: id, purpose: purpose, generation: 1,
                    wrapped: try master.wrap(
                        identity.key.pkcs8DER, context: TenantSettings.context(tenant, id)),
                    certificate: String(decoding: identity.certificate.pem, as: UTF8.self), createdAt: Country.start)
            }
        }
    }

    private static func records(
        tenant: TenantID, own: [OwnAddress], system: RecordSystem,
        keys: [(KeyRecord.Purpose, SyntheticAuthority.Identity)]
    ) -> Records {
        Records(tenant: tenant, own: own, system: system, identities: keys)
    }
}
