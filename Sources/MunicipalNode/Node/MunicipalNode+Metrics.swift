import AddressRegister
import Exchange
import HTTPListening
import Identifiers
import Logging
import NIOCore
import SQLiteStore
import Store

/// Health and metrics, for a supervisor and a monitoring system (U-50).
extension MunicipalNode {
    /// Serves until cancelled.
    ///
    /// - Throws: `HTTPListenerError` for an address or certificate that cannot be used.
    nonisolated func serveMetrics(_ settings: MetricsSettings, ready: @escaping @Sendable () -> Void) async throws {
        let parts = parts
        let page = MetricsPage(parts: parts) { await self.state() }
        let responder = MetricsResponder(
            readiness: { NodeReadiness(of: await self.state(), now: parts.clock.now()) },
            metrics: { await page.text() })
        var listener = settings.listener
        listener.answered = { parts.meter.count(.httpRequests, "metrics", "\($0)") }
        try await HTTPListener(settings: listener, responder: responder, log: parts.quietLogger).run { address in
            parts.logger.notice(
                "metrics-listening",
                metadata: ["host": "\(settings.host)", "port": "\(address.port ?? settings.port)"])
            ready()
        }
    }

    /// The node as it stands now.
    func state() async -> NodeState {
        let (equipment, now) = (parts.equipment.current, parts.clock.now())
        var state = NodeState(disk: DiskState(of: equipment.configuration.dataDirectory))
        state.stalledLoops = parts.pulse.stalled
        state.isClockJumped = parts.clock.isJumped
        state.isDiskFull = parts.disk.isRaised
        state.registerFault = await equipment.registerFile.fault()?.description
        state.revocationDue = parts.revocation.status?.nextUpdate
        state.isRevocationRequired = equipment.configuration.revocation.required
        let tenants = try? await parts.store.tenants()
        state.tenants = tenants?.sorted { $0.id.name < $1.id.name }.map { tenant in
            guard let runtime = runtimes[tenant.id] else { return TenantState(id: tenant.id, isRunning: false) }
            var known = TenantState(
                tenant.id, isRunning: isAtWork(tenant.id), runtime.context.settings.current, now: now)
            known.unreachable = runtime.mailboxHealth.unreachable
            return known
        }
        return state
    }
}
