public import Delivery
import FolderExchange
public import Foundation
import HealthMessages
import Identifiers
public import Store
import Texts

/// Hands an accepted document to the record system's folder, once (architecture rule 5.1).
///
/// 1. *stage*: the file is written and synced under a temporary name.
/// 2. *offer*: committed under a UUID of its own.
/// 3. *publish*: renamed to `in/<uuid>.xml`, which a crash repeat can do only while the temporary name stands.
/// 4. *commit*: `handedOver`.
///
/// A record system without a folder fetches through the API: for it one transaction is all, and mostly that of the
/// acceptance itself.
/// An offered file that is in neither place counts as taken and becomes a task for a person; it is never written again.
public struct HandOverFlow: JobHandler {
    public static let kind = "handOver"
    public let kinds = [kind]

    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    static func job(for message: StoredMessage, at now: Date) -> NewJob {
        NewJob(
            kind: kind, message: message.key, orderKey: message.conversationID,
            fairnessKey: "record-system:\(message.recordSystem ?? "")", runAt: now)
    }

    /// Whether an accepted document can be offered in the transaction that accepts it: to a record system that fetches
    /// through the API, when nothing before it in the conversation waits. What an AppRec is depends on what it answers.
    static func canOffer(
        _ message: StoredMessage, to system: RecordSystem?, in transaction: any TenantTransaction
    ) throws -> Bool {
        guard let system, system.folder == nil, message.kind == .business, message.toHER != nil else { return false }
        return try message.conversationID.map { try !transaction.hasJob(kind: kind, orderKey: $0) } ?? true
    }

    /// Offers a document that is handed over by that: it is there to be fetched once this is committed.
    static func offer(
        _ message: StoredMessage, to system: RecordSystem, at now: Date, in transaction: any TenantTransaction
    ) throws {
        guard let receiver = message.toHER else { return }
        try APIHandOver.offer(message, to: system.name, receiver: receiver, at: now, in: transaction)
        try transaction.append(
            MessageEvent(
                message: message.key, at: now, step: "handedOver", actor: "server",
                detail: ["recordSystem": system.name, "offer": message.serverID.uuidString.lowercased()]))
    }

    /// An AppRec that answers one of our messages: the record system gets it as that message's receipt, by `NoticeFlow`.
    static func handOverAsReceipt(
        _ appRec: StoredMessage, at now: Date, in transaction: any TenantTransaction
    ) throws {
        var handed = appRec
        handed.state = .handedOver
        _ = try transaction.update(handed, from: [.queuedForHandOver])
        try transaction.append(
            MessageEvent(
                message: handed.key, at: now, step: "handedOver", actor: "server",
                detail: ["recordSystem": handed.recordSystem ?? ""]))
    }

    public func handle(_ job: Job, now: Date) async throws -> JobOutcome {
        guard let key = job.message,
            let (message, open) = try await context.store.read({ store in
                try store.message(key).map { ($0, try store.offers(of: key).first) }
            }), message.state == .queuedForHandOver
        else { return try await context.store.write { try $0.complete(job) } ? .completed : .lost }
        guard let her = message.toHER,
            let system = context.settings.current.recordSystem(for: her, action: message.action)
        else { return try await hold(message, .noRecordSystem, now: now) }
        if system.folder == nil { return try await offer(message, to: system, job: job, now: now) }
        do {
            return try await handOver(message, open, to: system, receiver: her, job: job, now: now)
        } catch let error as FolderError {
            let reason = error.code == .full ? ReasonCode.diskFull : .folderUnavailable
            return try await hold(message, reason, detail: error.description, now: now)
        }
    }

    // MARK: - Stages

