import Cryptography
import Keys
import SQLiteAccess

/// The register's own secrets, unwrapped for as long as the store is open.
///
/// One key seals what is stored, one derives what stands for a person, one codes contacts, one the audit chain. They are
/// made with the data directory and lie in it wrapped by the master key.
struct RegisterKeys: Sendable {
    /// Length in bytes of what stands for a person.
    static let personLength = 16

    private let content: SecretBytes
    private let derivation: SecretBytes
    private let lookup: SecretBytes
    let audit: SecretBytes

    /// Unwraps the keys, and makes them in a new database.
    /// - Throws: `RegisterError.otherMasterKey`, `.damaged`.
    init(masterKey: MasterKey, in connection: Connection) throws {
        let stored = StoredKeys(of: "register", masterKey: masterKey, in: connection)
        content = try stored.key("content", else: RegisterError.otherMasterKey)
        derivation = try stored.key("derivation", else: RegisterError.otherMasterKey)
        lookup = try stored.key("lookup", else: RegisterError.otherMasterKey)
        audit = try stored.key("audit", else: RegisterError.otherMasterKey)
    }

    /// What stands for a person here: keyed, so that neither the trustee's store nor another register's joins with ours.
    func person(of pseudonym: [UInt8]) -> [UInt8] {
        Array(HMACSHA256.authenticate(pseudonym, key: derivation.bytes).prefix(Self.personLength))
    }

    /// What stands for a contact's address where the address itself must not stand.
    func contact(of address: String) -> [UInt8] {
        Array(HMACSHA256.authenticate(Array(address.lowercased().utf8), key: lookup.bytes).prefix(16))
    }

    /// Seals for one use, such as `manifest/ID`: it opens nowhere else.
    func seal(_ bytes: [UInt8], as use: String) throws -> [UInt8] {
        try AESGCM.seal(bytes, key: content.bytes, associated: Array(use.utf8))
    }

    /// - Throws: `RegisterError.damaged` when anything of it was changed or it was sealed for another use.
    func open(_ sealed: [UInt8], as use: String) throws -> [UInt8] {
        do {
            return try AESGCM.open(sealed, key: content.bytes, associated: Array(use.utf8))
        } catch {
            throw RegisterError.damaged
        }
    }
}
