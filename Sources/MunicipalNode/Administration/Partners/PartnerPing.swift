import CommandOutcome
import Exchange
public import Foundation
public import Identifiers
import Store
import Texts

/// Asks a partner's message server whether it is there, over the way that messages to it go (ebMS 2.0 8).
public struct PartnerPing: AdministrationRequest {
    public static let name = "partner.ping"
    public struct Reply: Codable, Sendable, Equatable {
        /// The server's id of the Ping; nil in a dry run. It is `acknowledged` when the partner has answered.
        public let serverID: UUID?
        public let own: HERId
        public let her: HERId
    }

    public var tenant: TenantID?
    public var her: HERId
    /// The own HER-id that asks; nil for the first.
    public var own: HERId?

    public init(tenant: TenantID?, her: HERId, own: HERId? = nil) {
        self.tenant = tenant
        self.her = her
        self.own = own
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let addresses = try await session.read(tenant) { try $0.records(OwnAddress.self) }.sorted { $0.her < $1.her }
        guard let address = own.map({ own in addresses.first { $0.her == own } }) ?? addresses.first else {
            throw AdministrationError(
                "address-unknown", "The tenant has no such HER-id of its own.",
                remedy: "`budstikke tenant address add` adds one.", exit: .noInput)
        }
        if session.dryRun { return Reply(serverID: nil, own: address.her, her: her) }
        try await session.change(tenant, ["her": her.description, "own": address.her.description]) { _ in }
        do {
            let id = try await session.administration.exchange.ping(
                her, from: address.her, tenant: tenant.id, actor: session.actor, now: session.now)
            return Reply(serverID: id, own: address.her, her: her)
        } catch let refusal as QuestionRefusal {
            throw AdministrationError(refusal, session.language)
        }
    }
}

extension AdministrationError {
    /// A question to a partner's server that was not sent.
    init(_ refusal: QuestionRefusal, _ language: Language) {
        let words = Texts.explanation(of: refusal.reason.rawValue, language, values: refusal.values)
        self.init(refusal.reason.rawValue, words.what, remedy: words.action, exit: .unavailable)
    }
}
