import Cryptography
import Foundation
import HealthMessages
import Identifiers
import Store
import Texts

/// A document that may be stored: one message for each of its receivers, the primary one first (HIS 80601, M-078).
///
/// Each has an envelope, a delivery and receipts of its own; what they share is the document and its MsgId.
struct NewSubmission: Sendable {
    let messages: [StoredMessage]
    let content: SealedContent
    let wishes: EnvelopeWishes
    let msgID: String
    let conversation: String?
    /// How many copy receivers have no HER-id, and are not sent to.
    let unaddressed: Int
}

/// What a submitted file has been found to be.
enum SubmissionReading: Sendable {
    case new(NewSubmission)
    /// With the document's MsgId, as far as it could be read.
    case refused(ReasonCode, [String: String], msgID: String?)
}

/// Judges a submitted document before it is stored (M-053, M-073).
struct SubmissionReader: Sendable {
    let context: ExchangeContext

    /// - Parameter chosen: those of the document's receivers that get it; nil for all.
    func read(
        _ bytes: [UInt8], by system: RecordSystem, envelope wishes: EnvelopeWishes = EnvelopeWishes(),
        receivers chosen: [HERId]? = nil, now: Date
    ) async throws -> SubmissionReading {
        if let excess = context.limits.excess(of: bytes.count) { return .refused(.tooLarge, excess, msgID: nil) }
        let document: HealthDocument
        do { document = try HealthDocument.read(bytes) } catch {
            return .refused(.documentInvalid, error.evidence, msgID: nil)
        }
        let findings = StructuralRules.check(
            document, direction: .outgoing, catalogue: context.catalogue, now: now)
        if let finding = findings.first(where: { $0.severity == .refusal }) {
            return .refused(
                ReasonCode(rawValue: finding.reasonCode) ?? .documentInvalid,
                finding.values.merging(["rule": finding.code.rawValue]) { $1 }, msgID: document.msgID)
        }
        guard let (sender, receivers) = try await parties(of: document, for: system) else {
            return .refused(.unmatchedAppRec, [:], msgID: document.msgID)
        }
        guard let sender, let msgID = document.msgID, system.herIDs.contains(sender) else {
            let her = sender.map(\.description)
            return .refused(
                .senderNotAllowed, ["system": system.name].merging(her.map { ["her": $0] } ?? [:]) { $1 },
                msgID: document.msgID)
        }
        let level1 = context.settings.current.addresses[sender]?.parent ?? sender
        guard !wishes.useSenderLevel1HERId || system.herIDs.contains(level1) else {
            return .refused(
                .senderNotAllowed, ["system": system.name, "her": level1.description], msgID: document.msgID)
        }
        guard receivers.count <= Self.mostReceivers, receivers.count * bytes.count <= Self.mostOctets else {
            return .refused(.tooManyReceivers, ["count": String(receivers.count)], msgID: document.msgID)
        }
        if let stranger = chosen?.first(where: { !receivers.contains($0) }) {
            return .refused(.receiverNotNamed, ["her": stranger.description], msgID: document.msgID)
        }
        let digest = SHA256.digest(bytes)
        let messages = receivers.filter { her in chosen.map { her.map($0.contains) ?? false } ?? true }.map {
            receiver in
            message(document, size: bytes.count, digest: digest, from: sender, to: receiver, by: system, now: now)
        }
        return .new(
            NewSubmission(
                messages: messages, content: try context.store.seal(bytes), wishes: wishes, msgID: msgID,
                conversation: document.conversation?.conversation,
                unaddressed: document.isAppRec ? 0 : document.otherReceivers.count { $0.chain.her == nil }))
    }

    // MARK: - Private steps

    /// Receivers of one document, and octets of it and its copies together: each copy is kept on its own.
    private static let (mostReceivers, mostOctets) = (50, 200_000_000)

    /// Who sends it, and to whom: the document's addresses, each receiver once. A receipt mirrors what it answers, even
    /// an address that does not exist: it goes from where that was received to where it came from (HITS 1168 6.1).
    ///
    /// nil when it answers what another record system was given.
    private func parties(
        of document: HealthDocument, for system: RecordSystem
    ) async throws -> (sender: HERId?, receivers: [HERId?])? {
        let sender = document.sender?.her
        guard document.isAppRec else {
            var seen: Set<HERId> = []
            let copies = document.otherReceivers.compactMap(\.chain.her)
            let all = ([document.receiver?.her].compactMap(\.self) + copies).filter { seen.insert($0).inserted }
            return (sender, all)
        }
        guard let original = try await EarlierMessages(store: context.store).original(of: document) else {
            return (sender, [document.receiver?.her])
        }
        let isGiven = original.recordSystem == system.name || original.toHER.map(system.herIDs.contains) ?? false
        guard isGiven else { return nil }
        let isOwn = sender.map { context.settings.current.addresses[$0] != nil } ?? false
        return (isOwn ? sender : original.toHER, [original.fromHER])
    }

    private func message(
        _ document: HealthDocument, size: Int, digest: [UInt8], from sender: HERId, to receiver: HERId?,
        by system: RecordSystem, now: Date
    ) -> StoredMessage {
        var message = StoredMessage(
            serverID: context.randomness.uuid(), direction: .outgoing, kind: document.isAppRec ? .appRec : .business,
            state: .submitted, at: now, size: size, application: document.wantsAppRec ? .waiting : .notExpected)
        message.msgID = document.msgID
        message.originalMsgID = document.appRec?.originalMsgID
        message.action = document.isAppRec ? "APPREC" : context.catalogue.action(of: document)
        message.fromHER = sender
        message.toHER = receiver
        message.recordSystem = system.name
        message.digest = digest
        message.generatedAt = document.genDate?.date
        return message
    }
}
