import CommandOutcome
import ControlSocket
import Delivery
import Exchange
import Foundation
import HTTPListening
import HTTPTransport
public import Identifiers
import Keys
public import Logging
import NIOCore
import ReportWizard
import SQLiteStore
import Store
import Texts

/// One installation of the message server, composed: the only place where ports meet their adapters.
///
/// `open` takes the data directory's lock and reads everything; `run` works until cancelled. A command that finds no
/// server running opens the node, does its work and closes it again, without running it.
public actor MunicipalNode: ExchangeActions {
    let parts: NodeParts
    let source: ConfigurationSource?
    let events: NodeEvents
    private let bridge: ActionsBridge
    /// The links by which people come to the pages; they work while those are served.
    let entryLinks = EntryLinks()
    private let website: (any NodeWebsite)?
    private(set) var runtimes: [TenantID: TenantRuntime] = [:]
    private var running: [TenantID: Task<Void, Never>] = [:]
    /// Those whose work has broken off and is begun anew in a while.
    private var stopped: Set<TenantID> = []
    private var isRunning = false
    /// The reload under way, which the next one waits for.
    var lastReload: Task<Void, Never>?

    /// Opens the data directory and loads keys, register and trust.
    ///
    /// - Parameters:
    ///   - source: where the configuration comes from, so that it can be read anew; nil when it never is.
    ///   - environment: for crash points only; settings are in `configuration` already.
    ///   - website: the pages that are served where the configuration says; nil for a node that serves none.
    /// - Throws: `StoreError.locked` when another process holds the data directory, `AdministrationError` about the
    ///   master key, `CertificateError` and `SchemaPackError` for what cannot be read.
    public static func open(
        _ configuration: Configuration, from source: ConfigurationSource? = nil, environment: [String: String],
        logger: Logger, events: NodeEvents = NodeEvents(), website: (any NodeWebsite)? = nil
    ) async throws -> MunicipalNode {
        let parts = try await NodeParts.assemble(
            configuration, environment: environment, logger: logger, onNotDurable: events.notDurable)
        return MunicipalNode(parts: parts, source: source, events: events, website: website)
    }

    private init(
        parts: NodeParts, source: ConfigurationSource?, events: NodeEvents, website: (any NodeWebsite)?
    ) {
        self.parts = parts
        self.source = source
        self.events = events
        self.website = website
        bridge = ActionsBridge()
        bridge.connect(to: self)
    }

    /// The configuration in effect.
    public nonisolated var configuration: Configuration { parts.equipment.current.configuration }

    public nonisolated var clock: NodeClock { parts.clock }

    /// Carries out requests with what is in effect now.
    public nonisolated var administration: Administration {
        let equipment = parts.equipment.current
        return Administration(
            installation: parts.store, configuration: equipment.configuration, register: equipment.register,
            masterKey: parts.masterKey, trust: equipment.trust, exchange: bridge, clock: parts.clock.now,
            links: entryLinks)
    }

    /// Names of loops that have stopped turning; empty while the node really works (U-49).
    public nonisolated var stalledLoops: [String] { parts.pulse.stalled }

    /// Runs all tenants, the revocation refresh and the control socket until the task is cancelled.
    ///
    /// - Parameter ready: called once everything has started.
    public func run(ready: @escaping @Sendable () -> Void) async throws {
        isRunning = true
        try await startTenants()
        let (parts, configuration) = (parts, configuration)
        let listen = configuration.partnerHTTP?.listen
        let pages = configuration.web.flatMap { settings in website.map { (settings, $0) } }
        let optional = [
            configuration.recordSystemAPI != nil, pages != nil, listen != nil, configuration.metrics != nil,
        ]
        let faces = Countdown(1 + optional.count { $0 }, ready)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let server = ControlServer(path: configuration.controlSocket) { request, peer in
                    await self.administration.answer(request, by: peer.actor)
                }
                try await server.run { faces.step() }
            }
            if let settings = configuration.recordSystemAPI {
                group.addTask { try await self.serveRecordSystems(settings) { faces.step() } }
            }
            if let (settings, website) = pages {
                group.addTask { try await self.serve(website, settings) { faces.step() } }
            }
            if let settings = configuration.metrics {
                group.addTask { try await self.serveMetrics(settings) { faces.step() } }
            }
            group.addTask { await parts.revocation.run() }
            if let listen { group.addTask { try await self.receivePosts(listen) { faces.step() } } }
            group.addTask { await ClockWatch(clock: parts.clock, logger: parts.logger).run() }
            try await group.waitForAll()
        }
    }

    /// Lets what is under way end, then closes store and connections.
    ///
    /// - Parameter limit: how long what is under way may take.
    /// - Returns: false when something went on for longer. The process must end then; it is as if the power had been
    ///   cut, which loses nothing.
    @discardableResult
    public func close(within limit: Duration = .seconds(25)) async throws -> Bool {
        isRunning = false
        let (tasks, parts) = (Array(running.values), parts)
        running = [:]
        for task in tasks { task.cancel() }
        let ended = await TimeLimit.run(limit) {
            for task in tasks { await task.value }
            await parts.equipment.current.transport.close()
            await parts.equipment.current.posting.close()
            return true
        }
        guard ended == true else { return false }
        try await parts.store.close()
        try await parts.group.shutdownGracefully()
        return true
    }

    // MARK: - ExchangeActions

    public func settingsChanged(_ id: TenantID) async throws {
        guard let tenant = try await parts.store.tenants().first(where: { $0.id == id }) else {
            running.removeValue(forKey: id)?.cancel()
            runtimes[id] = nil
            return
        }
        if let runtime = runtimes[id] {
            runtime.context.settings.replace(with: try await parts.settings(of: tenant))
            // Whoever waits at the API looks again, and finds its token revoked if it is.
            runtime.context.wakes.news.ring()
        } else if isRunning {
            try await start(tenant)
        }
    }

    // MARK: - Tenants at work

    /// Starts every tenant that does not run yet.
    func startTenants() async throws {
        guard isRunning else { return }
        for tenant in try await parts.store.tenants() where running[tenant.id] == nil {
            // One tenant whose key or settings cannot be read must not keep the others down.
            do { try await start(tenant) } catch {
                parts.logger.critical(
                    "a tenant cannot be started", metadata: ["tenant": "\(tenant.id)", "error": "\(error)"])
            }
        }
    }

    /// Lets every tenant work with new equipment from its next piece of work on.
    func equip(_ equipment: NodeEquipment) {
        for runtime in runtimes.values { runtime.equipment.replace(with: parts.equipment(for: runtime, equipment)) }
    }

    /// What a tenant that runs works with; a stranger who names another costs nothing.
    func atWork(_ id: TenantID) -> ExchangeContext? { runtimes[id]?.context }

    func isAtWork(_ id: TenantID) -> Bool { running[id] != nil && !stopped.contains(id) }

    func runtime(_ id: TenantID) async throws -> TenantRuntime {
        if let runtime = runtimes[id] { return runtime }
        guard let tenant = try await parts.store.tenants().first(where: { $0.id == id }) else {
            throw StoreError.unknownTenant
        }
        let made = try await parts.runtime(for: tenant)
        // Someone else may have made it, and the equipment may have been exchanged, in the meantime.
        if let runtime = runtimes[id] { return runtime }
        made.equipment.replace(with: parts.equipment(for: made, parts.equipment.current))
        runtimes[id] = made
        return made
    }

    private func start(_ tenant: Tenant) async throws {
        let runtime = try await runtime(tenant.id)
        guard isRunning, running[tenant.id] == nil else { return }
        let logger = parts.logger
        running[tenant.id] = Task {
            let backoff = Backoff(first: 5, longest: 60)
            var failures = 0
            while !Task.isCancelled {
                stopped.remove(tenant.id)
                do { return try await runtime.run() } catch is CancellationError { return } catch {
                    stopped.insert(tenant.id)
                    logger.critical("a tenant has stopped", metadata: ["tenant": "\(tenant.id)", "error": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(backoff.delay(attempts: failures, spread: 1)))
                failures += 1
            }
        }
    }
}
