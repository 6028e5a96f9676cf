public import Foundation
public import Identifiers
public import Store

/// Messages by id, partner, type, state and time, newest first, a page at a time.
public struct MessageSearch: AdministrationRequest {
    public static let name = "message.search"
    public static let largestPage = 500

    public struct Reply: Codable, Sendable, Equatable {
        public let messages: [MessageSummary]
        /// What to give as `before` for the next page; nil when there is none.
        public let next: Int64?
        /// How `text` was understood; nil when it was empty.
        public let meaning: SearchMeaning?
    }

    public var tenant: TenantID?
    /// Anything: an id, a partner's name or HER-id, an organisation number, a type or a state. It takes the
    /// place of the filter that it names; an id is looked for among messages of every kind.
    public var text: String?
    /// Any id: ours, MessageId, ConversationId, MsgId, RefToMessageId, original MsgId, mail Message-ID.
    public var anyID: String?
    public var partner: HERId?
    public var own: HERId?
    public var action: String?
    public var states: [MessageState]?
    public var application: ApplicationState?
    public var kinds: [MessageKind]?
    public var direction: Direction?
    public var since: Date?
    public var until: Date?
    /// Only messages before the one with this number.
    public var before: Int64?
    public var limit = 50

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        var query = MessageQuery()
        query.anyID = anyID
        query.partner = partner
        query.own = own
        query.action = action
        query.states = states
        query.application = application
        query.kinds = kinds
        query.direction = direction
        query.since = since
        query.until = until
        query.before = before.map(MessageKey.init)
        let meaning = try await text.map(SearchField.init)?.meaning(in: session, of: tenant)
        guard meaning.map({ $0.narrow(&query) }) != false else {
            return Reply(messages: [], next: nil, meaning: meaning)
        }
        let page = max(1, min(limit, Self.largestPage))
        // One more than asked for tells whether there is another page.
        query.limit = page + 1
        let asked = query
        let found = try await session.read(tenant) { try $0.messages(asked) }
        let shown = found.prefix(page)
        return Reply(
            messages: shown.map(MessageSummary.init), next: found.count > page ? shown.last?.key.value : nil,
            meaning: meaning)
    }
}

extension SearchMeaning {
    /// Asks for what is meant; false when that is nothing that can be asked for.
    fileprivate func narrow(_ query: inout MessageQuery) -> Bool {
        switch self {
        case .id(let id):
            query.anyID = id
            // Whoever has an id means that message, of whatever kind it is.
            query.kinds = nil
        case .partner(let her, _): query.partner = her
        case .own(let her, _): query.own = her
        case .action(let action): query.action = action
        case .state(let state): query.states = [state]
        case .application(let state): query.application = state
        case .several, .nothing, .registerSilent, .identityNumber: return false
        }
        return true
    }
}
