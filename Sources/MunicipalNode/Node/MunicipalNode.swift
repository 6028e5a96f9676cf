import AddressRegister
import Certificates
import Exchange
public import Foundation
import HealthMessages
public import Identifiers
import Keys
public import Logging
import Mail
import NIOCore
import NIOPosix
import SQLiteStore
public import Store
import Texts
import XML

/// One installation of the message server, composed: the only place where ports meet their adapters.
///
/// `open` takes the data directory's lock and reads everything; `run` works until cancelled. A command that finds no
/// server running opens the node, does its work and closes it again, without running it.
public actor MunicipalNode: ExchangeActions {
    public nonisolated let configuration: Configuration
    public nonisolated let administration: Administration
    public nonisolated let clock: NodeClock

    private let parts: NodeParts
    private var runtimes: [TenantID: TenantRuntime] = [:]
    private var running: [TenantID: Task<Void, Never>] = [:]
    private var isRunning = false

    /// Opens the data directory and loads keys, register and trust.
    ///
    /// - Parameters:
    ///   - environment: for crash points only; settings are in `configuration` already.
    ///   - onNotDurable: called when the disk refuses to make data durable: the process must stop.
    /// - Throws: `StoreError.locked` when another process holds the data directory, `MasterKeyError`,
    ///   `CertificateError` and `RegisterError` for what cannot be read.
    public static func open(
        _ configuration: Configuration, environment: [String: String], logger: Logger,
        onNotDurable: @escaping @Sendable () -> Void
    ) async throws -> MunicipalNode {
        let parts = try await NodeParts.assemble(
            configuration, environment: environment, logger: logger, onNotDurable: onNotDurable)
        return MunicipalNode(configuration: configuration, parts: parts)
    }

    private init(configuration: Configuration, parts: NodeParts) {
        self.configuration = configuration
        self.parts = parts
        clock = parts.clock
        let bridge = ActionsBridge()
        administration = Administration(
            installation: parts.store, configuration: configuration, register: parts.register,
            masterKey: parts.masterKey, trust: parts.trust, exchange: bridge, clock: parts.clock.now)
        bridge.connect(to: self)
    }

    /// Runs all tenants, the revocation refresh and the control socket until the task is cancelled.
    ///
    /// - Parameter ready: called once everything has started.
    public func run(ready: @escaping @Sendable () -> Void) async throws {
        isRunning = true
        for tenant in try await parts.store.tenants() {
            // One tenant whose key or settings cannot be read must not keep the others down.
            do { try await start(tenant) } catch {
                parts.logger.critical(
                    "a tenant cannot be started", metadata: ["tenant": "\(tenant.id)", "error": "\(error)"])
            }
        }
        let (parts, configuration, administration) = (parts, configuration, administration)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await ControlServer(path: configuration.controlSocket, administration: administration)
                    .run(ready: ready)
            }
            group.addTask { await parts.revocation.run() }
            group.addTask { await ClockWatch(clock: parts.clock, logger: parts.logger).run() }
            try await group.waitForAll()
        }
    }

    /// Lets what is under way end, then closes store and connections.
    public func close() async throws {
        for task in running.values { task.cancel() }
        for task in running.values { await task.value }
        running = [:]
        await parts.transport.close()
        try await parts.store.close()
        try await parts.group.shutdownGracefully()
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
        } else if isRunning {
            try await start(tenant)
        }
    }

    public func submit(
        _ document: [UInt8], tenant: TenantID, recordSystem: RecordSystem, now: Date
    ) async throws -> SubmissionVerdict {
        switch try await runtime(tenant).intake.submit(document, by: recordSystem, now: now) {
        case .accepted(let id): .accepted(id)
        case .refused(let reason, let detail): .refused(reason: reason.rawValue, detail: detail)
        }
    }

    public func resend(_ message: StoredMessage, tenant: TenantID, actor: String, now: Date) async throws {
        try await ResendRequest(context: runtime(tenant).context).resend(message, actor: actor, now: now)
    }

    public func sendTest(
        from address: OwnAddress, tenant: TenantID, actor: String, now: Date
    ) async throws -> UUID {
        let runtime = try await runtime(tenant)
        let settings = runtime.context.settings.current
        let document = TestMessage.document(
            from: address, tenant: settings.tenant, msgID: runtime.context.randomness.uuid(), now: now)
        let system = RecordSystem(name: "test", folder: "", herIDs: [address.her], createdAt: now)
        switch try await runtime.intake.submit(document, by: system, now: now) {
        case .accepted(let id): return id
        case .refused(let reason, _): throw StoreError.failed(reason.rawValue)
        }
    }

    // MARK: - Tenants at work

    private func runtime(_ id: TenantID) async throws -> TenantRuntime {
        if let runtime = runtimes[id] { return runtime }
        guard let tenant = try await parts.store.tenants().first(where: { $0.id == id }) else {
            throw StoreError.unknownTenant
        }
        let runtime = try await parts.runtime(for: tenant)
        runtimes[id] = runtime
        return runtime
    }

    private func start(_ tenant: Tenant) async throws {
        let runtime = try await runtime(tenant.id)
        guard running[tenant.id] == nil else { return }
        let logger = parts.logger
        running[tenant.id] = Task {
            do { try await runtime.run() } catch {
                logger.critical("a tenant has stopped", metadata: ["tenant": "\(tenant.id)", "error": "\(error)"])
            }
        }
    }
}
