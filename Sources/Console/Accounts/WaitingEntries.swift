import MunicipalNode
import Synchronization
import Web

/// What is held for sessions that are on their way in: who has given a password, and what is shown to them once.
final class WaitingEntries: Sendable {
    /// Of one session.
    struct Waiting {
        var entry: AccountDesk.Entry?
        /// Proposed for an authenticator program, and not yet confirmed.
        var secret: AuthenticatorSecret?
        /// Until the person has kept them.
        var codes: [RecoveryCode] = []
    }

    private let all = Mutex<[SessionDigest: Waiting]>([:])

    func keep(_ waiting: Waiting, as digest: SessionDigest) { all.withLock { $0[digest] = waiting } }
    func forget(_ digest: SessionDigest) { all.withLock { $0[digest] = nil } }

    func find(_ session: WebSession?) -> Waiting? {
        session.flatMap { session in all.withLock { $0[session.digest] } }
    }
}
