import AddressRegister
import Certificates
import EbXML
public import Foundation
import HealthMessages
public import Identifiers
import Store
public import Texts

/// "Can this party receive this type?": everything that would stop or hold such a message now, found by the same rules
/// as sending (M-062, M-078, M-082).
public struct ReceptionQuestion: Sendable {
    /// Something in the way.
    public struct Obstacle: Sendable, Equatable {
        public let reason: ReasonCode
        /// Whether a message would be taken and wait; else it would be refused.
        public let isTemporary: Bool
        public let detail: [String: String]

        init(_ setback: Setback) {
            reason = setback.reason
            isTemporary = setback.consequence == .hold
            detail = setback.detail
        }
    }

    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    /// - Parameter action: eb:Action of the type.
    public func obstacles(
        between sender: HERId, and receiver: HERId, action: String, now: Date
    ) async throws -> [Obstacle] {
        var found: [Setback] = []
        let type = context.catalogue.entry(action: action)
        if type == nil { found.append(.refuse(.typeUnknown, ["action": action])) }
        if context.settings.current.signingKey(at: now) == nil { found.append(.hold(.noSigningKey)) }
        do {
            let party = try await PartyLookup(context: context).party(receiver)
            if let destination = try await PartyLookup(context: context).destination(of: party, from: sender, at: now) {
                let stage = context.settings.current.tenant.stage
                if !context.limits.allows(destination, in: stage) {
                    found.append(.refuse(.stageNotAllowed, ["stage": stage.rawValue]))
                }
            } else {
                found.append(.refuse(.noEDIAddress))
            }
            if let certificate = party.encryptionCertificate {
                let setback = context.trust.setback(
                    certificate, for: .encryption, of: party.organisationNumber, at: now)
                if let setback { found.append(setback) }
            } else {
                found.append(.hold(.noEncryptionCertificate))
            }
            if let type, let obstacle = try await agreement(sender, receiver, on: type, now: now) {
                found.append(obstacle)
            }
        } catch let setback as Setback {
            found.append(setback)
        }
        return found.map(Obstacle.init)
    }

    private func agreement(
        _ sender: HERId, _ receiver: HERId, on type: MessageType, now: Date
    ) async throws -> Setback? {
        let applicable = try await AgreementLookup(context: context).between(sender, receiver, at: now)
        guard let agreement = applicable?.agreement else { return nil }
        let use = AgreementUse(
            from: sender, to: receiver, service: type.service, action: type.action, fromRole: type.senderRole,
            toRole: type.receiverRole, namespace: type.versions.last?.namespace ?? "")
        guard case .refused(let refusal) = agreement.verdict(on: use, at: now) else { return nil }
        return Setback(refusal, agreement, partner: receiver)
    }
}
