public import Foundation

/// The right of one record system to use the API, shown once when it is made and kept as a hash.
public struct APIToken: TenantRecord, Equatable {
    public static let kind = "api-token"
    /// Eight hexadecimal digits, the public part of the token.
    public let id: String
    public let recordSystem: String
    /// SHA-256 of the secret part.
    public let hash: [UInt8]
    public let createdAt: Date
    /// nil for one that counts until it is revoked.
    public var expiresAt: Date?
    /// SHA-256 of the client certificate without which it does not count (RFC 8705 3); nil when any will do.
    public var certificateThumbprint: [UInt8]?

    public init(
        id: String, recordSystem: String, hash: [UInt8], createdAt: Date, expiresAt: Date? = nil,
        certificateThumbprint: [UInt8]? = nil
    ) {
        self.id = id
        self.recordSystem = recordSystem
        self.hash = hash
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.certificateThumbprint = certificateThumbprint
    }
}
