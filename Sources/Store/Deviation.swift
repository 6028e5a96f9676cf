public import Foundation

/// Handling of messages that was not as rules and routines say (avvik): from its discovery until it is closed with what
/// keeps it from happening again (IS-1920 §2.3, M-027, M-028).
///
/// What people write on it is kept sealed with the tenant's data key.
public struct Deviation: Sendable, Equatable {
    public enum Category: String, Sendable, Codable, CaseIterable {
        /// Sent to the wrong place (feilsendt).
        case misdirected
        /// Unauthorised disclosure (uautorisert utlevering): the authority may have to be notified within 72 hours (M-030).
        case disclosure
        /// Lost (tapt).
        case lost
        /// Delayed (forsinket).
        case delayed
        /// Breach of security (sikkerhetsbrudd).
        case breach
        case other
    }

    /// How far it has come. Which may follow which is `Monitoring`'s to say.
    public enum State: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
        case new, inProgress, measures, closed
    }

    /// Rising from 1 in each tenant.
    public let number: Int64
    public let openedAt: Date
    /// Who opened it, as the audit chain names people.
    public let openedBy: String
    public var state: State
    public var form: DeviationForm
    /// The messages it is about.
    public var messages: [MessageKey]
    /// The task it came of.
    public var task: Int64?
    public var closedAt: Date?
    /// Hours since discovery of the last alarm that was given; 0 for none.
    public var alarmedHours: Int
    /// Rises with each change, so that two people do not overwrite each other.
    public let version: Int64

    /// As the store has it.
    public init(
        number: Int64, openedAt: Date, openedBy: String, state: State = .new, form: DeviationForm,
        messages: [MessageKey] = [], task: Int64? = nil, closedAt: Date? = nil, alarmedHours: Int = 0,
        version: Int64 = 1
    ) {
        self.number = number
        self.openedAt = openedAt
        self.openedBy = openedBy
        self.state = state
        self.form = form
        self.messages = messages
        self.task = task
        self.closedAt = closedAt
        self.alarmedHours = alarmedHours
        self.version = version
    }
}

/// One thing that is asked about a deviation, in the order of the form. The names are stable.
public enum DeviationField: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    case category, from, until, discovered, what, messages, task, owner
    case immediate, restored, cause, prevention
    // What the authority asks besides (Datatilsynet, N-40).
    case mainCause, affected, how, data, relation, whereabouts, consequences, measures, informing, contact
    // The decision about notifying it.
    case notified, reference, notNotified

    public enum Kind: Sendable { case choice, moment, links, line, text }

    public var kind: Kind {
        switch self {
        case .category: .choice
        case .from, .until, .discovered, .restored, .notified: .moment
        case .messages, .task: .links
        case .owner, .affected, .contact, .reference: .line
        case .what, .immediate, .cause, .prevention, .mainCause, .how, .data, .relation, .whereabouts, .consequences,
            .measures, .informing, .notNotified:
            .text
        }
    }

    /// Whether it is asked only when persons' data have come to somebody who should not have them.
    public var isForAuthority: Bool {
        switch self {
        case .mainCause, .affected, .how, .data, .relation, .whereabouts, .consequences, .measures, .informing,
            .contact,
            .notified, .reference, .notNotified:
            true
        default: false
        }
    }
}

/// What people have written on a deviation.
public struct DeviationForm: Sendable, Equatable, Codable {
    public var category: Deviation.Category
    /// When it was discovered: the authority's clock counts from here.
    public var discovered: Date
    /// Of fields whose kind is `line` or `text`; none is empty.
    public var texts: [DeviationField: String]
    /// Of the other fields whose kind is `moment`.
    public var moments: [DeviationField: Date]

    public init(
        category: Deviation.Category, discovered: Date, texts: [DeviationField: String] = [:],
        moments: [DeviationField: Date] = [:]
    ) {
        self.category = category
        self.discovered = discovered
        self.texts = texts
        self.moments = moments
    }

    /// Whether the authority may have to be notified, and nothing has been decided about it (M-030).
    public var isClockRunning: Bool {
        category == .disclosure && moments[.notified] == nil && texts[.notNotified] == nil
    }
}

/// One line of a deviation's history.
public struct DeviationStep: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable { case opened, changed, moved, reopened, alarm }

    /// What stands sealed.
    public struct Content: Sendable, Equatable, Codable {
        /// What each field that was changed says from then on; empty for one that was emptied.
        public var changes: [DeviationField: String]
        /// Why it was opened again.
        public var reason: String?
        /// Hours since discovery, of an alarm.
        public var hours: Int?

        public init(changes: [DeviationField: String] = [:], reason: String? = nil, hours: Int? = nil) {
            self.changes = changes
            self.reason = reason
            self.hours = hours
        }
    }

    public let at: Date
    public let by: String
    public let kind: Kind
    /// The state from then on.
    public let state: Deviation.State
    public let content: Content

    public init(at: Date, by: String, kind: Kind, state: Deviation.State, content: Content = Content()) {
        self.at = at
        self.by = by
        self.kind = kind
        self.state = state
        self.content = content
    }
}

/// Which deviations are wanted: all conditions given must hold. Keyset pages, newest first.
public struct DeviationQuery: Sendable {
    /// nil for any; empty for none.
    public var states: [Deviation.State]?
    public var category: Deviation.Category?
    public var message: MessageKey?
    /// Only deviations before this number.
    public var before: Int64?
    public var limit = 50

    public init() {}
}

/// A deviation about whose notification nothing has been decided while the authority's clock runs (M-030).
public struct DeviationClock: Sendable, Equatable {
    public let number: Int64
    public let discovered: Date
    /// Hours since discovery of the last alarm that was given; 0 for none.
    public let alarmedHours: Int

    public init(number: Int64, discovered: Date, alarmedHours: Int) {
        self.number = number
        self.discovered = discovered
        self.alarmedHours = alarmedHours
    }
}

/// What statistics count of one deviation.
public struct DeviationFigure: Sendable, Equatable {
    public let category: Deviation.Category
    public let state: Deviation.State
    public let openedAt: Date
    public let closedAt: Date?

    public init(category: Deviation.Category, state: Deviation.State, openedAt: Date, closedAt: Date?) {
        self.category = category
        self.state = state
        self.openedAt = openedAt
        self.closedAt = closedAt
    }
}
