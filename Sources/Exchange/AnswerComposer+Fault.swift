import EbXML
import Foundation
import Identifiers
import Store

/// The answer to what cannot be answered in ebXML: a SOAP Fault by mail, unsigned (HITS 1172 4.2.2.3).
///
/// It goes to an address that a stranger wrote. So it is rationed, it never goes to ourselves or out of the tenant's
/// stage, it never answers an answer, and it says itself that no machine is to answer it: no loop can last (T-059).
extension AnswerComposer {
    /// The fault about a received mail; nil when it gets none.
    func fault(
        _ fault: SOAPFault, to address: FaultAddress?, of message: StoredMessage, now: Date
    ) async throws -> StoredAnswer? {
        guard let address, let own = try await addressee(of: message), allows(address.mailbox),
            try await !answersUs(address), context.errors.spendFault(on: address.mailbox, now: now)
        else { return nil }
        let entity = try fault.pack(answering: address.mailMessageID)
        var answer = StoredMessage(
            serverID: context.randomness.uuid(), direction: .outgoing, kind: .fault, state: .queued, at: now,
            size: entity.count)
        answer.refToMessageID = message.messageID
        answer.fromHER = own.her
        answer.toHER = message.fromHER
        answer.ediFrom = own.ediAddress.text
        answer.ediTo = address.mailbox.text
        answer.expiresAt = now.addingTimeInterval(RetransmissionPolicy.template.persistDuration)
        return StoredAnswer(
            message: answer, entity: entity, content: try context.store.seal(entity),
            attemptID: context.attemptID(of: answer))
    }

    /// The own address the mail was fetched for.
    private func addressee(of message: StoredMessage) async throws -> OwnAddress? {
        let events = try await context.store.read { try $0.events(of: message.key) }
        guard let mailbox = events.first(where: { $0.step == "received" })?.detail["mailbox"] else { return nil }
        let own = context.settings.current.addresses.values.filter { $0.mailbox == mailbox }
        return own.min { ($0.her == message.toHER ? 0 : 1, $0.her) < ($1.her == message.toHER ? 0 : 1, $1.her) }
    }

    private func allows(_ mailbox: EDIAddress) -> Bool {
        let settings = context.settings.current
        return !settings.addresses.values.contains { $0.ediAddress == mailbox }
            && context.limits.allows(.mailbox(mailbox), in: settings.tenant.stage)
    }

    /// Whether the mail answers one that we sent.
    private func answersUs(_ address: FaultAddress) async throws -> Bool {
        try await context.store.read { store in
            try address.answers.contains { try store.sent(mailMessageID: $0) != nil }
        }
    }
}
