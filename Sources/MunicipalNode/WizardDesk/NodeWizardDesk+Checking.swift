import Foundation
import Identifiers
import IplosContent
import IplosExtract
import NationalIdentity
import ReportWizard
import Reporting

/// Bringing in an extract, and checking it.
extension NodeWizardDesk {
    /// An identity file of a whole nation has some 12 MB.
    private static let largestCompanion = 64 << 20

    func take(
        _ file: SpoolFile, extractNamed name: String, of id: ReportID, for guest: ReportGuest
    ) async throws -> DeskTrouble? {
        let facts = HeldFile(name: Self.shown(name), octets: file.octets, at: clock(), by: guest.person)
        return try await take(.init(facts: facts, source: SpooledExtract(file)), identities: nil, of: id, for: guest)
    }

    func take(
        _ file: SpoolFile, identitiesNamed name: String, of id: ReportID, for guest: ReportGuest
    ) async throws -> DeskTrouble? {
        guard let report = try await opened(id, for: guest) else { return DeskTrouble(.sealedAlready) }
        guard let extract = report.extract else { return DeskTrouble(.notChecked) }
        let facts = HeldFile(name: Self.shown(name), octets: file.octets, at: clock(), by: guest.person)
        do {
            return try await take(
                extract, identities: (facts, try CompanionIdentities(file.whole())), of: id, for: guest)
        } catch let fault as CompanionIdentities.Fault {
            return DeskTrouble(fault)
        }
    }

    func readyExtracts(for guest: ReportGuest) throws -> [ReadyExtract] {
        guard let folder = readyFolder(of: guest) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter(Self.isExtractName).sorted().prefix(100).compactMap { name in
            let facts = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            guard facts?[.type] as? FileAttributeType == .typeRegular, let size = facts?[.size] as? Int else {
                return nil
            }
            return ReadyExtract(name: name, octets: size)
        }
    }

    func take(ready name: String, of id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble? {
        // Only what is on the list: no name can lead out of the folder.
        guard let folder = readyFolder(of: guest),
            let ready = try readyExtracts(for: guest).first(where: { $0.name == name })
        else { return DeskTrouble(.extractNotThere) }
        let path = "\(folder)/\(name)"
        let facts = HeldFile(name: Self.shown(name), octets: ready.octets, at: clock(), by: guest.person)
        var identities: (HeldFile, CompanionIdentities)?
        let beside = Self.identitiesName(beside: name)
        if FileManager.default.fileExists(atPath: "\(folder)/\(beside)") {
            do {
                let octets = try ExtractFile(path: "\(folder)/\(beside)").whole(limit: Self.largestCompanion)
                let facts = HeldFile(name: beside, octets: octets.count, at: clock(), by: guest.person)
                identities = (facts, try CompanionIdentities(octets))
            } catch let fault as CompanionIdentities.Fault {
                return DeskTrouble(fault)
            } catch is ExtractFile.Fault {
                return DeskTrouble(.extractNotThere)
            }
        }
        return try await take(
            .init(facts: facts, source: ExtractFile(path: path)), identities: identities, of: id, for: guest)
    }

    // MARK: - Private steps

    /// Puts it in the report, and begins to check.
    ///
    /// - Parameter making: the work that it takes the place of; other work is not disturbed.
    func take(
        _ extract: OpenReport.Held, identities: (HeldFile, CompanionIdentities)?, made: MadeExtract? = nil,
        after making: WorkProgress? = nil, of id: ReportID, for guest: ReportGuest
    ) async throws -> DeskTrouble? {
        guard var report = try await opened(id, for: guest) else { return DeskTrouble(.sealedAlready) }
        let realm = try await realm(report.draft, for: guest)
        // Nothing but what follows happens between this look and the change.
        guard let now = open[guest.tenant], now.draft.id == id.text, now.work?.progress === making else {
            return DeskTrouble(.busy)
        }
        report.extract = extract
        report.identities = identities.map { (facts: $0.0, companion: $0.1) }
        report.made = made
        (report.check, report.findings, report.trouble) = (nil, nil, nil)
        report.draft.hasExtract = true
        let progress = WorkProgress(total: extract.facts.octets)
        report.work = .init(kind: .checking, begunAt: clock(), progress: progress)
        try await begin(report, for: guest)
        let (spool, options) = (spool, ReportCheck.Options(realm: realm))
        works[guest.tenant] = Task(executorPreference: thread) {
            let outcome = Result {
                try Self.check(extract.source, identities?.1, options, spool, progress)
            }
            await self.checked(outcome, of: id, for: guest)
        }
        return nil
    }

    private static func check(
        _ source: any ExtractSource, _ companion: CompanionIdentities?, _ options: ReportCheck.Options, _ spool: Spool,
        _ progress: WorkProgress
    ) throws -> (CheckSummary, KeptFindings) {
        let findings = try KeptFindings.Collector(spool)
        let check = ReportCheck(options) { try findings.add($0, to: $0.control) }
        let summary = try check.run(ObservedExtract(source) { progress.add($0) }, companion: companion)
        return (summary, try findings.finish())
    }

    private func checked(
        _ outcome: Result<(CheckSummary, KeptFindings), any Error>, of id: ReportID, for guest: ReportGuest
    ) {
        guard var report = open[guest.tenant], report.draft.id == id.text else { return }
        report.work = nil
        switch outcome {
        case .success(let (summary, findings)): (report.check, report.findings) = (summary, findings)
        case .failure(let error): report.trouble = trouble(error)
        }
        open[guest.tenant] = report
    }

    /// Where extracts lie ready for the tenant.
    private func readyFolder(of guest: ReportGuest) -> String? {
        administration().configuration.web?.extracts.map { "\($0)/\(guest.tenant.name)" }
    }

    private static func isExtractName(_ name: String) -> Bool {
        name.hasSuffix(".xml") && !name.hasPrefix(".") && name.utf8.count <= 200
    }

    /// The file of identity numbers that belongs to an extract lies beside it under this name.
    private static func identitiesName(beside name: String) -> String {
        name.dropLast(".xml".count) + ".identities.csv"
    }

    /// A file's name as it may be shown: what could be an identity number in it is not.
    static func shown(_ name: String) -> String {
        let parts = name.split(separator: ".").map(String.init)
        return parts.contains(where: Finding.isHidden) ? "•••" : Finding.shown(name)
    }
}

extension DeskTrouble {
    init(_ fault: CompanionIdentities.Fault) {
        self.init(
            fault.code == .ambiguous ? .identitiesAmbiguous : .identitiesUnusable, detail: "linje \(fault.line)")
    }
}
