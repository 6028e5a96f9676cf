import FolderExchange
public import Foundation
public import Store

/// Notes which deliveries a record system has taken: moving the file to `taken/` is the read mark.
public struct TakenWatch: Sendable {
    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    /// Looks once at what is written and not yet taken. Returns how many were taken.
    @discardableResult
    public func look(at system: RecordSystem, now: Date) async throws -> Int {
        let folder = RecordSystemFolder(path: system.folder, maximumSize: context.limits.document)
        let waiting = try await context.store.read { try $0.offers(recordSystem: system.name, states: [.written]) }
        var count = 0
        for offer in waiting {
            let state = try folder.takenState(offer.id)
            guard state != .waiting else { continue }
            try await context.store.write { transaction in
                var taken = offer
                taken.state = .taken
                try transaction.set(taken)
                try transaction.append(
                    MessageEvent(
                        message: offer.message, at: now, step: "taken", actor: "record-system:\(system.name)",
                        detail: ["offer": offer.id.uuidString.lowercased()]))
            }
            count += 1
        }
        return count
    }
}
