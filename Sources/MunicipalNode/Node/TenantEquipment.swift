import Delivery
import Exchange
import Foundation
import Store
import Synchronization

/// What a tenant's loops work with, exchanged whole when the configuration is read anew.
struct TenantEquipment: Sendable {
    let context: ExchangeContext
    let transport: any MailSending
    /// The reader of a mailbox by its name in the configuration; nil when it is not there.
    let mailbox: @Sendable (_ name: String) -> POP3Mailbox?
    /// How long a mailbox that was empty is left alone.
    let poll: @Sendable (_ name: String) -> Duration
}

/// Holds a tenant's equipment. Work begun goes on with what it has; what begins afterwards takes the new.
final class EquipmentBox: Sendable {
    private let state: Mutex<(equipment: TenantEquipment, generation: Int)>

    init(_ equipment: TenantEquipment) {
        state = Mutex((equipment, 0))
    }

    var current: TenantEquipment { state.withLock { $0.equipment } }

    /// Counts the exchanges, so that one who waits can tell that there was one.
    var generation: Int { state.withLock { $0.generation } }

    func replace(with new: TenantEquipment) {
        state.withLock { $0 = (new, $0.generation + 1) }
    }
}

/// Does each job with the equipment that is in force when it begins, so that nothing under way is ever broken off by a
/// reload.
struct EquippedHandler: JobHandler {
    let kinds: [String]
    private let handler: @Sendable () -> any JobHandler
    private let pulse: LoopPulse

    init(_ box: EquipmentBox, pulse: LoopPulse, _ make: @escaping @Sendable (TenantEquipment) -> any JobHandler) {
        handler = { make(box.current) }
        kinds = make(box.current).kinds
        self.pulse = pulse
    }

    func handle(_ job: Job, now: Date) async throws -> JobOutcome {
        pulse.jobBegins()
        defer { pulse.jobEnds() }
        return try await handler().handle(job, now: now)
    }
}
