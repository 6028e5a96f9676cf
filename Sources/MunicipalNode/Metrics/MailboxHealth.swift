import Foundation
import Synchronization

/// Since when each of a tenant's mailboxes cannot be read.
final class MailboxHealth: Sendable {
    private let failing = Mutex<[String: Date]>([:])

    func failed(_ name: String, at now: Date) { failing.withLock { $0[name] = $0[name] ?? now } }

    /// It was read, or is the tenant's no longer.
    func recovered(_ name: String) { _ = failing.withLock { $0.removeValue(forKey: name) } }

    /// The mailboxes that fail now, by name.
    var unreachable: [String: Date] { failing.withLock { $0 } }
}
