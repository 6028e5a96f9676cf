import Cryptography
import FolderExchange
public import Foundation
import HealthMessages
import Identifiers
public import Store
public import Texts

/// What became of a submitted document.
public enum SubmissionOutcome: Sendable, Equatable {
    /// Stored under the server's id; the same document again gives the same id.
    case accepted(UUID)
    case refused(ReasonCode, detail: [String: String])
}

/// Takes documents from a record system's `out/` folder (contracts: "Record system's folder").
///
/// Stored, encrypted, as `submitted` **before** the file is moved to `taken/`; a file read twice after a crash is the
/// same submission by MsgId and digest. What is no message at all goes to `refused/` with the reason.
public struct SubmissionIntake: Sendable {
    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    /// Takes all that waits in one record system's folder. Returns how many were taken or refused.
    @discardableResult
    public func take(from system: RecordSystem, now: Date) async throws -> Int {
        let folder = RecordSystemFolder(path: system.folder, maximumSize: context.limits.document)
        var count = 0
        var fault: FolderError?
        for submission in try folder.submissions() {
            // One file that cannot be read or moved must not hold up those after it.
            do {
                if try await take(submission, from: folder, of: system, now: now) { count += 1 }
            } catch let error as FolderError {
                fault = fault ?? error
            }
        }
        if let fault { throw fault }
        return count
    }

    private func take(
        _ submission: PendingSubmission, from folder: RecordSystemFolder, of system: RecordSystem, now: Date
    ) async throws -> Bool {
        switch try folder.read(submission) {
        case .document(let bytes):
            switch try await submit(bytes, by: system, now: now) {
            case .accepted: _ = try folder.accept(submission)
            case .refused(let reason, let detail): try refuse(submission, reason, detail, in: folder, now: now)
            }
        case .tooLarge(let size, _):
            try refuse(submission, .tooLarge, ["bytes": String(size)], in: folder, now: now)
        case .changed: return false
        }
        context.crash.pass(.afterSubmissionMoved)
        return true
    }

    /// Stores one document as submitted, unless the same document was before. Returns the server's id of it.
    public func submit(_ bytes: [UInt8], by system: RecordSystem, now: Date) async throws -> SubmissionOutcome {
        guard OutgoingFlow.packedSize(of: bytes.count) <= context.limits.packedMessage else {
            return .refused(.tooLarge, detail: ["bytes": String(bytes.count)])
        }
        let document: HealthDocument
        do { document = try HealthDocument.read(bytes) } catch {
            return .refused(.documentInvalid, detail: error.evidence)
        }
        let findings = StructuralRules.check(
            document, direction: .outgoing, catalogue: context.catalogue, now: now)
        if let finding = findings.first(where: { $0.severity == .refusal }) {
            return .refused(
                ReasonCode(rawValue: finding.reasonCode) ?? .documentInvalid,
                detail: finding.values.merging(["rule": finding.code.rawValue]) { $1 })
        }
        guard let sender = document.sender?.her, let msgID = document.msgID, system.herIDs.contains(sender) else {
            return .refused(.senderNotAllowed, detail: [:])
        }
        let digest = SHA256.digest(bytes)
        var message = StoredMessage(
            serverID: context.randomness.uuid(), direction: .outgoing, kind: document.isAppRec ? .appRec : .business,
            state: .submitted, at: now, size: bytes.count,
            application: document.wantsAppRec ? .waiting : .notExpected)
        message.msgID = msgID
        message.originalMsgID = document.appRec?.originalMsgID
        message.action = document.isAppRec ? "APPREC" : context.catalogue.action(of: document)
        message.fromHER = sender
        message.toHER = document.receiver?.her
        message.recordSystem = system.name
        message.digest = digest
        message.generatedAt = document.genDate?.date
        let content = try context.store.seal(bytes)
        let new = message
        let outcome: SubmissionOutcome = try await context.store.write { transaction in
            for earlier in try transaction.submitted(msgID: msgID) where earlier.recordSystem == system.name {
                if earlier.digest == digest, earlier.state != .refusedByUs { return .accepted(earlier.serverID) }
                if earlier.state != .refusedByUs { return .refused(.messageIDReused, detail: [:]) }
            }
            let stored = try transaction.insert(new)
            try transaction.put(content, .submitted, of: stored.key)
            try transaction.append(
                MessageEvent(message: stored.key, at: now, step: "submitted", actor: "record-system:\(system.name)"))
            try transaction.enqueue(
                NewJob(
                    kind: OutgoingFlow.kind, message: stored.key,
                    orderKey: document.conversation?.conversation ?? msgID,
                    fairnessKey: stored.toHER?.description ?? "", runAt: now))
            return .accepted(stored.serverID)
        }
        context.crash.pass(.afterSubmissionCommit)
        context.wakes.raise()
        return outcome
    }

    private func refuse(
        _ submission: PendingSubmission, _ reason: ReasonCode, _ detail: [String: String],
        in folder: RecordSystemFolder, now: Date
    ) throws {
        let sentences = Texts.sentences(reason, values: detail)
        _ = try folder.refuse(
            submission, RefusalNote(code: reason.rawValue, sentences: sentences, msgID: nil, at: now))
    }
}
