import FolderExchange
public import Foundation
public import Store
import Texts

/// Notes which deliveries a record system has taken: moving the file to `taken/` is the read mark.
///
/// A file that is in neither place is no read mark: it may have been deleted unread, or the folder's file system may not
/// be there. It is shown as uncertain until it turns up again; it is never written again.
public struct TakenWatch: Sendable {
    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    /// Looks once at what is written and not yet taken. Returns how many were taken.
    @discardableResult
    public func look(at system: RecordSystem, now: Date) async throws -> Int {
        guard let path = system.folder else { return 0 }
        let folder = RecordSystemFolder(path: path, maximumSize: context.limits.document)
        let open = try await context.store.read { try $0.offers(recordSystem: system.name, states: [.written, .lost]) }
        guard !open.isEmpty else { return 0 }
        let waiting = try folder.waiting(of: open.map(\.id))
        var count = 0
        for offer in open {
            let found = waiting.contains(offer.id) ? TakenState.waiting : try folder.takenState(offer.id)
            guard let change = Change(offer, isNow: found) else { continue }
            let actor = change.state == .taken ? "record-system:\(system.name)" : "server"
            try await context.store.write { try Self.note(change, offer, by: actor, at: now, in: $0) }
            if change.state == .taken { count += 1 }
        }
        return count
    }

    /// What has become of an offer since it was looked at last.
    private struct Change: Sendable {
        let state: Offer.State
        let step: StepCode
        let reason: ReasonCode?

        /// nil when it is as it was.
        init?(_ offer: Offer, isNow found: TakenState) {
            switch (found, offer.state) {
            case (.taken, _): (state, step, reason) = (.taken, .taken, nil)
            case (.missing, .written): (state, step, reason) = (.lost, .missing, .handOverUncertain)
            case (.waiting, .lost): (state, step, reason) = (.written, .found, nil)
            default: return nil
            }
        }
    }

    private static func note(
        _ change: Change, _ offer: Offer, by actor: String, at now: Date, in transaction: any TenantTransaction
    ) throws {
        var changed = offer
        changed.state = change.state
        try transaction.set(changed)
        var detail = ["offer": offer.id.uuidString.lowercased()]
        detail["reason"] = change.reason?.rawValue
        try transaction.append(
            MessageEvent(message: offer.message, at: now, step: change.step.rawValue, actor: actor, detail: detail))
        guard var message = try transaction.message(offer.message), message.reason != change.reason?.rawValue else {
            return
        }
        message.reason = change.reason?.rawValue
        message.updatedAt = now
        _ = try transaction.update(message, from: [message.state])
    }
}
