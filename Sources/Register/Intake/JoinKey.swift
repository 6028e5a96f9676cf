import Cryptography
import Identifiers
import SQLiteAccess

/// The key that a submission's parts lie under from their arrival until they are joined.
///
/// It has a file of its own, outside the database and outside the spool, and is destroyed when the join is committed: from
/// then on no copy of the spool tells which link had which pseudonym, not even to who holds the register's private key.
struct JoinKey: Sendable {
    private let bytes: SecretBytes

    /// Makes a new key and keeps it on disk.
    static func make(for id: SubmissionID, in directory: RegisterDirectory) throws -> JoinKey {
        let key = SecureRandom.bytes(AESGCM.keyLength)
        try DurableFile.write(key, to: directory.joinKey(of: id))
        return JoinKey(bytes: SecretBytes(key))
    }

    /// Nil when there is none, or no longer.
    static func read(of id: SubmissionID, in directory: RegisterDirectory) throws -> JoinKey? {
        let key = try DurableFile.read(directory.joinKey(of: id), limit: AESGCM.keyLength)
        guard let key, key.count == AESGCM.keyLength else { return nil }
        return JoinKey(bytes: SecretBytes(key))
    }

    func seal(_ content: [UInt8], as name: String) throws -> [UInt8] {
        try AESGCM.seal(content, key: bytes.bytes, associated: Array(name.utf8))
    }

    func open(_ sealed: [UInt8], as name: String) throws -> [UInt8] {
        do {
            return try AESGCM.open(sealed, key: bytes.bytes, associated: Array(name.utf8))
        } catch {
            throw RegisterError.damaged
        }
    }
}
