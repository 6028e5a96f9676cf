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

    /// Takes what waits in one record system's folder, oldest first. Returns how many were taken or refused: about a
    /// thousand at most, and never fewer because of files that cannot be read.
    @discardableResult
    public func take(from system: RecordSystem, now: Date) async throws -> Int {
        let folder = RecordSystemFolder(path: system.folder, maximumSize: context.limits.document)
        var count = 0
        var fault: FolderError?
        var waiting = try folder.submissions()[...]
        while !waiting.isEmpty, count < Self.turn {
            let batch = Self.batch(of: waiting)
            waiting.removeFirst(batch.count)
            count += try await take(batch, from: folder, of: system, fault: &fault, now: now)
        }
        if let fault { throw fault }
        return count
    }

    /// Stores one document as submitted, unless the same document was before. Returns the server's id of it.
    public func submit(_ bytes: [UInt8], by system: RecordSystem, now: Date) async throws -> SubmissionOutcome {
        switch try prepare(bytes, by: system, now: now) {
        case .refused(let reason, let detail, _): return .refused(reason, detail: detail)
        case .new(let submission):
            let outcome = try await context.store.write { try Self.store(submission, at: now, in: $0) }
            context.crash.pass(.afterSubmissionCommit)
            context.wakes.raise()
            return outcome
        }
    }

    // MARK: - Stages

    /// Documents after which others get their turn.
    private static let turn = 1000

    /// A document that may be stored.
    private struct NewSubmission: Sendable {
        let message: StoredMessage
        let content: SealedContent
        let msgID: String
        let conversation: String?
    }

    private enum Preparation {
        case new(NewSubmission)
        /// With the document's MsgId, as far as it could be read.
        case refused(ReasonCode, [String: String], msgID: String?)
    }

    /// Files that are stored in one transaction: no more than fit in memory beside everything else.
    private static func batch(of waiting: ArraySlice<PendingSubmission>) -> ArraySlice<PendingSubmission> {
        var octets = 0
        let fitting = waiting.prefix(32).prefix { submission in
            octets += submission.size
            return octets <= 4_000_000
        }
        return fitting.isEmpty ? waiting.prefix(1) : fitting
    }

    private func take(
        _ batch: ArraySlice<PendingSubmission>, from folder: RecordSystemFolder, of system: RecordSystem,
        fault: inout FolderError?, now: Date
    ) async throws -> Int {
        var count = 0
        var new: [(file: PendingSubmission, submission: NewSubmission)] = []
        for file in batch {
            // One file that cannot be read or moved must not hold up those after it.
            do {
                switch try folder.read(file) {
                case .document(let bytes):
                    switch try prepare(bytes, by: system, now: now) {
                    case .new(let submission): new.append((file, submission))
                    case .refused(let reason, let detail, let msgID):
                        count += try refuse(file, reason, detail, msgID: msgID, in: folder, now: now)
                    }
                case .tooLarge(let size, _):
                    count += try refuse(file, .tooLarge, context.limits.sizes(size), msgID: nil, in: folder, now: now)
                case .changed: break
                }
            } catch let error as FolderError {
                fault = fault ?? error
            }
        }
        guard !new.isEmpty else { return count }
        let submissions = new.map(\.submission)
        let outcomes = try await context.store.write { transaction in
            try submissions.map { try Self.store($0, at: now, in: transaction) }
        }
        context.crash.pass(.afterSubmissionCommit)
        context.wakes.raise()
        for ((file, submission), outcome) in zip(new, outcomes) {
            do {
                switch outcome {
                case .accepted:
                    _ = try folder.accept(file)
                    context.crash.pass(.afterSubmissionMoved)
                    count += 1
                case .refused(let reason, let detail):
                    count += try refuse(file, reason, detail, msgID: submission.msgID, in: folder, now: now)
                }
            } catch {
                fault = fault ?? error
            }
        }
        return count
    }

    private func prepare(_ bytes: [UInt8], by system: RecordSystem, now: Date) throws -> Preparation {
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
        guard let sender = document.sender?.her, let msgID = document.msgID, system.herIDs.contains(sender) else {
            let her = document.sender?.her.map(\.description)
            return .refused(
                .senderNotAllowed, ["system": system.name].merging(her.map { ["her": $0] } ?? [:]) { $1 },
                msgID: document.msgID)
        }
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
        message.digest = SHA256.digest(bytes)
        message.generatedAt = document.genDate?.date
        return .new(
            NewSubmission(
                message: message, content: try context.store.seal(bytes), msgID: msgID,
                conversation: document.conversation?.conversation))
    }

    private static func store(
        _ submission: NewSubmission, at now: Date, in transaction: any TenantTransaction
    ) throws -> SubmissionOutcome {
        let new = submission.message
        for earlier in try transaction.submitted(msgID: submission.msgID)
        where earlier.recordSystem == new.recordSystem && earlier.state != .refusedByUs {
            return earlier.digest == new.digest
                ? .accepted(earlier.serverID) : .refused(.messageIDReused, detail: [:])
        }
        let stored = try transaction.insert(new)
        try transaction.put(submission.content, .submitted, of: stored.key)
        try transaction.append(
            MessageEvent(
                message: stored.key, at: now, step: "submitted", actor: "record-system:\(new.recordSystem ?? "")"))
        try transaction.enqueue(
            NewJob(
                kind: OutgoingFlow.kind, message: stored.key, orderKey: submission.conversation ?? submission.msgID,
                fairnessKey: stored.toHER?.description ?? "", runAt: now))
        return .accepted(stored.serverID)
    }

    /// Returns one, for the count.
    private func refuse(
        _ submission: PendingSubmission, _ reason: ReasonCode, _ detail: [String: String], msgID: String?,
        in folder: RecordSystemFolder, now: Date
    ) throws(FolderError) -> Int {
        let sentences = Texts.sentences(reason, values: detail)
        _ = try folder.refuse(
            submission, RefusalNote(code: reason.rawValue, sentences: sentences, msgID: msgID, at: now))
        context.crash.pass(.afterSubmissionMoved)
        return 1
    }
}
