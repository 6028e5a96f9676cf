import Certificates
import CommandOutcome
import Cryptography
public import Foundation
public import Identifiers
import RecordSystemAPI
import Store

/// A token that has just been made: the only time its text is seen.
public struct NewToken: Codable, Sendable, Equatable {
    public let id: String
    public let recordSystem: String
    public let expiresAt: Date?
    /// What the record system sends as `Authorization: Bearer …`.
    public let text: String
    /// The base address of the API it is for.
    public let address: String

    static func make(
        for system: RecordSystem, of tenant: TenantID, expiresAt: Date? = nil, certificateThumbprint: [UInt8]? = nil,
        address: String, at now: Date, in transaction: any TenantTransaction
    ) throws -> NewToken {
        let (text, record) = BearerToken.make(
            for: system.name, of: tenant, expiresAt: expiresAt, certificateThumbprint: certificateThumbprint, now: now)
        try transaction.put(record)
        return NewToken(id: record.id, recordSystem: system.name, expiresAt: expiresAt, text: text, address: address)
    }
}

/// A token as lists show it. Never its text, which nobody has but the record system.
public struct TokenSummary: Codable, Sendable, Equatable {
    public let id: String
    public let recordSystem: String
    public let createdAt: Date
    public let expiresAt: Date?
    /// Whether it counts only with a certain client certificate.
    public let isBound: Bool

    init(_ token: APIToken) {
        id = token.id
        recordSystem = token.recordSystem
        createdAt = token.createdAt
        expiresAt = token.expiresAt
        isBound = token.certificateThumbprint != nil
    }
}

/// The tokens of a tenant's record systems.
public struct TokenList: AdministrationRequest {
    public static let name = "token.list"
    public struct Reply: Codable, Sendable, Equatable {
        public let tokens: [TokenSummary]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let tokens = try await session.read(tenant) { try $0.records(APIToken.self) }
        return Reply(
            tokens: tokens.map(TokenSummary.init).sorted {
                ($0.recordSystem, $0.createdAt) < ($1.recordSystem, $1.createdAt)
            })
    }
}

/// Makes one more token for a record system, so that tokens can be exchanged without a pause.
public struct TokenAdd: AdministrationRequest {
    public static let name = "token.add"
    public struct Reply: Codable, Sendable, Equatable {
        /// nil in a dry run.
        public let token: NewToken?
    }

    public var tenant: TenantID?
    public var recordSystem: String
    /// Days until it expires; nil for one that counts until it is revoked.
    public var days: Int?
    /// PEM of the client certificate without which it does not count.
    public var certificate: String?

    public init(tenant: TenantID?, recordSystem: String, days: Int?, certificate: String?) {
        self.tenant = tenant
        self.recordSystem = recordSystem
        self.days = days
        self.certificate = certificate
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let address = try session.apiAddress()
        let thumbprint = try certificate.map(Self.thumbprint)
        let (name, now) = (recordSystem, session.now)
        let expiry = days.map { now.addingTimeInterval(TimeInterval($0) * 86_400) }
        let token = try await session.change(tenant, ["recordSystem": name]) { transaction in
            guard let system = try transaction.record(RecordSystem.self, id: name) else {
                throw AdministrationError.recordSystemUnknown(
                    name, known: try transaction.records(RecordSystem.self).map(\.name))
            }
            return try NewToken.make(
                for: system, of: tenant.id, expiresAt: expiry, certificateThumbprint: thumbprint,
                address: address, at: now, in: transaction)
        }
        return Reply(token: session.dryRun ? nil : token)
    }

    private static func thumbprint(_ pem: String) throws -> [UInt8] {
        guard let certificate = try? Certificate(pem: Array(pem.utf8)) else {
            throw AdministrationError(
                "certificate-unreadable", "What was given as client certificate is no certificate in PEM.", exit: .data)
        }
        return SHA256.digest(certificate.der)
    }
}

/// Revokes a token: from now on it counts no more.
public struct TokenRevoke: AdministrationRequest {
    public static let name = "token.revoke"
    public struct Reply: Codable, Sendable, Equatable {
        public let token: TokenSummary
    }

    public var tenant: TenantID?
    public var id: String

    public init(tenant: TenantID?, id: String) {
        self.tenant = tenant
        self.id = id
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let id = id
        let token = try await session.change(tenant, ["token": id]) { transaction in
            guard let token = try transaction.record(APIToken.self, id: id) else {
                throw AdministrationError(
                    "token-unknown", "There is no token `\(id)`.",
                    remedy: "`budstikke record-system token list` shows them.", exit: .noInput)
            }
            try transaction.delete(APIToken.self, id: id)
            return token
        }
        return Reply(token: TokenSummary(token))
    }
}

extension AdministrationSession {
    /// The API's base address.
    ///
    /// - Throws: `AdministrationError` when it is not configured, so that nobody could use it.
    func apiAddress() throws -> String {
        if let api = administration.configuration.recordSystemAPI { return api.baseAddress }
        throw AdministrationError(
            "api-not-configured",
            "The record-system API is not configured, or was not when the server started, so nobody could use it.",
            remedy:
                "Give the record system a folder with --folder, or add `recordSystemAPI:` with `host: 127.0.0.1` to the "
                + "configuration and restart the server: `reload` does not begin to serve it.",
            exit: .configuration)
    }
}
