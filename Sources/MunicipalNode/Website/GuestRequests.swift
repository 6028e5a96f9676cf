public import Identifiers
import Store

/// What the place is called that somebody is let in to.
public struct GuestPlace: AdministrationRequest {
    public static let name = "web.place"

    public struct Reply: Codable, Sendable, Equatable {
        /// The tenant's name, marked when it is one for tests; nil when there is no such tenant any more.
        public let name: String?
    }

    public var tenant: TenantID

    public init(tenant: TenantID) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let all = try await session.administration.installation.tenants()
        return Reply(name: all.first { $0.id == tenant }.map { $0.stage == .test ? "\($0.name) (TEST)" : $0.name })
    }
}

/// That somebody has come in to a tenant's pages, for the record.
public struct GuestAdmission: AdministrationRequest {
    public static let name = "web.opened"

    public struct Reply: Codable, Sendable, Equatable {}

    public var tenant: TenantID

    public init(tenant: TenantID) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        try await session.record(try await session.tenant(tenant), action: Self.name, [:])
        return Reply()
    }
}
