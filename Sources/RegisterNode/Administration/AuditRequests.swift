import Foundation
import Register

/// Whether the record of what was done is whole.
public struct AuditQuestion: RegisterRequest {
    public static let name = "audit.verify"

    public struct Reply: Codable, Sendable, Equatable {
        public let records: Int64
        /// The first record that is changed, missing, added or moved.
        public let brokenAt: Int64?
        /// Uses of a private key that began and have no outcome.
        public let openIntents: [String]

        public var isWhole: Bool { brokenAt == nil && openIntents.isEmpty }
    }

    public init() {}

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        let verdict = try administration.store.verifyAudit()
        return Reply(records: verdict.records, brokenAt: verdict.brokenAt, openIntents: verdict.openIntents)
    }
}

/// Writes into the audit chain what a command has done outside the store, such as making a key.
public struct AuditNote: RegisterRequest {
    public static let name = "audit.note"

    /// What commands do outside the store.
    public enum Action: String, Codable, Sendable {
        case keyMade = "key.made"
        case keyAdded = "key.added"
        case keyPublished = "key.published"
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let noted: Bool
    }

    public let action: Action
    public let key: String

    public init(_ action: Action, key: RegisterKeyFolder.Name) {
        self.action = action
        self.key = key.description
    }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        try administration.store.record(
            AuditEntry(at: administration.clock(), actor: actor, action: action.rawValue, detail: ["key": key]))
        return Reply(noted: true)
    }
}
