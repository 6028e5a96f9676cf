public import Foundation
public import Identifiers
import Store

/// Checks the tenant's whole audit chain.
public struct AuditVerify: AdministrationRequest {
    public static let name = "audit.verify"
    public struct Reply: Codable, Sendable, Equatable {
        public let records: Int64
        /// The first record that does not follow from the one before.
        public let brokenAt: Int64?
        /// Uses of a private key that were announced and have no recorded outcome.
        public let openIntents: [String]
        public var ok: Bool { brokenAt == nil && openIntents.isEmpty }
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let verdict = try await session.store(try await session.tenant(tenant)).verifyAudit()
        return Reply(records: verdict.records, brokenAt: verdict.brokenAt, openIntents: verdict.openIntents)
    }
}

/// A record of the audit chain as commands show it.
public struct AuditItem: Codable, Sendable, Equatable {
    public let sequence: Int64
    public let at: Date
    public let actor: String
    public let action: String
    public let detail: [String: String]
    /// Lower-case hexadecimal digits.
    public let hash: String
}

/// Records of the audit chain, oldest first.
public struct AuditShow: AdministrationRequest {
    public static let name = "audit.show"
    public struct Reply: Codable, Sendable, Equatable {
        public let records: [AuditItem]
    }

    public var tenant: TenantID?
    /// Only records after this one.
    public var after: Int64
    public var limit: Int

    public init(tenant: TenantID?, after: Int64 = 0, limit: Int = 100) {
        self.tenant = tenant
        self.after = after
        self.limit = limit
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let (after, count) = (after, max(1, min(limit, 1000)))
        let records = try await session.read(tenant) { try $0.auditRecords(after: after, limit: count) }
        return Reply(
            records: records.map {
                AuditItem(
                    sequence: $0.sequence, at: $0.entry.at, actor: $0.entry.actor, action: $0.entry.action,
                    detail: $0.entry.detail,
                    hash: $0.hash.map { byte in
                        let digits = String(byte, radix: 16)
                        return digits.count == 1 ? "0" + digits : digits
                    }.joined())
            })
    }
}
