import AddressRegister
import EbXML
import Foundation
import HealthMessages
import Identifiers
import Store
import Texts

/// Stage 3 of `OutgoingFlow`: what a document is exchanged as, and whether the agreement lets it be sent (HISD 1177 6).
extension OutgoingFlow {
    func agree(_ addressed: AddressedMessage, now: Date) async throws -> PlannedMessage {
        let document = addressed.submission.document
        let (own, partner) = (addressed.own.her, addressed.party.her)
        let agreement = try await AgreementLookup(context: context).between(own, partner, at: now)?.agreement
        let original = try await EarlierMessages(store: context.store).original(of: document)
        let known = try await EarlierMessages(store: context.store).conversation(of: document)
        let wishes = addressed.submission.wishes
        let conversation =
            wishes.conversationID ?? original?.conversationID ?? known ?? addressed.submission.message.conversationID
            ?? context.randomness.uuid().uuidString.lowercased()
        let listed = try plan(addressed, original)
        let plan = listed.with(wishes)
        if let agreement {
            let use = AgreementUse(
                from: own, to: partner, service: plan.service, action: plan.action, fromRole: plan.fromRole,
                toRole: plan.toRole, namespace: plan.namespace)
            if case .refused(let refusal) = agreement.verdict(on: use, at: now) {
                throw Setback(refusal, agreement, partner: partner)
            }
        }
        // What neither an agreement nor the national list provides for is not sent, whoever wishes it.
        let cpaID = agreement?.cpaID ?? NoAgreement.cpaID(between: own, and: partner)
        guard agreement != nil || plan == listed, wishes.cpaID ?? cpaID == cpaID else {
            throw Setback.refuse(.agreementForbids, ["cpa": wishes.cpaID ?? cpaID, "her": partner.description])
        }
        return PlannedMessage(
            addressed: addressed, cpaID: cpaID, plan: plan, conversationID: conversation,
            policy: agreement?.retransmission(of: own) ?? .template,
            original: original)
    }

    /// Service, Action and roles, by the national list (HISD 1209).
    private func plan(_ addressed: AddressedMessage, _ original: StoredMessage?) throws -> ExchangePlan {
        let document = addressed.submission.document
        if document.isAppRec {
            guard let original, let type = context.catalogue.entry(action: original.action ?? "") else {
                throw Setback.refuse(.unmatchedAppRec)
            }
            let version = document.appRec?.version ?? .v1_1
            return ExchangePlan(
                service: original.service ?? type.service, action: "APPREC", fromRole: type.receiverRole,
                toRole: type.senderRole, applicationDeadline: nil, namespace: version.namespace,
                namespaceVersion: version.rawValue)
        }
        guard let type = context.catalogue.entry(for: document), let namespace = document.mainNamespace else {
            throw Setback.refuse(.typeUnknown)
        }
        let deadline = document.wantsAppRec ? type.applicationDeadlineHours : nil
        return ExchangePlan(
            service: type.service, action: type.action, fromRole: type.senderRole, toRole: type.receiverRole,
            applicationDeadline: deadline.map { TimeInterval($0) * 3600 }, namespace: namespace,
            namespaceVersion: type.version(namespace: namespace)?.version ?? "")
    }
}
