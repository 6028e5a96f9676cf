import Foundation
public import Identifiers
import Monitoring
public import Store

/// Deviations, newest first, a page at a time.
public struct DeviationList: AdministrationRequest {
    public static let name = "deviation.list"
    public static let largestPage = 200

    public struct Reply: Codable, Sendable, Equatable {
        public let deviations: [DeviationSummary]
        /// What to give as `before` for the next page; nil when there is none.
        public let next: Int64?
    }

    public var tenant: TenantID?
    /// nil for all that are not closed.
    public var states: [Deviation.State]?
    public var category: Deviation.Category?
    /// Only those about one message, by any of its ids.
    public var message: String?
    public var before: Int64?
    public var limit = 50

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let page = max(1, min(limit, Self.largestPage))
        var query = DeviationQuery()
        query.states = states ?? Deviation.State.allCases.filter { $0 != .closed }
        query.category = category
        query.before = before
        query.limit = page + 1
        let (asked, message, now, language) = (query, message, session.now, session.language)
        return try await session.read(tenant) { store in
            var query = asked
            query.message = try message.map { try MessageFinder(id: $0).find(in: store).key }
            let found = try store.deviations(query)
            let shown = found.prefix(page)
            return Reply(
                deviations: shown.map { DeviationSummary($0, now: now, language) },
                next: found.count > page ? shown.last?.number : nil)
        }
    }
}

/// One deviation with its history, what the authority asks and the text for the partner.
public struct DeviationShow: AdministrationRequest {
    public static let name = "deviation.show"
    public typealias Reply = DeviationDocument

    public var tenant: TenantID?
    public var number: Int64

    public init(tenant: TenantID?, number: Int64) {
        self.tenant = tenant
        self.number = number
    }

    public func perform(in session: AdministrationSession) async throws -> DeviationDocument {
        let tenant = try await session.tenant(tenant)
        let (number, now, language) = (number, session.now, session.language)
        return try await session.read(tenant) { store in
            try DeviationDocument(DeviationFinder.find(number, in: store), in: store, now: now, language)
        }
    }
}

/// All deviations whole, newest first, a page at a time; that they were taken out is on record.
public struct DeviationExport: AdministrationRequest {
    public static let name = "deviation.export"
    /// Documents of a page.
    public static let page = 20

    public struct Reply: Codable, Sendable, Equatable {
        public let deviations: [DeviationDocument]
        /// What to give as `before` for the next page; nil when there is none.
        public let next: Int64?
    }

    public var tenant: TenantID?
    public var before: Int64?
    /// This one alone.
    public var only: Int64?

    public init(tenant: TenantID?, before: Int64? = nil, only: Int64? = nil) {
        self.tenant = tenant
        self.before = before
        self.only = only
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        var query = DeviationQuery()
        query.before = before
        query.limit = Self.page + 1
        let (asked, only, now, language) = (query, only, session.now, session.language)
        let reply = try await session.read(tenant) { store in
            let found = try only.map { [try DeviationFinder.find($0, in: store)] } ?? store.deviations(asked)
            return Reply(
                deviations: try found.prefix(Self.page).map {
                    try DeviationDocument($0, in: store, now: now, language)
                }, next: found.count > Self.page ? found[Self.page - 1].number : nil)
        }
        if !session.dryRun, let first = reply.deviations.first, let last = reply.deviations.last {
            try await session.record(
                tenant, action: Self.name,
                ["from": "\(last.deviation.number)", "to": "\(first.deviation.number)"])
        }
        return reply
    }
}
