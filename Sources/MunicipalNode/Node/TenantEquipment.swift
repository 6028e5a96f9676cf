import Delivery
import Exchange
import Foundation
import Store
import Synchronization

/// What a tenant's loops work with, exchanged whole when the configuration is read anew.
struct TenantEquipment: Sendable {
    let context: ExchangeContext
    let transport: any MailSending
    let posting: any EnvelopePosting
    /// The reader of a mailbox by its name in the configuration; nil when it is not there.
    let mailbox: @Sendable (_ name: String) -> POP3Mailbox?
    /// How long a mailbox that was empty is left alone.
    let poll: @Sendable (_ name: String) -> Duration

    /// The mailboxes that belong to the tenant's addresses just now and are in the configuration.
    var mailboxes: Set<String> {
        Set(context.settings.current.addresses.values.map(\.mailbox)).filter { mailbox($0) != nil }
    }

    /// The reader of one of the tenant's mailboxes; nil when it is no longer in the configuration, or no longer the
    /// tenant's: then it may be another's, whose mails must not end here.
    func reader(of name: String) -> POP3Mailbox? { mailboxes.contains(name) ? mailbox(name) : nil }
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

    init(_ box: EquipmentBox, _ make: @escaping @Sendable (TenantEquipment) -> any JobHandler) {
        handler = { make(box.current) }
        kinds = make(box.current).kinds
    }

    func handle(_ job: Job, now: Date) async throws -> JobOutcome {
        try await handler().handle(job, now: now)
    }
}
