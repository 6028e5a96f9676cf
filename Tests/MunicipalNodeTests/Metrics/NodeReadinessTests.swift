import Foundation
import Identifiers
import Monitoring
import SQLiteStore
import Store
import Testing

@testable import MunicipalNode

@Suite("Readiness and what is told of a node")
struct NodeReadinessTests {
    static let now = Installation.now

    private static func wellState() -> NodeState {
        var state = NodeState(
            disk: DiskState(isWritable: true, free: 50_000_000_000, size: 100_000_000_000, reserve: 1_000_000_000))
        state.revocationDue = now + 86_400
        state.isRevocationRequired = true
        var tenant = TenantState(id: Installation.tenant, isRunning: true)
        tenant.hasAddresses = true
        tenant.usable = [.signing, .encryption]
        tenant.expiries = [.signing: now + 40 * 86_400, .encryption: now + 10 * 86_400]
        state.tenants = [tenant]
        return state
    }

    private static func readiness(_ change: (inout NodeState) -> Void) -> NodeReadiness {
        var state = wellState()
        change(&state)
        return NodeReadiness(of: state, now: now)
    }

    @Test("U-50 a node that has all it needs is ready; so is one without tenants, or with one that is not set up yet")
    func ready() {
        let without = Self.readiness { $0.tenants = [] }
        let new = Self.readiness { $0.tenants = [TenantState(id: Installation.tenant, isRunning: true)] }
        for readiness in [Self.readiness { _ in }, without, new] {
            #expect(readiness.ready && readiness.reasons.isEmpty)
        }
    }

    private static let faults: [(ReadinessReason.Code, String?, @Sendable (inout NodeState) -> Void)] = [
        (.storeNotWritable, nil, { $0.disk.isWritable = false }),
        (.storeNotWritable, nil, { $0.isDiskFull = true }),
        (.diskReserve, nil, { $0.disk.free = 999_999_999 }),
        (.loopsStalled, nil, { $0.stalledLoops = ["nord tasks"] }),
        (.registerUnusable, nil, { $0.registerFault = "line 3: no party" }),
        (.revocationOutdated, nil, { $0.revocationDue = now - 1 }),
        (.tenantsUnreadable, nil, { $0.tenants = nil }),
        (.tenantStopped, "nord", { $0.tenants?[0].isRunning = false }),
        (.signingCertificate, "nord", { $0.tenants?[0].usable = [.encryption] }),
        (.encryptionCertificate, "nord", { $0.tenants?[0].usable = [.signing] }),
        (.mailboxUnreachable, "nord", { $0.tenants?[0].unreachable = ["post": now - 900] }),
    ]

    @Test("U-50 each thing that is needed and missing is one reason, with its tenant", arguments: faults.indices)
    func reasons(index: Int) {
        let (code, tenant, change) = Self.faults[index]
        let readiness = Self.readiness(change)
        #expect(!readiness.ready)
        #expect(readiness.reasons.map(\.code) == [code])
        #expect(readiness.reasons.first?.tenant == tenant)
        #expect(readiness.reasons.first?.sentence.isEmpty == false)
    }

    @Test("U-50 every reason has a test")
    func complete() { #expect(Set(Self.faults.map(\.0)) == Set(ReadinessReason.Code.allCases)) }

    private static let trifles: [@Sendable (inout NodeState) -> Void] = [
        { $0.disk.free = nil }, { $0.disk.free = 1_000_000_000 }, { $0.revocationDue = nil },
        { ($0.revocationDue, $0.isRevocationRequired) = (now - 1, false) },
        { $0.tenants?[0].unreachable = ["post": now - 899] },
        // Work goes on by elapsed time.
        { $0.isClockJumped = true },
    ]

    @Test("U-50 what is not needed, not yet late, or not told by the system is no reason", arguments: trifles.indices)
    func noReason(index: Int) {
        let readiness = Self.readiness(Self.trifles[index])
        #expect(readiness.ready)
    }

    @Test("U-50 gauges say how the node stands")
    func gauges() {
        var state = Self.wellState()
        state.tenants?[0].unreachable = ["post": Self.now - 60, "other": Self.now - 90]
        var sheet = MetricSheet()
        sheet.add(state, now: Self.now)
        let text = OpenMetricsText.encode(sheet.families)
        for line in [
            "budstikke_ready 1", "budstikke_clock_jumped 0", "budstikke_disk_free_bytes 50000000000",
            "budstikke_revocation_list_remaining_seconds 86400", #"budstikke_tenant_running{tenant="nord"} 1"#,
            #"budstikke_certificate_remaining_seconds{tenant="nord",purpose="signing"} 3456000"#,
            #"budstikke_certificate_remaining_seconds{tenant="nord",purpose="encryption"} 864000"#,
            #"budstikke_mailbox_unreachable_seconds{tenant="nord"} 90"#,
            #"budstikke_not_ready_reasons{reason="disk-reserve"} 0"#,
        ] { #expect(text.contains("\n\(line)\n"), "\(line)") }
    }

    @Test("U-50 a mailbox is unreachable from its first failure until it is read")
    func mailboxHealth() {
        let health = MailboxHealth()
        health.failed("post", at: Self.now)
        health.failed("post", at: Self.now + 60)
        #expect(health.unreachable == ["post": Self.now])
        health.recovered("post")
        #expect(health.unreachable.isEmpty)
    }

    @Test("U-50 a tenant's figures come from its store: messages by state, tasks, receipts and the queue")
    func tenantFigures() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let store = try await installation.store.tenant(Installation.tenant, as: "server")
        try await store.write { transaction in
            for state in [MessageState.sent, .sent, .held, .acknowledged] {
                var message = StoredMessage(
                    serverID: UUID(), direction: .outgoing, kind: .business, state: state, at: Self.now - 60)
                message.application = .waiting
                let stored = try transaction.insert(message)
                guard state == .held else { continue }
                let cause = MessageTask.Cause(step: "expired", reason: nil)
                _ = try transaction.openTask(cause, for: stored, at: Self.now - 60, dueAt: Self.now - 1)
            }
            try transaction.enqueue(NewJob(kind: "send", message: nil, fairnessKey: "p", runAt: Self.now))
        }
        let gauges = try await store.read { try TenantGauges(of: $0, now: Self.now) }
        var sheet = MetricSheet()
        sheet.add(gauges, of: "nord", now: Self.now)
        let text = OpenMetricsText.encode(sheet.families)
        for line in [
            #"messages{tenant="nord",direction="outgoing",state="sent"} 2"#,
            #"messages{tenant="nord",direction="outgoing",state="held"} 1"#,
            #"messages{tenant="nord",direction="incoming",state="parked"} 0"#,
            #"tasks_open{tenant="nord",verdict="overdue"} 1"#, #"tasks_open{tenant="nord",verdict="needsHand"} 0"#,
            #"receipts_waiting{tenant="nord",receipt="transport"} 2"#,
            #"receipt_oldest_wait_seconds{tenant="nord",receipt="transport"} 60"#,
            #"jobs{tenant="nord",kind="send"} 1"#,
        ] { #expect(text.contains("\nbudstikke_\(line)\n"), "\(line)") }
    }
}
