import AddressRegister
import Identifiers
import Texts

/// Finds a communication party; a register that does not answer is never "unknown" (architecture rule 5.2).
struct PartyLookup {
    let context: ExchangeContext

    /// The active party under a HER-id.
    func party(_ her: HERId) async throws -> CommunicationParty {
        let found: CommunicationParty?
        do { found = try await context.register.party(her) } catch { throw Setback.hold(.registerUnavailable) }
        guard let found else { throw Setback.refuse(.partnerUnknown, ["her": her.description]) }
        guard found.isActive else { throw Setback.refuse(.partnerInactive, ["her": her.description]) }
        return found
    }
}
