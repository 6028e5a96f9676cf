import CommandOutcome
public import Exchange
public import Foundation
public import Identifiers
public import Store

/// What the flows do for an administrator. The node implements it; tests put their own in its place.
public protocol ExchangeActions: Sendable {
    /// The tenant's addresses, partners, keys, rules or record systems have changed: use the new ones from now on.
    func settingsChanged(_ tenant: TenantID) async throws
    /// Takes a document as if the record system had put it into its folder.
    func submit(
        _ document: [UInt8], tenant: TenantID, recordSystem: RecordSystem, now: Date
    ) async throws -> SubmissionVerdict
    /// Sends the stored envelope of an outgoing message once more, as a new attempt under the same message.
    func resend(_ message: StoredMessage, tenant: TenantID, actor: String, now: Date) async throws
    /// Sends a message without health content from an own address to itself; returns the server's id of it.
    func sendTest(from address: OwnAddress, tenant: TenantID, actor: String, now: Date) async throws -> UUID
    /// Asks a partner's server whether it is there; returns the server's id of the Ping.
    func ping(_ partner: HERId, from own: HERId, tenant: TenantID, actor: String, now: Date) async throws -> UUID
    /// Asks the receiver's server what became of an outgoing message.
    func ask(about message: StoredMessage, tenant: TenantID, actor: String, now: Date) async throws
        -> StatusQuestion.Outcome
    /// Reads the configuration anew, or only checks it. Throws `AdministrationError` when it is faulty; then nothing
    /// has changed.
    func reload(dryRun: Bool) async throws -> NodeReload.Reply
    /// What the running server has of revocation lists; nil when none runs, or it has not looked yet.
    func revocationStatus() -> RevocationStatus?
}

/// Whether a document was taken.
public enum SubmissionVerdict: Sendable, Equatable {
    /// Stored under the server's id; the same document again gives the same id.
    case accepted(UUID)
    /// A reason code of `Texts`, with its evidence.
    case refused(reason: String, detail: [String: String])
}
