public import Exchange
public import Identifiers
import Store
import Texts

/// The record system that asks, and the part of the installation it may see: its own tenant, its own HER-ids.
struct Caller: Sendable {
    let system: RecordSystem
    let exchange: ExchangeContext

    /// The record system's name in the whole installation.
    var place: String { "\(exchange.store.tenant)/\(system.name)" }

    /// Whether a message is one it sent or was handed.
    func owns(_ message: StoredMessage) -> Bool {
        let own = message.direction == .incoming ? message.toHER : message.fromHER
        return message.recordSystem == system.name && own.map(mayUse) ?? false
            && (message.direction == .outgoing || message.state == .handedOver || message.state == .answered)
    }

    /// Its own HER-ids, and the organisation's above one of them: a message may have gone out in that one's name.
    func mayUse(_ her: HERId) -> Bool {
        let addresses = exchange.settings.current.addresses
        return system.herIDs.contains { $0 == her || addresses[$0]?.parent == her }
    }

    /// - Throws: `Problem.herIDNotAllowed` unless all of these are its own.
    func require(_ hers: [HERId]) throws(Problem) {
        let foreign = hers.filter { !system.herIDs.contains($0) }
        guard foreign.isEmpty else {
            throw Problem(.herIDNotAllowed, faults: foreign.map { "HER-id \($0) is not \(system.name)'s." })
        }
    }
}

/// Where the API finds a tenant at work; nil for one that is not there.
public protocol APITenants: Sendable {
    func exchange(of tenant: TenantID) async -> ExchangeContext?
}
