import AddressRegister
import EbXML
import Foundation
import Identifiers
import Store
import Texts

/// Finds the agreement between two parties, or the one a message names; a register that does not answer is never "none".
struct AgreementLookup {
    let context: ExchangeContext

    /// The agreement that counts between an own HER-id and a partner's, or nil where the no-CPA rule holds (HITS 1172
    /// r.12).
    ///
    /// - Throws: `Setback` that holds, when it cannot be known.
    func between(_ own: HERId, _ partner: HERId, at now: Date) async throws -> ApplicableAgreement? {
        let held = context.settings.current.agreements.filter { $0.isBetween(own, partner) }
        guard held.allSatisfy({ $0.agreement != nil }) else { throw Setback.hold(.agreementUnreadable) }
        return .choose(imported: held, registered: try await registered(own, partner), at: now)
    }

    /// The agreement of an id, if it is held by us or is the register's between these two.
    func named(_ cpaID: String, _ own: HERId, _ partner: HERId) async throws -> ApplicableAgreement? {
        let held = context.settings.current.agreements.first { $0.record.cpaID == cpaID && $0.isBetween(own, partner) }
        if let held = held?.applicable { return held }
        guard let registered = try await registered(own, partner), registered.agreement.cpaID == cpaID else {
            return nil
        }
        return registered
    }

    private func registered(_ own: HERId, _ partner: HERId) async throws -> ApplicableAgreement? {
        let found: RegisteredAgreement?
        do { found = try await context.register.agreement(between: own, and: partner) } catch {
            throw Setback.hold(.registerUnavailable)
        }
        guard let found else { return nil }
        guard let agreement = try? context.agreements.agreement(found.xml, between: "\(own) \(partner)") else {
            throw Setback.hold(.agreementUnreadable)
        }
        return ApplicableAgreement(agreement: agreement, source: .register, gotAt: found.gotAt)
    }
}

extension Setback {
    /// What follows when the agreement does not let us send something: what can be put right is waited for.
    init(_ refusal: AgreementRefusal, _ agreement: Agreement, partner: HERId) {
        let detail = ["cpa": agreement.cpaID, "her": partner.description, "rule": refusal.rawValue]
        self =
            switch refusal {
            case .expired: .hold(.agreementExpired, detail)
            case .notYetInForce, .notValid: .hold(.agreementNotInForce, detail)
            case .senderNotParty, .receiverNotParty: .hold(.agreementForOthers, detail)
            case .senderCannotSend, .receiverCannotReceive, .formatNotAgreed, .noCommonTransport:
                .refuse(.agreementForbids, detail)
            }
    }
}
