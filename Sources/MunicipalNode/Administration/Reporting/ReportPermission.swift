import CommandOutcome
public import Identifiers
import ReportWizard
public import Store

/// Asks whether whoever asks may do a part of the yearly report that this installation does not do itself, such as the
/// extract; the answer is on record.
public struct ReportPermission: AdministrationRequest {
    public static let name = "report.permission"

    public struct Reply: Codable, Sendable, Equatable {
        public let right: ReportRight
    }

    public var tenant: TenantID?
    public var right: ReportRight
    public var unit: ReportingUnit
    public var year: Int

    public init(tenant: TenantID?, right: ReportRight, unit: ReportingUnit, year: Int) {
        self.tenant = tenant
        self.right = right
        self.unit = unit
        self.year = year
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        try await session.require(right, of: tenant)
        if !session.dryRun {
            try await session.record(
                tenant, action: Self.name,
                ["right": right.rawValue, "unit": unit.description, "year": String(year)])
        }
        return Reply(right: right)
    }
}

extension AdministrationSession {
    /// Who is named for the tenant's reports, by name.
    func participants(_ tenant: Tenant) async throws -> [ReportParticipant] {
        try await read(tenant) { try $0.records(ReportParticipant.self) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    /// Whether whoever asks may do this part of the tenant's yearly report. With nobody named every administrator may; a
    /// refusal says who can, and is on record.
    ///
    /// - Parameter rights: one of them is enough.
    /// - Throws: `AdministrationError` with code `report-right-missing`.
    func require(_ rights: ReportRight..., of tenant: Tenant) async throws {
        // Somebody on the pages: the rights came with their link or roles, and the route was not theirs without (`WizardRoute`).
        if ReportGuest.person(actor) != nil { return }
        let participants = try await participants(tenant)
        func isAble(_ participant: ReportParticipant) -> Bool { rights.contains { participant.rights.contains($0) } }
        let own = participants.first { $0.person == actor }
        if participants.isEmpty || own.map(isAble) == true { return }
        let words = rights.map(\.rawValue).joined(separator: " or ")
        if !dryRun {
            try await record(tenant, action: "report.refused", ["right": words, "request": command])
        }
        let able = participants.filter(isAble).map { "\($0.name) (\($0.person))" }
        throw AdministrationError(
            "report-right-missing", "\(own?.name ?? actor) may not \(words) the reports of \(tenant.name).",
            remedy: able.isEmpty
                ? "Nobody may: `budstikke report participant add NAME --right \(rights[0].rawValue)` names somebody."
                : "Those who can: \(able.joined(separator: ", ")).", exit: .notPermitted)
    }

    /// A tenant reports and logs in for its own municipality, where the configuration says which that is.
    /// - Throws: `AdministrationError` with code `unit-not-ours`.
    func requireUnit(_ unit: ReportingUnit, of tenant: Tenant) throws {
        let known = administration.configuration.reporting?.municipalities ?? []
        let own = known.filter { $0.organisation == tenant.organisationNumber }
        if known.isEmpty || own.contains(where: { $0.units.contains(unit) }) { return }
        throw AdministrationError(
            "unit-not-ours", "\(unit) is not among the municipalities and districts that this tenant reports for.",
            remedy: "`reporting.municipalities` in the configuration says which.", exit: .configuration)
    }
}
