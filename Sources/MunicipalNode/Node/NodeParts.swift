import AddressRegister
import Certificates
import Delivery
import Exchange
import Foundation
import HealthMessages
import Identifiers
import Keys
import Logging
import Mail
import NIOPosix
import SQLiteStore
import Store
import XML

/// What a node is made of, assembled from its configuration.
struct NodeParts: Sendable {
    let configuration: Configuration
    let clock: NodeClock
    let logger: Logger
    let store: SQLiteStore
    let masterKey: MasterKey
    let register: any AddressRegister
    let trust: PartnerTrust
    let revocation: RevocationRefresh
    let catalogue: MessageCatalogue
    let schemas: SchemaPack?
    let transport: MailTransport
    let slots: NodeSlots
    let crash: CrashPoints
    let group: MultiThreadedEventLoopGroup
    let allowed: AllowedHosts

    static func assemble(
        _ configuration: Configuration, environment: [String: String], logger: Logger,
        onNotDurable: @escaping @Sendable () -> Void
    ) async throws -> NodeParts {
        let clock = NodeClock.system()
        let masterKey = try MasterKey(file: configuration.masterKeyFile, notInside: configuration.dataDirectory)
        let store = try SQLiteStore(directory: configuration.dataDirectory, masterKey: masterKey) { reason in
            logger.critical("the disk does not keep what is written", metadata: ["reason": "\(reason)"])
            onNotDurable()
        }
        let folder = URL(fileURLWithPath: configuration.addressRegister.file).deletingLastPathComponent().path
        let hours = TimeInterval(configuration.addressRegister.maximumAgeHours)
        let register = CachingRegister(
            FileRegister(folder: folder), ages: .init(fresh: 0, usable: hours * 3600), now: clock.now)
        let trust = PartnerTrust(
            store: try TrustStoreFolder.read(configuration.trustStore),
            revocation: RevocationLists(required: configuration.revocation.required))
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let allowed = AllowedHosts(configuration.allowedHosts)
        return NodeParts(
            configuration: configuration, clock: clock, logger: logger, store: store, masterKey: masterKey,
            register: register, trust: trust,
            revocation: RevocationRefresh(
                settings: configuration.revocation, trust: trust, clock: clock.now, logger: logger),
            catalogue: try MessageCatalogue.bundled(),
            schemas: try configuration.schemaPack.flatMap { path in
                FileManager.default.fileExists(atPath: path) ? try SchemaPack(directory: path) : nil
            },
            transport: MailTransport(configuration: configuration, allowed: allowed, group: group),
            slots: NodeSlots(processing: Slots(configuration.workers), sending: Slots(32)),
            crash: CrashSwitch.points(environment: environment), group: group, allowed: allowed)
    }

    func settings(of tenant: Tenant) async throws -> TenantSettings {
        let store = try await store.tenant(tenant.id, as: "server")
        return try await TenantSettings.load(tenant, from: store, master: masterKey)
    }

    func runtime(for tenant: Tenant) async throws -> TenantRuntime {
        let store = try await store.tenant(tenant.id, as: "server")
        let settings = SettingsBox(try await TenantSettings.load(tenant, from: store, master: masterKey))
        let context = ExchangeContext(
            store: store, settings: settings,
            register: ManualOverlay(register) { try settings.current.manualParties() }, trust: trust,
            catalogue: catalogue, schemas: schemas,
            product: Product(name: configuration.productName, version: configuration.productVersion),
            limits: ExchangeLimits(stageDomains: configuration.stageDomains.byStage), randomness: .system,
            crash: crash, wakes: Wakes())
        let (configuration, allowed, group) = (configuration, allowed, group)
        return TenantRuntime(
            context: context, transport: transport, slots: slots,
            mailbox: { name in configuration.mailbox(name, allowed: allowed, group: group) },
            poll: { name in configuration.pollInterval(of: name) }, folderPoll: .milliseconds(200),
            clock: clock.now, logger: logger)
    }
}
