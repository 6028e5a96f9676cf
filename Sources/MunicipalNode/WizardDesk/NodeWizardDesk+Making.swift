import Foundation
import Identifiers
import IplosExtract
import NationalIdentity
import ReportWizard
import Reporting
import Store

/// Making the extract by a mapping that is installed for the municipality.
extension NodeWizardDesk {
    func extractMaking(for guest: ReportGuest) async throws -> ExtractMaking {
        ExtractMaking(
            mappings: mappings(of: guest).keys.sorted(), units: try await units(of: guest),
            usualYear: ExtractOrder.usualYear(now: clock()))
    }

    func make(_ wish: ExtractWish, of id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble? {
        guard let opened = try await opened(id, for: guest) else { return DeskTrouble(.sealedAlready) }
        guard let mapping = mappings(of: guest)[wish.mapping] else { return DeskTrouble(.mappingNotThere) }
        guard try await units(of: guest).contains(wish.unit) else { return DeskTrouble(.unitNotOurs) }
        let realm = try await realm(opened.draft, for: guest)
        let earlier = try await store(guest).read { try $0.records(ReportedSubmission.self) }
            .count { $0.unit == wish.unit && $0.year == wish.year }
        let order = ExtractOrder(unit: wish.unit, year: wish.year, realm: realm, now: clock(), sequence: earlier + 1)
        guard let order else { return DeskTrouble(.yearUnknown) }
        // On record before anything is read.
        _ = try await administration().perform(
            ReportPermission(tenant: guest.tenant, right: .extract, unit: wish.unit, year: wish.year), by: guest.actor)
        guard var report = open[guest.tenant], report.draft.id == id.text, report.work == nil else {
            return DeskTrouble(.busy)
        }
        (report.extract, report.identities, report.made) = (nil, nil, nil)
        (report.check, report.findings, report.trouble) = (nil, nil, nil)
        let progress = WorkProgress(total: 0)
        report.work = .init(kind: .making, begunAt: clock(), progress: progress)
        open[guest.tenant] = report
        let (spool, environment) = (spool, environment)
        let sortDirectory = administration().configuration.spool
        works[guest.tenant] = Task(executorPreference: thread) {
            let outcome = Result {
                try MappedExtract.make(
                    order, mapping: mapping, into: spool, sortDirectory: sortDirectory, environment: environment
                ) { progress.add($0) }
            }
            await self.made(outcome, wish, progress, of: id, for: guest)
        }
        return nil
    }

    /// What was made is checked like what was uploaded; the making is shown until the checking has begun.
    private func made(
        _ outcome: Result<MappedExtract, any Error>, _ wish: ExtractWish, _ making: WorkProgress, of id: ReportID,
        for guest: ReportGuest
    ) async {
        guard var report = open[guest.tenant], report.draft.id == id.text else { return }
        report.work = nil
        do {
            let made = try outcome.get()
            let (now, name) = (clock(), "\(wish.unit)-\(wish.year)")
            let facts = HeldFile(name: "\(name).xml", octets: made.extract.octets, at: now, by: guest.person)
            let identities = try made.identities.map { file in
                (
                    HeldFile(name: "\(name).identities.csv", octets: file.octets, at: now, by: guest.person),
                    try CompanionIdentities(file.whole())
                )
            }
            report.trouble = try await take(
                .init(facts: facts, source: SpooledExtract(made.extract)), identities: identities,
                made: MadeExtract(mapping: wish.mapping, summary: made.summary), after: making, of: id, for: guest)
            if report.trouble == nil { return }
        } catch let fault as CompanionIdentities.Fault {
            report.trouble = DeskTrouble(fault)
        } catch {
            report.trouble = trouble(error)
        }
        open[guest.tenant] = report
    }

    // MARK: - What is set up

    /// The paths of the tenant's mappings, by name.
    private func mappings(of guest: ReportGuest) -> [String: String] {
        guard let folder = administration().configuration.web?.mappings.map({ "\($0)/\(guest.tenant.name)" }) else {
            return [:]
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let files = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") && $0.utf8.count <= 200 }
        return Dictionary(
            files.sorted().prefix(100).map { (String($0.dropLast(".yaml".count)), "\(folder)/\($0)") },
            uniquingKeysWith: { first, _ in first })
    }

    /// Whom the tenant reports for, as the configuration says.
    func units(of guest: ReportGuest) async throws -> [ReportingUnit] {
        let organisation = try await tenant(of: guest)?.organisationNumber
        return (administration().configuration.reporting?.municipalities ?? [])
            .filter { $0.organisation == organisation }.flatMap(\.units)
    }
}
