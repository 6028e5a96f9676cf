import AddressRegister
import EbXML
import Identifiers
import Texts

/// Finds a communication party or agreement; a register that does not answer is never "unknown" (architecture rule 5.2).
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

    /// The agreement between two HER-ids, or nil where there is none and the no-CPA rule holds.
    func agreement(_ own: HERId, _ other: HERId) async throws -> Agreement? {
        let bytes: [UInt8]?
        do { bytes = try await context.register.agreement(between: own, and: other) } catch {
            throw Setback.hold(.registerUnavailable)
        }
        guard let bytes else { return nil }
        guard let agreement = try? context.agreements.agreement(bytes) else { throw Setback.hold(.agreementUnreadable) }
        return agreement
    }
}
