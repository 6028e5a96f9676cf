public import Foundation
public import Identifiers

/// Why no receipt can be made for a document.
public enum AppRecAnswerRefusal: Error, Sendable, Equatable {
    /// A receipt is never answered by a receipt (HIS 80415 3.3).
    case isReceipt
    /// The party is not among the receivers: then nothing is answered (HITS 1168 5.3).
    case notReceiver
    /// It cannot be told who sent it.
    case noSender
    /// MsgId, type or GenDate, which the receipt must repeat, is missing or unreadable.
    case incomplete
}

extension AppRec {
    /// The receipt of one receiver for a message: addresses mirrored exactly as the message has them, wrong or not.
    ///
    /// - Parameters:
    ///   - receiver: HER-id, level 2 or level 1, of the receiver that answers.
    ///   - errors: at least one for a rejection, each fault for itself (HITS 1168 7).
    ///   - id: a new UUID.
    ///   - version: nil follows the catalogue; give the one of the agreement when there is one.
    public static func answer(
        to document: HealthDocument, from receiver: HERId, status: AppRecStatus, errors: [AppRecError] = [],
        now: Date, id: UUID, catalogue: MessageCatalogue, version: AppRecVersion? = nil
    ) -> Result<AppRec, AppRecAnswerRefusal> {
        guard !document.isAppRec else { return .failure(.isReceipt) }
        let receivers = document.receivers
        guard
            let party = receivers.first(where: { $0.chain.level2 == receiver })
                ?? receivers.first(where: { $0.chain.level1 == receiver })
        else { return .failure(.notReceiver) }
        return answer(
            to: document, from: party, status: status, errors: errors, now: now, id: id, catalogue: catalogue,
            version: version)
    }

    /// One receipt for each receiver of the message that is ours, primary first: never more than one for a party.
    ///
    /// A receiver in our organisation whose address is faulty is rejected with E21, whatever is said of the others.
    ///
    /// - Parameter makeID: gives a new UUID for each.
    public static func answers(
        to document: HealthDocument, own: OwnParties, status: AppRecStatus, errors: [AppRecError] = [], now: Date,
        catalogue: MessageCatalogue, version: AppRecVersion? = nil, makeID: () -> UUID
    ) -> [AppRec] {
        guard !document.isAppRec else { return [] }
        var answered: [PartyChain] = []
        return document.receivers.compactMap { party in
            let verdict = own.verdict(on: party)
            let isAgain = answered.contains {
                $0 == party.chain || ($0.level2 != nil && $0.level2 == party.chain.level2)
            }
            guard verdict != .others, !isAgain else { return nil }
            answered.append(party.chain)
            let isFaulty = verdict == .faulty
            let unknown = isFaulty ? [AppRecError(.receiverUnknown)] : []
            return try? answer(
                to: document, from: party, status: isFaulty ? .rejected : status,
                errors: unknown + (status == .ok ? [] : errors).filter { !unknown.contains($0) }, now: now,
                id: makeID(), catalogue: catalogue, version: version
            ).get()
        }
    }

    private static func answer(
        to document: HealthDocument, from party: Receiver, status: AppRecStatus, errors: [AppRecError], now: Date,
        id: UUID, catalogue: MessageCatalogue, version: AppRecVersion?
    ) -> Result<AppRec, AppRecAnswerRefusal> {
        guard let sender = document.sender else { return .failure(.noSender) }
        guard let msgID = document.msgID, let type = document.type, let genDate = document.genDate else {
            return .failure(.incomplete)
        }
        let version = version ?? catalogue.receiptVersion(for: document)
        // A report goes to the one who asked for it; every other message goes to one who gives a service.
        let isRequester = document.form == .ownRoot && document.isReport
        return .success(
            AppRec(
                version: version, id: id.uuidString.lowercased(), genDate: HealthTime(now),
                sender: AppRecParty(
                    role: version.senderRole(party.role, isRequester: isRequester), chain: party.chain.mirrored),
                receiver: AppRecParty(role: version.receiverRole, chain: sender.mirrored), status: status,
                errors: status == .ok ? [] : errors, originalMsgID: msgID,
                originalMsgType: catalogue.originalType(of: document) ?? type,
                originalIssueDate: genDate.dateTimeText))
    }
}

extension PartyChain {
    /// The chain as a receipt repeats it: without one who merely signed (HITS 1168 11.2).
    var mirrored: PartyChain {
        PartyChain(organisation: organisation, service: service, person: isAddressedToPerson ? person : nil)
    }
}
