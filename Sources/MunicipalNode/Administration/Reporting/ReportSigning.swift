import Certificates
import CommandOutcome
import Cryptography
import Exchange
public import Foundation
public import Identifiers
import Keys
public import SealedSubmission
import Store

/// Signs the manifest of a report with the tenant's organisation certificate, and remembers which manifest it was.
///
/// A second manifest for the same submission is refused: one submission, one content.
public struct ReportSign: AdministrationRequest {
    public static let name = "report.sign"

    public struct Reply: Codable, Sendable, Equatable {
        /// CMS SignedData; empty in a dry run.
        public let signedManifest: Data
    }

    public var tenant: TenantID?
    public var manifest: SubmissionManifest

    public init(tenant: TenantID?, manifest: SubmissionManifest) {
        self.tenant = tenant
        self.manifest = manifest
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        try await session.require(.seal, of: tenant)
        let signer = try await ReportSigner(tenant, in: session)
        let record = try await session.submission(manifest.submission, of: tenant)
        try check(record, tenant)
        if session.dryRun { return Reply(signedManifest: Data()) }
        let use = try await signer.announce(["submission": record.id], in: session)
        let signed: [UInt8]
        do {
            signed = try manifest.signed(key: signer.key, certificate: signer.certificate, at: session.now)
            let hash = ContentHash(of: signed).description
            let now = session.now
            let outcome = use.outcome("done", now: now)
            let id = record.id
            try await session.change(tenant, ["submission": id, "manifest": hash]) { transaction in
                guard var record = try transaction.record(ReportedSubmission.self, id: id), record.manifest == nil
                else {
                    throw AdministrationError.reportSealedAlready
                }
                record.manifest = hash
                record.signedAt = now
                try transaction.put(record)
                try transaction.audit(outcome)
            }
        } catch {
            let outcome = use.outcome("failed", now: session.now)
            try await session.store(tenant).write { try $0.audit(outcome) }
            throw error
        }
        return Reply(signedManifest: Data(signed))
    }

    /// What the manifest says is what was begun.
    private func check(_ record: ReportedSubmission, _ tenant: Tenant) throws {
        guard record.manifest == nil else { throw AdministrationError.reportSealedAlready }
        guard manifest.unit == record.unit, manifest.year == record.year,
            manifest.kind.rawValue == record.submissionKind, manifest.sequence == record.sequence,
            manifest.organisation == tenant.organisationNumber
        else {
            throw AdministrationError(
                "report-differs", "The manifest is not of the report that was begun.",
                remedy: "Seal again from the extract.", exit: .data)
        }
        if let fault = manifest.fault {
            throw AdministrationError("manifest-faulty", fault.description, exit: .data)
        }
    }
}

/// The tenant's signing key and certificate, as reports are signed with.
struct ReportSigner {
    let key: PrivateKey
    let certificate: Certificate
    private let record: KeyRecord
    private let tenant: Tenant

    init(_ tenant: Tenant, in session: AdministrationSession) async throws {
        let setup = try await TenantSetup.read(tenant, in: session)
        guard let record = setup.keys.active(.signing), let certificate = record.readCertificate,
            certificate.isValid(at: session.now)
        else {
            throw AdministrationError(
                "no-signing-key", "The tenant has no organisation certificate that can sign today.",
                remedy:
                    "`budstikke certificate list` shows what there is, `budstikke certificate import` brings one in. It must be "
                    + "for signing: key usage nonRepudiation.",
                exit: .configuration)
        }
        self.record = record
        self.certificate = certificate
        self.tenant = tenant
        let pkcs8 = try session.administration.masterKey.unwrap(
            record.wrapped, context: TenantSettings.context(tenant.id, record.id))
        key = try PrivateKey(pkcs8DER: pkcs8)
    }

    /// Commits that the key is about to be used (architecture rule 5.7; M-066).
    /// - Parameter subject: what is signed.
    func announce(
        _ detail: [String: String], subject: String = "report", in session: AdministrationSession
    ) async throws -> AnnouncedUse {
        let use = session.administration.randomness.uuid().uuidString.lowercased()
        let entry = AuditEntry(
            at: session.now, actor: session.actor, action: "key.use.intent",
            detail: detail.merging(["use": use, "key": record.id, "operation": "sign", "subject": subject]) { $1 })
        try await session.store(tenant).write { try $0.audit(entry) }
        return AnnouncedUse(use: use, actor: session.actor)
    }
}

/// A use of a private key that was announced, for the record of how it went.
struct AnnouncedUse {
    let use: String
    let actor: String

    func outcome(_ word: String, now: Date) -> AuditEntry {
        AuditEntry(at: now, actor: actor, action: "key.use.outcome", detail: ["use": use, "outcome": word])
    }
}

extension AdministrationSession {
    /// The report with this id.
    func submission(_ id: SubmissionID, of tenant: Tenant) async throws -> ReportedSubmission {
        let found = try await read(tenant) { try $0.record(ReportedSubmission.self, id: id.description) }
        guard let found else {
            throw AdministrationError(
                "report-unknown", "The tenant has no report with this id.",
                remedy: "`budstikke report list` shows them.", exit: .noInput)
        }
        return found
    }
}

extension AdministrationError {
    static let reportSealedAlready = AdministrationError(
        "report-sealed", "This report has been sealed and signed already.",
        remedy: "Seal again from the extract: that makes a new one with the next sequence number.", exit: .cannotCreate)
}
