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
        func key(_ name: String) throws -> SecretBytes {
            let context = "portal/\(name)"
            let stored = try connection.first("SELECT wrapped FROM keys WHERE name = ?", [name]) {
                try $0.required($0.bytes(0))
            }
            if let stored {
                do {
                    return SecretBytes(try masterKey.unwrap(stored, context: context))
                } catch {
                    throw PortalFault.otherMasterKey
                }
            }
            let fresh = SecureRandom.bytes(AESGCM.keyLength)
            try connection.run(
                "INSERT INTO keys (name, wrapped) VALUES (?, ?)",
                [name, try masterKey.wrap(fresh, context: context)])
            return SecretBytes(fresh)
        }
        pepper = try key("pepper")
        forms = try key("forms")
        mails = try key("mails")
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
