public import Cryptography
public import Foundation
import Identifiers
public import Keys
import SQLiteAccess

/// Everything the trusted third party keeps, in one data directory.
///
/// Two kinds of database, so that a long pseudonymisation never holds up a log-in: `trustee.sqlite` for municipalities,
/// log-ins, submissions and the audit chain, and a vault for each register and generation of its keys. Sensitive values
/// are sealed under keys that the master key wraps; the master key lies elsewhere.
public final class TrusteeStore: Sendable {
    let directory: DataDirectory
    let database: DurableDatabase
    let masterKey: MasterKey
    let fields: FieldKey
    let audit: AuditChain
    let openVaults = OpenVaults()
    let challengeKey: SecretBytes
    /// What the codes in receipts are derived with.
    let codeKey: SecretBytes
    /// Seals the passwords of archives, and nothing else.
    let passwordKey: FieldKey
    /// What PINs are hashed with beside their salt.
    public let pinPepper: SecretBytes

    /// Opens or makes the store.
    /// - Throws: `TrusteeError.locked`, `.otherMasterKey`, `.newerVersion`, and the others of `TrusteeError`.
    public static func open(directory path: String, masterKey: MasterKey) async throws -> TrusteeStore {
        let directory = try DataDirectory(path)
        try DurableFile.makeEmpty(directory.database)
        let database = try DurableDatabase(
            path: directory.database, migrations: TrusteeSchema.migrations, cacheKibibytes: 8_192)
        let secrets = try await database.write { connection in
            try ["data-key", "audit-key", "challenge-key", "pin-pepper", "code-key", "password-key"].map {
                try Self.secret($0, masterKey: masterKey, in: connection)
            }
        }
        let store = TrusteeStore(directory: directory, database: database, masterKey: masterKey, secrets: secrets)
        try await store.finishErasing()
        return store
    }

    private init(directory: DataDirectory, database: DurableDatabase, masterKey: MasterKey, secrets: [[UInt8]]) {
        self.directory = directory
        self.database = database
        self.masterKey = masterKey
        fields = FieldKey(secrets[0])
        audit = AuditChain(key: SecretBytes(secrets[1]))
        challengeKey = SecretBytes(secrets[2])
        pinPepper = SecretBytes(secrets[3])
        codeKey = SecretBytes(secrets[4])
        passwordKey = FieldKey(secrets[5])
    }

    /// Closes the database and lets another process have the directory. Open vaults must be closed before.
    public func close() async throws {
        try await database.close()
        directory.unlock()
    }

    /// Adds a record to the audit chain, durably.
    /// - Parameter detail: names and numbers of things, never an identity number, a PIN or a pseudonym.
    public func record(_ action: String, by actor: String, at: Date, detail: [String: String] = [:]) async throws {
        let entry = AuditEntry(at: at, actor: actor, action: action, detail: detail)
        try await database.write { [audit] in try audit.append(entry, to: $0) }
    }

    /// What a crash left between a committed state and the files that it makes needless.
    private func finishErasing() async throws {
        try await removeRetiredVaults()
        for id in try await submissions(in: [.delivered, .refused]) { try eraseFiles(of: id) }
    }

    /// A secret of the store, made at its first use and wrapped by the master key.
    private static func secret(_ name: String, masterKey: MasterKey, in connection: Connection) throws -> [UInt8] {
        let context = "trustee/\(name)"
        let wrapped = try connection.first("SELECT wrapped FROM secrets WHERE name = ?", [name]) {
            try $0.required($0.bytes(0))
        }
        if let wrapped {
            do {
                return try masterKey.unwrap(wrapped, context: context)
            } catch {
                throw TrusteeError.otherMasterKey
            }
        }
        let secret = SecureRandom.bytes(AESGCM.keyLength)
        try connection.run(
            "INSERT INTO secrets (name, wrapped) VALUES (?, ?)", [name, masterKey.wrap(secret, context: context)])
        return secret
    }
}
