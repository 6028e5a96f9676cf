import Foundation
import Register

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
