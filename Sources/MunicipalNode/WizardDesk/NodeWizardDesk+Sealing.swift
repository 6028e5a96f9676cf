import CommandOutcome
import Cryptography
import Foundation
import Identifiers
import IplosExtract
import NationalIdentity
import ReportWizard
import Reporting
import SealedSubmission
import Store

/// Sealing, in the municipality's name.
extension NodeWizardDesk {
    func lastContacts(for guest: ReportGuest) async throws -> (contact: Contact, deputy: Contact?)? {
        let drafts = try await store(guest).read { try $0.records(ReportDraft.self) }
        let last = drafts.filter { $0.contact != nil }.max { $0.begunAt < $1.begunAt }
        return last.flatMap { draft in draft.contact.map { (contact: $0, deputy: draft.deputy) } }
    }

    func seal(_ id: ReportID, _ request: SealRequest, for guest: ReportGuest) async throws -> DeskTrouble? {
        guard let report = try await opened(id, for: guest) else { return DeskTrouble(.sealedAlready) }
        guard let extract = report.extract, let check = report.check, let unit = check.unit, let year = check.year
        else { return DeskTrouble(.notChecked) }
        guard check.verdict != .stopped else { return DeskTrouble(.stopped) }
        let keys: VerifiedKeys
        do {
            keys = try await verifiedKeys(year, for: guest)
            // Whether the certificate can sign is known before the work begins, not after.
            _ = try await administration().perform(
                ReportBegin(tenant: guest.tenant, unit: unit, year: year, kind: request.kind), by: guest.actor,
                dryRun: true)
        } catch { return trouble(error) }
        for key in [keys.trustee, keys.register] where request.compared[key.key.holder] != "\(key.fingerprint)" {
            return DeskTrouble(.keyChanged)
        }
        let folder = try reportsFolder(of: guest)
        let sealing = ReportSealing(
            try order(request, keys),
            check: ReportCheck.Options(realm: try await realm(report.draft, for: guest), year: year),
            keeper: keeper(for: guest))
        // Somebody else may have begun something, or brought in another extract, meanwhile.
        guard var report = open[guest.tenant], report.draft.id == id.text, report.work == nil,
            report.extract?.facts == extract.facts
        else { return DeskTrouble(.busy) }
        report.draft.contact = request.contact
        report.draft.deputy = request.deputy
        report.draft.sealingBegunAt = clock()
        report.trouble = nil
        let progress = WorkProgress(total: extract.facts.octets)
        report.work = .init(kind: .sealing, begunAt: clock(), progress: progress)
        try await begin(report, for: guest)
        let (source, companion) = (extract.source, report.identities?.companion)
        works[guest.tenant] = Task(executorPreference: thread) {
            let outcome: Result<ReportSealing.Sealed, any Error>
            do {
                outcome = .success(
                    try await sealing.run(ObservedExtract(source) { progress.add($0) }, companion: companion) {
                        SubmissionFolder(path: "\(folder)/\($0)-\($1)-\(request.kind.rawValue)-\($2)")
                    })
            } catch { outcome = .failure(error) }
            await self.sealed(outcome, of: id, for: guest)
        }
        return nil
    }

    private func order(_ request: SealRequest, _ keys: VerifiedKeys) throws -> ReportSealing.Order {
        guard let version = ClientVersion(Configuration.product.version) else { throw DeskTrouble(.other) }
        return ReportSealing.Order(
            kind: request.kind, contact: request.contact, deputy: request.deputy,
            client: SealingClient(name: "budstikke", version: version), keys: { _ in keys })
    }

    private func keeper(for guest: ReportGuest) -> ReportSealing.Keeper {
        let administration = administration
        return ReportSealing.Keeper(
            begin: { unit, year, kind in
                let begun = try await administration().perform(
                    ReportBegin(tenant: guest.tenant, unit: unit, year: year, kind: kind), by: guest.actor)
                return ReportSealing.Begun(
                    submission: begun.submission, organisation: begun.organisation, sequence: begun.sequence,
                    returnKey: try PublicKey(spkiDER: Array(begun.returnKey)), at: begun.begunAt)
            },
            withdraw: { submission in
                _ = try await administration().perform(
                    ReportWithdraw(tenant: guest.tenant, submission: submission), by: guest.actor)
            },
            sign: { manifest in
                Array(
                    try await administration().perform(
                        ReportSign(tenant: guest.tenant, manifest: manifest), by: guest.actor
                    ).signedManifest)
            })
    }

    private func sealed(
        _ outcome: Result<ReportSealing.Sealed, any Error>, of id: ReportID, for guest: ReportGuest
    ) async {
        guard var report = open[guest.tenant], report.draft.id == id.text else { return }
        report.work = nil
        switch outcome {
        case .success(let sealed):
            report.draft.sealed = Self.facts(
                sealed.manifest, withheld: sealed.withheld, in: sealed.folder, by: guest.person)
            do { try await keep(report.draft, for: guest) } catch {
                self.report(error)
                report.draft.sealed = nil
                report.trouble = DeskTrouble(.other)
                open[guest.tenant] = report
                return
            }
            // The extract goes with it.
            open[guest.tenant] = nil
        case .failure(let error):
            report.trouble = trouble(error)
            open[guest.tenant] = report
        }
    }

    private static func facts(
        _ manifest: SubmissionManifest, withheld: Int, in folder: SubmissionFolder, by person: String
    ) -> ReportDraft.Sealed {
        ReportDraft.Sealed(
            submission: manifest.submission, unit: manifest.unit, year: manifest.year, kind: manifest.kind,
            sequence: manifest.sequence, persons: manifest.personCount, parts: manifest.parts.count,
            octets: manifest.parts.map(\.octets).reduce(0, +), withheld: withheld, at: manifest.createdAt, by: person,
            folder: folder.path.split(separator: "/").last.map(String.init) ?? "")
    }

    // MARK: - After a restart

    /// A sealing that came to its end when nobody was left to note it: a folder with its right name is whole.
    func sealedBeforeTheEnd(_ draft: ReportDraft, for guest: ReportGuest) async throws -> ReportDraft.Sealed? {
        guard let began = draft.sealingBegunAt else { return nil }
        let (drafts, submissions) = try await store(guest).read {
            (try $0.records(ReportDraft.self), try $0.records(ReportedSubmission.self))
        }
        let known = Set(drafts.compactMap { $0.sealed?.submission })
        let folder = try reportsFolder(of: guest)
        for submission in submissions
        where submission.signedAt != nil && submission.begunAt >= began && !known.contains(submission.submission) {
            let name = "\(submission.unit)-\(submission.year)-\(submission.submissionKind)-\(submission.sequence)"
            let place = SubmissionFolder(path: "\(folder)/\(name)")
            guard let signed = try? place.signedManifest(), "\(ContentHash(of: signed))" == submission.manifest,
                let manifest = try? signers().open(signed, as: SubmissionManifest.self).document
            else { continue }
            return Self.facts(manifest, withheld: 0, in: place, by: draft.begunBy)
        }
        return nil
    }

    /// Where the tenant's sealed reports lie: ciphertext and signed manifests.
    nonisolated func reportsFolder(of guest: ReportGuest) throws -> String {
        let folder = administration().configuration.sealedReports(of: guest.tenant)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return folder
    }
}

extension Configuration {
    /// Where a tenant's reports lie that were sealed in the browser.
    func sealedReports(of tenant: TenantID) -> String { "\(dataDirectory)/reports/\(tenant.name)" }

    /// What comes over a line is held here, encrypted and without a name.
    var spool: String { "\(dataDirectory)/spool" }
}
