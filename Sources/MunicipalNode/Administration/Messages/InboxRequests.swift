import CommandOutcome
public import Foundation
public import Identifiers
import Store

/// A document that a record system has not read yet.
public struct InboxItem: Codable, Sendable, Equatable {
    public let offer: OfferSummary
    public let message: MessageSummary
}

/// What the record systems have waiting.
public struct InboxList: AdministrationRequest {
    public static let name = "inbox.list"
    public struct Reply: Codable, Sendable, Equatable {
        public let items: [InboxItem]
    }

    public var tenant: TenantID?
    /// Nil for all of them.
    public var recordSystem: String?

    public init(tenant: TenantID?, recordSystem: String? = nil) {
        self.tenant = tenant
        self.recordSystem = recordSystem
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let wanted = recordSystem
        let items = try await session.read(tenant) { store in
            let names = try store.records(RecordSystem.self).map(\.name).sorted()
            if let wanted, !names.contains(wanted) {
                throw AdministrationError.recordSystemUnknown(wanted, known: names)
            }
            return try (wanted.map { [$0] } ?? names).flatMap { name in
                try store.offers(recordSystem: name, states: [.offered, .written]).compactMap { offer -> InboxItem? in
                    // What waits at the API may be a notice about a message the record system sent.
                    guard let message = try store.message(offer.message), message.direction == .incoming else {
                        return nil
                    }
                    return InboxItem(offer: OfferSummary(offer), message: MessageSummary(message))
                }
            }
        }
        return Reply(items: items.sorted { $0.offer.at < $1.offer.at })
    }
}

/// The document that waits under an id. Reading it is recorded, since it holds health data.
public struct InboxShow: AdministrationRequest {
    public static let name = "inbox.show"
    public struct Reply: Codable, Sendable, Equatable {
        public let item: InboxItem
        public let document: Data
    }

    public var tenant: TenantID?
    /// The id in the file's name.
    public var id: UUID

    public init(tenant: TenantID?, id: UUID) {
        self.tenant = tenant
        self.id = id
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let id = id
        let found = try await session.read(tenant) { store -> InboxItem? in
            for system in try store.records(RecordSystem.self) {
                let offers = try store.offers(recordSystem: system.name, states: [.offered, .written])
                guard let offer = offers.first(where: { $0.id == id }), let message = try store.message(offer.message)
                else { continue }
                return InboxItem(offer: OfferSummary(offer), message: MessageSummary(message))
            }
            return nil
        }
        guard let item = found else {
            throw AdministrationError(
                "offer-unknown", "No document waits under this id.", remedy: "`budstikke inbox list` shows what waits.",
                exit: .noInput)
        }
        // The record comes first: nothing is shown that is not on record.
        try await session.record(tenant, action: "content.read", ["message": String(item.message.key)])
        guard
            let document = try await session.read(
                tenant, { try $0.content(.document, of: MessageKey(item.message.key)) })
        else {
            throw AdministrationError("content-missing", "The document is no longer kept here.", exit: .noInput)
        }
        return Reply(item: item, document: Data(document))
    }
}
