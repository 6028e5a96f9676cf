public import Certificates
public import Cryptography
public import Foundation
import Keys
import SQLiteAccess
public import SealedSubmission

/// The organisation certificate that the trustee signs receipts and maps with, and its key.
public struct TrusteeSigner: Sendable {
    public let key: PrivateKey
    public let certificate: Certificate

    public init(key: PrivateKey, certificate: Certificate) {
        self.key = key
        self.certificate = certificate
    }

    /// How the key is named in the audit chain.
    var name: String { "signing/\(key.publicKey.fingerprint)" }
}

/// The trustee's own decryption key of one year, with the certificate that submissions are sealed to.
struct OwnKey: Sendable {
    let key: PrivateKey
    let certificate: Certificate
}

extension TrusteeStore {
    /// Keeps the key that submissions of a year are sealed to, wrapped by the master key.
    /// - Throws: `TrusteeError.wrongState` when the year has one, also a destroyed one.
    public func addOwnKey(
        _ key: PrivateKey, certificate: Certificate, year: Int, by actor: String, at now: Date
    ) async throws {
        let wrapped = try masterKey.wrap(key.pkcs8DER, context: Self.ownKeyContext(year))
        let detail = ["year": "\(year)", "key": key.publicKey.fingerprint]
        try await database.write { [audit] connection in
            do {
                try connection.run(
                    "INSERT INTO own_keys (year, certificate, wrapped) VALUES (?, ?, ?)",
                    [year, certificate.der, wrapped])
            } catch let failure as SQLiteFailure where failure.isUniqueViolation {
                throw TrusteeError.wrongState
            }
            try audit.append(AuditEntry(at: now, actor: actor, action: "key.added", detail: detail), to: connection)
        }
    }

    /// Destroys the key of a year: what was sealed to it and is still somewhere opens for nobody.
    public func destroyOwnKey(year: Int, by actor: String, at now: Date) async throws {
        try await database.write { [audit] connection in
            try connection.run("UPDATE own_keys SET wrapped = NULL WHERE year = ?", [year])
            guard connection.changes == 1 else { throw TrusteeError.unknown }
            let entry = AuditEntry(at: now, actor: actor, action: "key.destroyed", detail: ["year": "\(year)"])
            try audit.append(entry, to: connection)
        }
        try await database.emptyLog()
    }

    /// Keeps a published key, as it was signed, once it has been verified; another one of the same year takes its place.
    public func keep(_ signed: [UInt8], verified key: VerifiedKey, by actor: String, at now: Date) async throws {
        let detail = ["holder": key.key.holder.rawValue, "year": "\(key.key.year)", "key": "\(key.fingerprint)"]
        try await database.write { [audit] connection in
            try connection.run(
                "INSERT OR REPLACE INTO published_keys (holder, year, signed, certificate) VALUES (?, ?, ?, ?)",
                [key.key.holder.rawValue, key.key.year, signed, key.certificate.der])
            try audit.append(
                AuditEntry(at: now, actor: actor, action: "key.published", detail: detail), to: connection)
        }
    }

    /// A holder's published key of a year, as signed, for those who seal; nil when it was not published.
    public func publishedKey(of holder: KeyHolder, year: Int) async throws -> [UInt8]? {
        try await published(holder, year: year)?.signed
    }

    /// - Throws: `TrusteeError.noKey`.
    func ownKey(year: Int) async throws -> OwnKey {
        let stored = try await database.read { connection in
            try connection.first("SELECT certificate, wrapped FROM own_keys WHERE year = ?", [year]) {
                (certificate: try $0.required($0.bytes(0)), wrapped: $0.bytes(1))
            }
        }
        guard let stored, let wrapped = stored.wrapped else { throw TrusteeError.noKey }
        let key = try masterKey.unwrap(wrapped, context: Self.ownKeyContext(year))
        return OwnKey(key: try PrivateKey(pkcs8DER: key), certificate: try Certificate(der: stored.certificate))
    }

    /// The certificate that maps for the register are sealed to.
    /// - Throws: `TrusteeError.noKey`.
    func registerCertificate(year: Int) async throws -> Certificate {
        guard let key = try await published(.register, year: year) else { throw TrusteeError.noKey }
        return try Certificate(der: key.certificate)
    }

    private func published(
        _ holder: KeyHolder, year: Int
    ) async throws -> (signed: [UInt8], certificate: [UInt8])? {
        try await database.read { connection in
            try connection.first(
                "SELECT signed, certificate FROM published_keys WHERE holder = ? AND year = ?",
                [holder.rawValue, year]
            ) { (signed: try $0.required($0.bytes(0)), certificate: try $0.required($0.bytes(1))) }
        }
    }

    private static func ownKeyContext(_ year: Int) -> String { "trustee/own-key/\(year)" }
}
