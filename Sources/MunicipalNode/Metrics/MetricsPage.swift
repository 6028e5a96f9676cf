import Foundation
import Identifiers
import Logging
import Monitoring
import SQLiteStore
import Store

/// The page of metrics, made anew at most once a second however many ask for it.
actor MetricsPage {
    private let parts: NodeParts
    private let state: @Sendable () async -> NodeState
    private var last: (text: String, at: ContinuousClock.Instant)?
    private var making: Task<String, Never>?

    init(parts: NodeParts, state: @escaping @Sendable () async -> NodeState) {
        self.parts = parts
        self.state = state
    }

    func text() async -> String {
        if let making { return await making.value }
        if let last, last.at.duration(to: .now) < .seconds(1) { return last.text }
        let task = Task { await make() }
        making = task
        let text = await task.value
        (making, last) = (nil, (text, .now))
        return text
    }

    private nonisolated func make() async -> String {
        let (begun, now) = (ContinuousClock.now, parts.clock.now())
        var sheet = MetricSheet()
        sheet.add(.build, 1, parts.equipment.current.configuration.productVersion)
        sheet.add(ProcessFigures.read())
        sheet.add(parts.meter)
        let state = await state()
        sheet.add(state, now: now)
        for tenant in state.tenants ?? [] {
            guard let gauges = await gauges(of: tenant.id, now: now) else { continue }
            sheet.add(gauges, of: tenant.id.name, now: now)
        }
        sheet.add(.collectionTime, begun.duration(to: .now) / .seconds(1))
        return OpenMetricsText.encode(sheet.families)
    }

    /// nil when its store cannot be read: the others are told of all the same.
    private nonisolated func gauges(of tenant: TenantID, now: Date) async -> TenantGauges? {
        do {
            let store = try await parts.store.tenant(tenant, as: "server")
            return try await store.read { try TenantGauges(of: $0, now: now) }
        } catch {
            parts.logger.warning(
                "the figures of a tenant cannot be read", metadata: ["tenant": "\(tenant)", "error": "\(error)"])
            return nil
        }
    }
}