    /// - Parameter open: what is offered already, when this is a repeat.
    private func handOver(
        _ message: StoredMessage, _ open: Offer?, to system: RecordSystem, receiver: HERId, job: Job, now: Date
    ) async throws -> JobOutcome {
        // What is offered already lies in the folder it was offered in, whoever is to get the next.
        let system = open.flatMap { context.settings.current.recordSystems[$0.recordSystem] } ?? system
        guard let path = system.folder else { return try await hold(message, .noRecordSystem, now: now) }
        let folder = RecordSystemFolder(path: path, maximumSize: context.limits.document)
        let offer: Offer
        if let open {
            offer = open
        } else {
            let (content, findings) = try await context.store.read { [system] store in
                (
                    try store.content(.document, of: message.key),
                    try DeliveryFindings.about(message, for: system.name, in: store)
                )
            }
            guard let document = content else { return .park(reason: ReasonCode.contentDamaged.rawValue) }
            // The message's own id: what a crash or a full disk leaves of a staged file is written over by the next try.
            offer = Offer(
                id: message.serverID, message: message.key, recordSystem: system.name, receiver: receiver,
                state: .offered, at: now)
            let note = DeliveryNote(
                id: offer.id, msgID: message.msgID, action: message.action, senderName: nil, fromHER: message.fromHER,
                toHER: receiver, receivedAt: message.createdAt, remarks: findings.remarks, repeats: findings.repeats)
            try folder.stage(offer.id, document: document, note: note)
            try await context.store.write { try $0.set(offer) }
        }
        context.crash.pass(.afterOfferCommit)
        let published = try folder.publish(offer.id)
        context.crash.pass(.afterOfferWritten)
        return try await commit(
            message, offer: offer, lost: published == .missing, to: system.name, job: job, now: now)
    }

    private func commit(
        _ message: StoredMessage, offer: Offer, lost: Bool, to system: String, job: Job, now: Date
    ) async throws -> JobOutcome {
        var handed = message.handedOver
        handed.recordSystem = system
        if lost { handed.reason = ReasonCode.handOverUncertain.rawValue }
        handed.updatedAt = now
        let final = handed
        try await context.store.write { transaction in
            guard try transaction.update(final, from: [.queuedForHandOver]) else { throw StoreError.leaseLost }
            var settled = offer
            settled.state = lost ? .lost : .written
            try transaction.set(settled)
            var detail = ["recordSystem": system, "offer": offer.id.uuidString.lowercased()]
            if lost { detail["reason"] = ReasonCode.handOverUncertain.rawValue }
            try transaction.append(
                MessageEvent(message: final.key, at: now, step: "handedOver", actor: "server", detail: detail))
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        context.crash.pass(.afterHandOverCommit)
        return .completed
    }

    private func offer(
        _ message: StoredMessage, to system: RecordSystem, job: Job, now: Date
    ) async throws -> JobOutcome {
        var handed = message.handedOver
        handed.recordSystem = system.name
        handed.updatedAt = now
        let final = handed
        try await context.store.write { transaction in
            guard try transaction.update(final, from: [.queuedForHandOver]) else { throw StoreError.leaseLost }
            try Self.offer(final, to: system, at: now, in: transaction)
            guard try transaction.complete(job) else { throw StoreError.leaseLost }
        }
        context.crash.pass(.afterHandOverCommit)
        context.wakes.news.ring()
        return .completed
    }

    // MARK: - Private steps

    private func hold(
        _ message: StoredMessage, _ reason: ReasonCode, detail: String = "", now: Date
    ) async throws -> JobOutcome {
        if message.reason != reason.rawValue {
            var held = message
            held.reason = reason.rawValue
            held.updatedAt = now
            let final = held
            try await context.store.write { transaction in
                guard try transaction.update(final, from: [.queuedForHandOver]) else { return }
                try transaction.append(
                    MessageEvent(
                        message: final.key, at: now, step: "held", actor: "server",
                        detail: ["reason": reason.rawValue, "detail": detail]))
            }
        }
        return .backOff(reason: reason.rawValue)
    }
}

extension StoredMessage {
    /// The same once the record system has it.
    var handedOver: StoredMessage {
        var handed = self
        handed.state = .handedOver
        handed.reason = nil
        return handed
    }
}
