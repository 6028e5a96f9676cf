import Foundation
import Identifiers
import Logging
import Register

/// One round of what the register sends: mails to the relay, status events to the trustee.
struct RegisterPost: Sendable {
    let store: RegisterStore
    let mailer: Mailer
    let log: Logger
    /// nil while the trustee takes no events: they wait.
    let trustee: TrusteeLine?

    /// - Parameter signer: the register's signing key; without it no event goes.
    func run(signer: RegisterKeyPair?, now: Date) async throws {
        let sent = try await mailer.runOnce(now: now)
        if sent > 0 { log.notice("mails-sent", metadata: ["count": "\(sent)"]) }
        try await sendEvents(signer: signer, now: now)
    }

    /// What the trustee refuses waits, and holds up none of those after it.
    private func sendEvents(signer: RegisterKeyPair?, now: Date) async throws {
        guard let trustee, let signer else { return }
        var last: Int64 = 0
        while true {
            let events = try store.statusEvents(signer: signer, now: now, after: last)
            if events.isEmpty { return }
            for event in events {
                last = event.key
                switch await trustee.post(event.signed) {
                case .taken: try store.statusEventsTaken([event], now: now)
                case .refused(let status):
                    log.warning(
                        "status-event-refused",
                        metadata: ["submission": "\(event.submission)", "status": "\(status)"])
                case .unreachable(let trouble):
                    log.notice(
                        "trustee-unreachable",
                        metadata: ["waiting": "status events", "reason": "\(trouble.code)"])
                    return
                }
            }
        }
    }
}
