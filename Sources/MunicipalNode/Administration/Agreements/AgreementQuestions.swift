import AddressRegister
import Certificates
import CommandOutcome
import EbXML
import Exchange
import Foundation
import Identifiers
import Store

/// What administrators' requests ask about a tenant's agreements: those held, the register's, and what counts.
struct AgreementQuestions {
    let session: AdministrationSession
    let tenant: Tenant
    let addresses: [OwnAddress]
    let held: [HeldAgreement]

    init(_ tenant: Tenant, in session: AdministrationSession) async throws {
        self.session = session
        self.tenant = tenant
        (addresses, held) = try await session.read(tenant) { store in
            (
                try store.records(OwnAddress.self).sorted { $0.her < $1.her },
                try store.records(ImportedAgreement.self).map(HeldAgreement.init)
            )
        }
    }

    /// The register's agreement; nil when there is none.
    ///
    /// - Throws: `AdministrationError` when the register does not answer or has what is none.
    func registered(_ own: HERId, _ partner: HERId) async throws -> ApplicableAgreement? {
        let found: RegisteredAgreement?
        do { found = try await session.administration.register.agreement(between: own, and: partner) } catch {
            throw AdministrationError.registerUnavailable
        }
        guard let found else { return nil }
        do {
            return ApplicableAgreement(
                agreement: try Agreement.read(found.xml), source: .register, gotAt: found.gotAt)
        } catch {
            throw AdministrationError(
                "agreement-unreadable",
                "The register's agreement between \(own) and \(partner) cannot be read: \(error)",
                remedy: "Replace the file by the agreement as it was issued.", exit: .data)
        }
    }

    /// All there are between two parties, and the one that counts.
    func between(
        _ own: HERId, _ partner: HERId, imported: [HeldAgreement]? = nil
    ) async throws -> (all: [ApplicableAgreement], chosen: ApplicableAgreement?) {
        let imported = (imported ?? held).filter { $0.record.own == own && $0.record.partner == partner }
        let registered = try await registered(own, partner)
        let all = imported.compactMap(\.applicable) + [registered].compactMap(\.self)
        return (all, .choose(imported: imported, registered: registered, at: session.now))
    }

    func summaries(_ own: HERId, _ partner: HERId) async throws -> [AgreementSummary] {
        let (all, chosen) = try await between(own, partner)
        return all.map { AgreementSummary($0, own: own, partner: partner, chosen: chosen, now: session.now) }
    }

    /// Every summary: of imported ones, and of the register's with partners that a message or a person has named.
    func summaries(of partners: Set<HERId>) async throws -> [AgreementSummary] {
        var summaries: [AgreementSummary] = []
        for own in addresses.map(\.her) {
            for partner in partners.union(held.filter { $0.record.own == own }.map(\.record.partner)).sorted() {
                summaries += try await self.summaries(own, partner)
            }
        }
        return summaries
    }

    // MARK: The strict check

    /// The findings about an agreement, with what is registered about both parties.
    func inspect(_ agreement: Agreement, gotAt: Date?) async throws -> AgreementInspection {
        var parties: [HERId: ProfileKnowledge.Answer<AgreementInspection.Registered>] = [:]
        for her in agreement.parties.flatMap(\.herIDs) { parties[her] = try await registered(her) }
        let (trust, now) = (session.administration.trust, session.now)
        let knowledge = AgreementInspection.Knowledge(own: Set(addresses.map(\.her)), parties: parties, gotAt: gotAt) {
            certificate, purpose, organisation in
            switch trust.verdict(on: certificate, for: purpose, of: organisation, at: now) {
            case .trusted: return nil
            case .refused(let refusal): return refusal.description
            }
        }
        return AgreementInspection(agreement, knowing: knowledge, at: now)
    }

    /// Of an own address what is set up here; of a partner what the register says, or a person.
    private func registered(_ her: HERId) async throws -> ProfileKnowledge.Answer<AgreementInspection.Registered> {
        if let own = addresses.first(where: { $0.her == her }) {
            let setup = try await TenantSetup.read(tenant, in: session)
            return .found(
                .init(
                    isActive: true, organisation: tenant.organisationNumber, mailbox: own.ediAddress,
                    signing: setup.activeCertificate(.signing), encryption: setup.activeCertificate(.encryption)))
        }
        let overlay = ManualOverlay(session.administration.register) { [session, tenant] in
            try await session.settings(of: tenant).manualParties()
        }
        do {
            guard let party = try await overlay.party(her) else { return .notThere }
            return .found(
                .init(
                    isActive: party.isActive, organisation: party.organisationNumber, mailbox: party.ediAddress,
                    signing: party.signingCertificate, encryption: party.encryptionCertificate))
        } catch {
            return .notAsked
        }
    }
}

extension AdministrationSession {
    /// The tenant's settings as its flows have them.
    func settings(of tenant: Tenant) async throws -> TenantSettings {
        try await TenantSettings.load(tenant, from: try await store(tenant), master: administration.masterKey)
    }
}
