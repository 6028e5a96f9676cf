package import Cryptography
package import Keys

/// A store's own secrets: made with the store, and kept in its table `keys` wrapped by the master key, each for its name
/// and no other.
package struct StoredKeys {
    private let masterKey: MasterKey
    private let party: String
    private let connection: Connection

    /// - Parameter party: what the names are prefixed with, as `register`, so that no other store's key is taken for one.
    package init(of party: String, masterKey: MasterKey, in connection: Connection) {
        self.party = party
        self.masterKey = masterKey
        self.connection = connection
    }

    /// Unwraps a key, or makes it in a store that has none of this name.
    /// - Parameter other: what to throw when the store belongs to another master key.
    package func key(_ name: String, else other: any Error) throws -> SecretBytes {
        let context = "\(party)/\(name)"
        let stored = try connection.first("SELECT wrapped FROM keys WHERE name = ?", [name]) {
            try $0.required($0.bytes(0))
        }
        if let stored {
            guard let key = try? masterKey.unwrap(stored, context: context) else { throw other }
            return SecretBytes(key)
        }
        let fresh = SecureRandom.bytes(AESGCM.keyLength)
        try connection.run(
            "INSERT INTO keys (name, wrapped) VALUES (?, ?)", [name, try masterKey.wrap(fresh, context: context)])
        return SecretBytes(fresh)
    }
}
