import AddressRegister
import Archive
import CommandOutcome
import Cryptography
import Exchange
import Foundation
import HealthMessages
import Identifiers
import Keys
import SealedSubmission
import Store

/// What a message in the reporting client's inbox is found to be.
enum FeedbackVerdict: Sendable {
    case accepted(RegisterFeedback)
    case refused(FeedbackRefusal)
    /// The same document from the same sender was given before: to be ignored, without another AppRec (HITS 1168 5.4).
    case repeated
    /// No feedback at all: it lies there by a rule of the tenant's, and stays.
    case other
}

/// Judges a message: *sender* → *form* → *whose report* → *digest* → *password* → *archive*.
///
/// The sender is who the envelope's signature says, and must be the register by the organisation number that the
/// configuration pins; what the document says of it counts for nothing.
struct FeedbackJudgement {
    let session: AdministrationSession
    let tenant: Tenant
    let parties: ReportingSettings

    /// - Throws: `AdministrationError` when it cannot be told now; then nothing has happened.
    func verdict(on message: StoredMessage) async throws -> FeedbackVerdict {
        guard message.action == RegisterFeedback.action else { return .other }
        let findings = try await session.read(tenant) {
            try DeliveryFindings.about(message, for: ReportClient.recordSystem, in: $0)
        }
        guard findings.repeats == nil else { return .repeated }
        guard try await isFromRegister(message) else { return .refused(.otherSender) }
        let document = try await session.read(tenant) { try $0.content(.document, of: message.key) }
        guard let document, let feedback = try? RegisterFeedback.read(document) else { return .refused(.malformed) }
        let id = feedback.submission.description
        let report = try await session.read(tenant) { try $0.record(ReportedSubmission.self, id: id) }
        guard let report, report.unit == feedback.unit, report.year == feedback.year else {
            return .refused(.otherReport)
        }
        guard SHA256.digest(feedback.archive) == feedback.sha256 else { return .refused(.altered) }
        guard let password = try await password(feedback.sealedPassword, of: report) else {
            return .refused(.passwordNotOurs)
        }
        do { try ArchiveReader.check(feedback.archive, password: password) } catch {
            return .refused(.unusableArchive)
        }
        return .accepted(feedback)
    }

    private func isFromRegister(_ message: StoredMessage) async throws -> Bool {
        guard let her = message.fromHER else { return false }
        let manual = try await session.read(tenant) { try $0.record(ManualPartner.self, id: her.description) }
        if let number = manual?.organisationNumber { return number == parties.register }
        do { return try await session.administration.register.party(her)?.organisationNumber == parties.register } catch
        {
            throw AdministrationError(
                "register-silent", "The address register does not answer, so the sender cannot be told.",
                remedy: "Fetch again later; nothing has been taken.", exit: .temporary)
        }
    }

    private func password(_ sealed: [UInt8], of report: ReportedSubmission) async throws -> ArchivePassword? {
        try await session.record(tenant, action: ReportPassword.name, ["submission": report.id])
        let key = try ReturnKey.open(report, of: tenant, in: session)
        guard let opened = try? key.decryptOAEP(sealed, label: ArchivePasswordSeal.label(of: report.submission)),
            let text = String(validating: opened, as: UTF8.self)
        else { return nil }
        return ArchivePassword(typed: text)
    }
}
