import Cryptography

/// The key that seals single values of a database: each opens only in its own place.
struct FieldKey: Sendable {
    private let secret: SecretBytes

    init(_ key: [UInt8]) { secret = SecretBytes(key) }

    /// - Parameter place: table, row and column, such as `municipalities/4601/pin`.
    func seal(_ bytes: [UInt8], place: String) throws -> [UInt8] {
        try AESGCM.seal(bytes, key: secret.bytes, associated: Array(place.utf8))
    }

    /// - Throws: `TrusteeError.damaged` when the value was changed or stood in another place.
    func open(_ sealed: [UInt8], place: String) throws -> [UInt8] {
        do {
            return try AESGCM.open(sealed, key: secret.bytes, associated: Array(place.utf8))
        } catch {
            throw TrusteeError.damaged
        }
    }
}
