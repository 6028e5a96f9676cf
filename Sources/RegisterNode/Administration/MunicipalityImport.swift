import ControlSocket
import Foundation
public import Identifiers
public import Register

/// Adds municipalities and districts, or replaces what is known of them; none is taken away, and what the list says
/// nothing about stays as it is.
///
/// Another shared address than the one that is known waits until somebody else has approved it (I-050): whoever has the
/// list alone cannot have a municipality's files sent elsewhere.
public struct MunicipalityImport: RegisterRequest {
    public static let name = "municipality.import"

    public struct Reply: Codable, Sendable, Equatable {
        public let added: [ReportingUnit]
        public let changed: [ReportingUnit]
        public let unchanged: Int
        /// Units of which the list has another address: it waits for another person.
        public let addressesAsked: [ReportingUnit]
    }

    public let municipalities: [Municipality]
    public let hasLanguages: Bool
    public let hasExchange: Bool
    public let dryRun: Bool

    public init(_ file: MunicipalityFile, dryRun: Bool) {
        municipalities = file.municipalities
        hasLanguages = file.hasLanguages
        hasExchange = file.hasExchange
        self.dryRun = dryRun
    }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        var (added, changed, unchanged): ([ReportingUnit], [ReportingUnit], Int) = ([], [], 0)
        var asked: [ReportingUnit] = []
        // Before anything is kept: what asks for an address is one person's.
        let asks = try municipalities.contains { try wishes($0, in: administration) }
        let person = asks ? try administration.peer.oneOfTwoPersons() : actor
        for var municipality in municipalities {
            let known = try administration.store.municipality(municipality.unit)
            if let known { keepUnsaid(of: known, in: &municipality) }
            if let known, known.sharedAddress != municipality.sharedAddress {
                if try wishes(municipality, in: administration) {
                    asked.append(municipality.unit)
                    if !dryRun {
                        try administration.store.askForAddress(
                            municipality.sharedAddress, of: known.unit, by: person,
                            now: administration.clock())
                    }
                }
                municipality.sharedAddress = known.sharedAddress
            }
            switch known {
            case nil: added.append(municipality.unit)
            case municipality:
                unchanged += 1
                continue
            default: changed.append(municipality.unit)
            }
            if !dryRun { try administration.store.keep(municipality) }
        }
        if !dryRun, !(added + changed).isEmpty {
            try administration.store.record(
                AuditEntry(
                    at: administration.clock(), actor: actor, action: Self.name,
                    detail: ["added": String(added.count), "changed": String(changed.count)]))
        }
        return Reply(added: added, changed: changed, unchanged: unchanged, addressesAsked: asked)
    }

    /// Whether the list has another address than the one that is known. One that two persons have given stays, whatever
    /// the list says.
    private func wishes(_ municipality: Municipality, in administration: RegisterAdministration) throws -> Bool {
        guard let known = try administration.store.municipality(municipality.unit) else { return false }
        return try known.sharedAddress != municipality.sharedAddress
            && administration.store.approvedAddress(of: known.unit) != known.sharedAddress
    }

    /// What the list has no column for.
    private func keepUnsaid(of known: Municipality, in municipality: inout Municipality) {
        // The list of care providers comes by another way.
        municipality.providers = known.providers
        if !hasLanguages { municipality.language = known.language }
        guard !hasExchange, let party = known.exchange else { return }
        municipality.exchange = ExchangeParty(
            name: municipality.name, her: party.her, serviceName: party.serviceName, serviceHER: party.serviceHER)
    }
}
