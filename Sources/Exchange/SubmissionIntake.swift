import FolderExchange
public import Foundation
public import Identifiers
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
/// same submission by MsgId and digest. A document for several receivers becomes a message to each. What is no message
/// at all goes to `refused/` with the reason.
public struct SubmissionIntake: Sendable {
    private let context: ExchangeContext
    private let reader: SubmissionReader

    public init(context: ExchangeContext) {
        self.context = context
        reader = SubmissionReader(context: context)
    }

    /// Takes what waits in one record system's folder, oldest first. Returns how many were taken or refused: about a
    /// thousand at most, and never fewer because of files that cannot be read.
    @discardableResult
    public func take(from system: RecordSystem, now: Date) async throws -> Int {
        guard let path = system.folder else { return 0 }
        let folder = RecordSystemFolder(path: path, maximumSize: context.limits.document)
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
    ///
    /// - Parameters:
    ///   - envelope: what the record system wants of the envelope.
    ///   - receivers: those of the document's receivers that get it; nil for all.
    public func submit(
        _ bytes: [UInt8], by system: RecordSystem, envelope: EnvelopeWishes = EnvelopeWishes(),
        receivers: [HERId]? = nil, now: Date
    ) async throws -> SubmissionOutcome {
        switch try await reader.read(bytes, by: system, envelope: envelope, receivers: receivers, now: now) {
        case .refused(let reason, let detail, _): return .refused(reason, detail: detail)
        case .new(let submission):
            let outcome = try await context.store.write {
                try Self.store(submission, handedIn: now, at: now, in: $0)
            }
            context.crash.pass(.afterSubmissionCommit)
            context.wakes.raise()
            return outcome
        }
    }

    // MARK: - Stages

    /// Documents after which others get their turn.
    private static let turn = 1000

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
                    switch try await reader.read(bytes, by: system, now: now) {
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
        let submissions = new.map { ($0.submission, $0.file.writtenAt) }
        let outcomes = try await context.store.write { transaction in
            try submissions.map { try Self.store($0, handedIn: $1, at: now, in: transaction) }
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

    /// Stores what is not stored yet: the same document again, for a receiver it is already on its way to, changes
    /// nothing. Gives the id of the message to the primary receiver.
    ///
    /// What was refused, by us or by the partner's server, nobody has: handed in again, it goes in an envelope of its own
    /// (HITS 1171 9.7). A file that could not be moved after the first time is not handed in again.
    private static func store(
        _ submission: NewSubmission, handedIn: Date, at now: Date, in transaction: any TenantTransaction
    ) throws -> SubmissionOutcome {
        guard let primary = submission.messages.first else { return .refused(.addressesMissing, detail: [:]) }
        let standing = try transaction.submitted(msgID: submission.msgID).filter {
            $0.recordSystem == primary.recordSystem && $0.state != .refusedByUs
                && !($0.state == .refusedByPartner && $0.updatedAt < handedIn)
        }
        if standing.contains(where: { $0.digest != primary.digest }) {
            return .refused(.messageIDReused, detail: [:])
        }
        func earlier(_ receiver: HERId?) -> StoredMessage? { standing.first { $0.toHER == receiver } }
        let id = earlier(primary.toHER)?.serverID ?? primary.serverID
        for new in submission.messages where earlier(new.toHER) == nil {
            try insert(new, of: submission, under: id, at: now, in: transaction)
        }
        return .accepted(id)
    }

    private static func insert(
        _ new: StoredMessage, of submission: NewSubmission, under id: UUID, at now: Date,
        in transaction: any TenantTransaction
    ) throws {
        let stored = try transaction.insert(new)
        try transaction.put(submission.content, .submitted, of: stored.key)
        if submission.wishes != EnvelopeWishes() {
            try transaction.put(StoredWishes(of: stored.serverID, submission.wishes))
        }
        let isCopy = stored.serverID != id
        var detail = isCopy ? [Deliveries.copyOf: id.uuidString.lowercased()] : [:]
        if !isCopy, submission.unaddressed > 0 { detail["copiesWithoutAddress"] = String(submission.unaddressed) }
        try transaction.append(
            MessageEvent(
                message: stored.key, at: now, step: "submitted", actor: "record-system:\(new.recordSystem ?? "")",
                detail: detail))
        let receiver = stored.toHER?.description ?? ""
        // Only a record system's own documents hold up each other.
        let line = "\(new.recordSystem ?? "") \(submission.conversation ?? submission.msgID)"
        // A copy does not wait for what holds up the message to another receiver.
        try transaction.enqueue(
            NewJob(
                kind: OutgoingFlow.kind, message: stored.key, orderKey: isCopy ? "\(line) \(receiver)" : line,
                fairnessKey: receiver, runAt: now))
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
