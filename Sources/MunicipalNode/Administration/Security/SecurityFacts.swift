import Foundation
import Glibc
import Keys
import Store

/// What the state of information security is told by: the running configuration and what the tenant has set up.
struct SecurityFacts: Sendable {
    let setup: TenantSetup
    let tokens: [APIToken]
    let participants: [ReportParticipant]
    /// Who can log in to the pages, by user name.
    let accounts: [UserAccount]
    /// Whether whoever asks may know who has access (N-05); else numbers do.
    let mayReview: Bool
    /// The latest one.
    let review: SecurityReview?
    /// The names of all tenants of the installation, this one's too.
    let tenants: [String]
    let configuration: Configuration
    /// Tells master keys apart and gives nothing of them away.
    let masterKey: String
    let machine: String
    let now: Date

    static func read(_ tenant: Tenant, in session: AdministrationSession) async throws -> SecurityFacts {
        let setup = try await TenantSetup.read(tenant, in: session)
        let actor = session.actor
        let (tokens, participants, accounts, mayReview, reviews) = try await session.read(tenant) { store in
            (
                try store.records(APIToken.self), try store.records(ReportParticipant.self),
                try store.records(UserAccount.self).filter { !$0.isDisabled },
                (try? AccountAuthority(actor, in: store).require(.review)) != nil,
                try store.records(SecurityReview.self)
            )
        }
        let administration = session.administration
        return SecurityFacts(
            setup: setup, tokens: tokens.sorted { $0.id < $1.id }, participants: participants,
            accounts: accounts.sorted { $0.id < $1.id }, mayReview: mayReview,
            review: reviews.max { $0.at < $1.at },
            tenants: try await administration.installation.tenants().map(\.name).sorted(),
            configuration: administration.configuration, masterKey: administration.masterKey.identifier,
            machine: machineName(), now: session.now)
    }

    var lines: [SecurityLine] { SecurityLine.all(configuration, of: setup) }

    /// What partners send although the profile forbids it, and we read until a date.
    var exceptions: [(partner: ManualPartner, name: String, until: Date)] {
        setup.partners.flatMap { partner in
            partner.exceptions.filter { $0.value > now }.sorted { $0.key < $1.key }
                .map { (partner, $0.key, $0.value) }
        }
    }

    /// As the system has it; empty when it says none.
    private static func machineName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
