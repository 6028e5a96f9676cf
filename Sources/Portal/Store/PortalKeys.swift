public import Cryptography
import Keys
import SQLiteAccess

/// The portal's own secrets, unwrapped for as long as the store is open.
///
/// They are made with the data directory and lie in it wrapped by the master key, so that a copy of the directory alone
/// opens no mail and lets nobody try passwords.
public struct PortalKeys: Sendable {
    /// What passwords are hashed with besides their salts (T-105).
    public let pepper: SecretBytes
    /// What the tokens of forms are made with.
    public let forms: SecretBytes
    private let mails: SecretBytes

    /// Unwraps the keys, and makes them in a new database.
    /// - Throws: `PortalFault.otherMasterKey`.
    init(masterKey: MasterKey, in connection: Connection) throws {
        let stored = StoredKeys(of: "portal", masterKey: masterKey, in: connection)
        pepper = try stored.key("pepper", else: PortalFault.otherMasterKey)
        forms = try stored.key("forms", else: PortalFault.otherMasterKey)
        mails = try stored.key("mails", else: PortalFault.otherMasterKey)
    }

    /// Seals a mail that waits; it opens under its own Message-ID only.
    func seal(_ mail: [UInt8], messageID: String) throws -> [UInt8] {
        try AESGCM.seal(mail, key: mails.bytes, associated: Array(messageID.utf8))
    }

    /// - Throws: `PortalFault.damaged`.
    func open(_ sealed: [UInt8], messageID: String) throws -> [UInt8] {
        do { return try AESGCM.open(sealed, key: mails.bytes, associated: Array(messageID.utf8)) } catch {
            throw PortalFault.damaged
        }
    }
}
