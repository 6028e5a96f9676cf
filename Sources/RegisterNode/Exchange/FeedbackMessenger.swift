import FolderExchange
import Foundation
import HealthMessages
import Identifiers
import Logging
import Register

/// Sends released archives as messages: the register is a record system of an ordinary node of the exchange (I-046).
///
/// *queue* (id and addresses on disk) → *write* into the node's folder → *read* what the node says of them. Each may be
/// done again after a crash: a file that was ever in the folder is not written again, and a receipt is read once.
struct FeedbackMessenger: Sendable {
    let store: RegisterStore
    let settings: RegisterConfiguration.Exchange
    let log: Logger

    private var folder: RecordSystemSide { RecordSystemSide(path: settings.folder) }

    /// One round. Blocks on the disk.
    /// - Throws: what concerns the store; a folder that cannot be used is logged and tried again in the next round.
    func run(now: Date) throws {
        try store.queueMessages(from: settings.party, now: now, makeID: UUID.init)
        do {
            for message in try store.messages(.queued) { try write(message, now: now) }
            for message in try store.messages(.written) { try look(after: message, now: now) }
            try readReceipts(now: now)
        } catch let error as FolderError {
            if error.code == .notDurable { throw RegisterError.notDurable }
            log.error("exchange-folder-unusable", metadata: ["error": "\(error)"])
        }
    }

    private func write(_ message: FeedbackMessage, now: Date) throws {
        guard let archive = try store.archive(of: message.submission) else { return }
        guard archive.archive.count <= RegisterFeedback.largestArchive else {
            return try store.note(.failed, code: "too-large", of: message.msgID, now: now)
        }
        let feedback = RegisterFeedback(
            submission: archive.submission, unit: archive.unit, year: archive.year, fileName: archive.fileName,
            sha256: archive.sha256, sealedPassword: archive.passwordForMunicipality, archive: archive.archive)
        let document: [UInt8]
        do {
            document = try feedback.message(
                RegisterFeedbackEnvelope(
                    msgID: message.msgID, sentAt: HealthTime(message.queuedAt), from: .init(message.from),
                    to: .init(message.to)))
        } catch {
            return try store.note(.failed, code: "name-unusable", of: message.msgID, now: now)
        }
        _ = try folder.submit(document, as: message.fileName)
        try store.note(.written, of: message.msgID, now: now)
        log.notice("feedback-message-written", metadata: ["submission": "\(message.submission)"])
    }

    /// The node says of what it does not take in the folder itself, not in a receipt.
    private func look(after message: FeedbackMessage, now: Date) throws {
        guard case .refused(let note) = try folder.place(of: message.fileName) else { return }
        try store.note(.failed, code: note?.code ?? "refused", of: message.msgID, now: now)
        log.error(
            "feedback-message-refused",
            metadata: ["submission": "\(message.submission)", "code": "\(note?.code ?? "")"])
    }

    private func readReceipts(now: Date) throws {
        for name in try store.unread(receipts: folder.receipts()) {
            guard let receipt = try folder.receipt(name) else { continue }
            try store.note(
                FeedbackMessage.Standing(outcome: receipt.outcome), code: receipt.code, of: receipt.msgID,
                receipt: name, now: now)
            log.notice("feedback-message-receipt", metadata: ["outcome": "\(receipt.outcome)"])
        }
    }
}

extension RegisterFeedbackEnvelope.Party {
    fileprivate init(_ party: ExchangeParty) {
        self.init(name: party.name, her: party.her, serviceName: party.serviceName, serviceHER: party.serviceHER)
    }
}
