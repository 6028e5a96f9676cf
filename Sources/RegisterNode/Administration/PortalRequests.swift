import CommandOutcome
import Foundation
public import Register

/// How the line to the portal stands.
public struct PortalQuestion: RegisterRequest {
    public static let name = "portal.status"

    public struct Reply: Codable, Sendable, Equatable {
        /// nil while the configuration names no portal.
        public let portal: PortalState?
    }

    public init() {}

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        Reply(portal: administration.configuration.portal == nil ? nil : try administration.store.portalState())
    }
}

/// The portal has been made anew: everything is told again.
public struct PortalReset: RegisterRequest {
    public static let name = "portal.reset"

    public struct Reply: Codable, Sendable, Equatable {
        public let filesToPush: Int
    }

    public init() {}

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        try administration.store.forgetPortal()
        try administration.store.record(AuditEntry(at: administration.clock(), actor: actor, action: Self.name))
        return Reply(filesToPush: try administration.store.archivesToPush(limit: .max).count)
    }
}
