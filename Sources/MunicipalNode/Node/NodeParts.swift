import AddressRegister
import CommandOutcome
import Delivery
import Exchange
import Foundation
import HealthMessages
import Keys
import Logging
import NIOCore
import NIOPosix
import PrivateFiles
import SQLiteStore
import Store
import Synchronization

/// What a node is made of for as long as its process lives, and the equipment that a reload exchanges.
struct NodeParts: Sendable {
    let clock: NodeClock
    let logger: Logger
    let store: SQLiteStore
    let masterKey: MasterKey
    let catalogue: MessageCatalogue
    let slots: NodeSlots
    let crash: CrashPoints
    let group: MultiThreadedEventLoopGroup
    let pulse: NodePulse
    let meter: NodeMeter
    let disk: DiskAlarm
    let equipment: NodeEquipmentBox
    let revocation: RevocationRefresh

    /// For listeners: what they log of single connections is no news to an operator.
    var quietLogger: Logger {
        var quiet = logger
        quiet.logLevel = max(.warning, logger.logLevel)
        return quiet
    }

    /// - Throws: `AdministrationError` about the master key and the data directory, and what `NodeEquipment` throws.
    static func assemble(
        _ configuration: Configuration, environment: [String: String], logger: Logger,
        onNotDurable: @escaping @Sendable () -> Void
    ) async throws -> NodeParts {
        let clock = NodeClock.system()
        let masterKey = try MasterKeyReading.read(configuration)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        do {
            // Before the store, so that nothing is made on a disk while a file that is needed cannot be read.
            let equipment = NodeEquipmentBox(try NodeEquipment.read(configuration, clock: clock, group: group))
            let store = try MasterKeyReading.opening(configuration) {
                try SQLiteStore(directory: configuration.dataDirectory, masterKey: masterKey) { reason in
                    logger.critical("the disk does not keep what is written", metadata: ["reason": "\(reason)"])
                    onNotDurable()
                }
            }
            let pulse = NodePulse()
            return NodeParts(
                clock: clock, logger: logger, store: store, masterKey: masterKey,
                catalogue: try MessageCatalogue.bundled(),
                slots: NodeSlots(processing: Slots(configuration.workers), sending: Slots(32)),
                crash: CrashSwitch.points(environment: environment), group: group, pulse: pulse, meter: NodeMeter(),
                disk: DiskAlarm(logger: logger, directory: configuration.dataDirectory), equipment: equipment,
                revocation: RevocationRefresh(
                    equipment: equipment, clock: clock.now, logger: logger,
                    pulse: pulse.loop("revocation lists", patience: .seconds(3600))))
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    func settings(of tenant: Tenant) async throws -> TenantSettings {
        let store = try await store.tenant(tenant.id, as: "server")
        return try await TenantSettings.load(tenant, from: store, master: masterKey)
    }

    func runtime(for tenant: Tenant) async throws -> TenantRuntime {
        let store = try await store.tenant(tenant.id, as: "server")
        let settings = SettingsBox(try await TenantSettings.load(tenant, from: store, master: masterKey))
        let wakes = Wakes()
        return TenantRuntime(
            tenant: tenant.id,
            equipment: EquipmentBox(equipment(store: store, settings: settings, wakes: wakes, equipment.current)),
            slots: slots, signs: NodeSigns(pulse: pulse, meter: meter, disk: disk), folderPoll: .milliseconds(200),
            clock: clock.now, logger: logger)
    }

    /// The new equipment of a tenant that goes on with its store, settings and wakes.
    func equipment(for runtime: TenantRuntime, _ equipment: NodeEquipment) -> TenantEquipment {
        let old = runtime.equipment.current.context
        return self.equipment(store: old.store, settings: old.settings, wakes: old.wakes, equipment)
    }

    private func equipment(
        store: any TenantStore, settings: SettingsBox, wakes: Wakes, _ equipment: NodeEquipment
    ) -> TenantEquipment {
        let configuration = equipment.configuration
        let context = ExchangeContext(
            store: store, settings: settings,
            register: ManualOverlay(equipment.register) { try settings.current.manualParties() },
            trust: equipment.trust, catalogue: catalogue, schemas: equipment.schemas,
            product: Product(name: configuration.productName, version: configuration.productVersion),
            limits: ExchangeLimits(stageDomains: configuration.stageDomains.byStage), randomness: .system,
            crash: crash, wakes: wakes, certificateDirectory: configuration.recordSystemAPI?.certificateDirectory,
            // Receipts are small: they settle what is under way, and may use most of what is kept free.
            hasRoom: { [disk] in
                let directory = configuration.dataDirectory
                let reserve = FreeSpace.reserve(in: directory) / ($0 <= 65_536 ? 8 : 1)
                let hasRoom = FreeSpace.has($0, besides: reserve, in: directory)
                if !hasRoom { disk.refused(octets: $0) }
                return hasRoom
            })
        let (allowed, group) = (equipment.allowed, group)
        let count = AttemptCount(meter: meter, tenant: store.tenant)
        return TenantEquipment(
            context: context, transport: MeteredMail(inner: equipment.transport, count: count),
            posting: MeteredPosting(inner: equipment.posting, count: count),
            mailbox: { name in configuration.mailbox(name, allowed: allowed, group: group) },
            poll: { name in configuration.pollInterval(of: name) })
    }
}

/// Holds the node's equipment.
final class NodeEquipmentBox: Sendable {
    private let equipment: Mutex<NodeEquipment>

    init(_ equipment: NodeEquipment) {
        self.equipment = Mutex(equipment)
    }

    var current: NodeEquipment { equipment.withLock { $0 } }

    /// Returns what was in use before.
    func replace(with new: NodeEquipment) -> NodeEquipment {
        equipment.withLock { equipment in
            defer { equipment = new }
            return equipment
        }
    }
}
