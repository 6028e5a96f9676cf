import Cryptography
public import Foundation
public import Identifiers
public import Store

/// A token as the record system carries it: `bud_<tenant>.<id>.<secret>`.
///
/// It names its tenant, so that no other tenant's store is ever asked about it. The secret has 256 random bits; only its
/// hash is kept.
public struct BearerToken: Sendable {
    public let tenant: TenantID
    public let id: String
    let secret: String

    private static let prefix = "bud_"

    /// Makes a new token and what is stored of it.
    public static func make(
        for recordSystem: String, of tenant: TenantID, expiresAt: Date?, certificateThumbprint: [UInt8]?, now: Date
    ) -> (text: String, record: APIToken) {
        let id = Hexadecimal.encode(SecureRandom.bytes(4))
        let secret = Hexadecimal.encode(SecureRandom.bytes(32))
        let record = APIToken(
            id: id, recordSystem: recordSystem, hash: SHA256.digest(Array(secret.utf8)), createdAt: now,
            expiresAt: expiresAt, certificateThumbprint: certificateThumbprint)
        return ("\(prefix)\(tenant).\(id).\(secret)", record)
    }

    /// Reads a token; nil for anything that is none.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 200, text.hasPrefix(Self.prefix) else { return nil }
        let parts = text.dropFirst(Self.prefix.count).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let tenant = TenantID(String(parts[0])), !parts[1].isEmpty, !parts[2].isEmpty else {
            return nil
        }
        self.tenant = tenant
        id = String(parts[1])
        secret = String(parts[2])
    }

    /// Whether this is the token that was made with the record; takes as long for a wrong one as for the right one.
    func fits(_ record: APIToken) -> Bool {
        ConstantTime.areEqual(SHA256.digest(Array(secret.utf8)), record.hash)
    }
}
