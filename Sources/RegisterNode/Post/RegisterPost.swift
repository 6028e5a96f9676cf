import Foundation
import Identifiers
import Logging
public import Register

/// Hands an archive to the portal; true once the portal has it on disk. Called again for the same archive until then.
public typealias PortalPush = @Sendable (ReleasedArchive) async -> Bool

/// One round of what the register sends: archives to the portal, mails to the relay, status events to the trustee.
struct RegisterPost: Sendable {
    let store: RegisterStore
    let mailer: Mailer
    let log: Logger
    /// nil while there is no portal: archives and their notices wait.
    let portal: PortalPush?
    /// nil while the trustee takes no events: they wait.
    let trustee: TrusteeLine?

    /// - Parameter signer: the register's signing key; without it no event goes.
    func run(signer: RegisterKeyPair?, now: Date) async throws {
        try await pushArchives(now: now)
        let sent = try await mailer.runOnce(now: now)
        if sent > 0 { log.notice("mails-sent", metadata: ["count": "\(sent)"]) }
        try await sendEvents(signer: signer, now: now)
    }

    private func pushArchives(now: Date) async throws {
        guard let portal else { return }
        for id in try store.archivesToPush() {
            guard let archive = try store.archive(of: id), await portal(archive) else { continue }
            try store.archivePushed(of: id, at: now)
        }
    }

    private func sendEvents(signer: RegisterKeyPair?, now: Date) async throws {
        guard let trustee, let signer else { return }
        for event in try store.statusEvents(signer: signer, now: now) {
            switch await trustee.post(event.signed) {
            case .taken: try store.statusEventsTaken([event.key], now: now)
            case .refused(let status):
                log.warning(
                    "status-event-refused",
                    metadata: ["submission": "\(event.submission)", "status": "\(status)"])
            case .unreachable:
                log.notice("trustee-unreachable", metadata: ["waiting": "status events"])
                return
            }
        }
    }
}
