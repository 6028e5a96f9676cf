import Cryptography
import Identifiers
import SQLiteAccess
import Store
import Synchronization

/// The data key of one tenant while its store is open: seals contents and binds them to their message.
///
/// Sealed is AES-256-GCM with the tenant as associated data, so content of one tenant never opens for another. Which
/// message and kind the bytes belong to is not known when they are sealed; a second code over key, kind, size, nonce
/// and tag, stored beside them, finds rows that were swapped. Tag and code together find every flipped bit.
final class ContentKey: Sendable {
    private struct Secrets {
        let seal: [UInt8]
        let bind: [UInt8]
    }

    let tenant: TenantID
    private let secrets: Mutex<Secrets?>

    init(tenant: TenantID, dataKey: [UInt8]) {
        self.tenant = tenant
        let bind = HMACSHA256.authenticate(Array("content-code".utf8), key: dataKey)
        secrets = Mutex(Secrets(seal: dataKey, bind: bind))
    }

    /// Forgets the key: everything that still holds this object can read no content from now on.
    func destroy() { secrets.withLock { $0 = nil } }

    /// Throws `StoreError.keyDestroyed` once the key was destroyed.
    func check() throws { _ = try present() }

    func seal(_ bytes: [UInt8]) throws -> SealedContent {
        let sealed = try AESGCM.seal(bytes, key: try present().seal, associated: associated)
        return SealedContent(tenant: tenant, bytes: sealed, size: bytes.count)
    }

    /// The code that stands beside sealed bytes in the database.
    func code(of sealed: [UInt8], size: Int64, kind: ContentKind, message: MessageKey) throws -> [UInt8] {
        HMACSHA256.authenticate(bound(sealed, size: size, kind: kind, message: message), key: try present().bind)
    }

    /// Opens what `seal` made; throws `StoreError.damaged` when anything about it was changed.
    func open(
        _ sealed: [UInt8], size: Int64, code: [UInt8], kind: ContentKind, message: MessageKey
    ) throws -> [UInt8] {
        let secrets = try present()
        let bound = bound(sealed, size: size, kind: kind, message: message)
        guard HMACSHA256.isValid(code, for: bound, key: secrets.bind),
            let bytes = try? AESGCM.open(sealed, key: secrets.seal, associated: associated), bytes.count == size
        else { throw StoreError.damaged(message, kind) }
        return bytes
    }

    /// Seals what belongs to one named place, and opens nowhere else.
    func seal(_ bytes: [UInt8], at place: String) throws -> [UInt8] {
        try AESGCM.seal(bytes, key: try present().seal, associated: associated(place))
    }

    /// Opens what `seal(_:at:)` made for the same place; nil when anything about it was changed.
    func open(_ sealed: [UInt8], at place: String) throws -> [UInt8]? {
        let key = try present().seal
        return try? AESGCM.open(sealed, key: key, associated: associated(place))
    }

    private func associated(_ place: String) -> [UInt8] { Array("tenant-place/\(tenant.name)/\(place)".utf8) }

    /// Opens what stands in no row of its own.
    func open(_ sealed: SealedContent) throws -> [UInt8] {
        guard sealed.tenant == tenant else { throw StoreError.wrongTenant }
        let secrets = try present()
        guard let bytes = try? AESGCM.open(sealed.bytes, key: secrets.seal, associated: associated),
            bytes.count == sealed.size
        else { throw StoreError.failed("A sealed secret does not open.") }
        return bytes
    }

    private var associated: [UInt8] { Array("tenant-content/\(tenant.name)".utf8) }

    private func present() throws -> Secrets {
        guard let secrets = secrets.withLock({ $0 }) else { throw StoreError.keyDestroyed }
        return secrets
    }

    private func bound(_ sealed: [UInt8], size: Int64, kind: ContentKind, message: MessageKey) -> [UInt8] {
        var bytes = CanonicalBytes()
        bytes.append(message.value)
        bytes.append(Array(kind.rawValue.utf8))
        bytes.append(size)
        bytes.append(Int64(sealed.count))
        bytes.append(Array(sealed.prefix(AESGCM.overhead - 16)))
        bytes.append(Array(sealed.suffix(16)))
        return bytes.bytes
    }
}
