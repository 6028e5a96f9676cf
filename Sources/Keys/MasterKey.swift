import Cryptography

/// The key that wraps every other key of an installation. It lies outside the data directory, so that a copy of the
/// data is worth nothing (M-095).
///
/// Wrapped form: version 1 (1 byte), the master key's identifier (4 bytes), then AES-256-GCM (nonce, ciphertext, tag)
/// over the secret with version, identifier and context as associated data.
public struct MasterKey: Sendable {
    /// Length in bytes.
    public static let length = 32

    /// Eight hexadecimal digits that tell master keys apart and give nothing of them away.
    public let identifier: String
    private let secret: SecretBytes

    /// Takes a key from a place of its own kind, such as a test.
    /// - Throws: `MasterKeyError.malformed` for anything but 32 bytes.
    public init(bytes: [UInt8]) throws {
        guard bytes.count == Self.length else { throw MasterKeyError.malformed }
        secret = SecretBytes(bytes)
        identifier = Hexadecimal.encode(
            HMACSHA256.authenticate(Array("master key identifier".utf8), key: bytes).prefix(4))
    }

    /// Reads a key file: 32 bytes, or 64 hexadecimal digits with or without a line end.
    /// - Throws: `MasterKeyError` for a file others can read, and for everything else that is wrong with it.
    public init(file path: String) throws {
        try self.init(bytes: MasterKeyFile.read(path))
    }

    /// Reads a key file, and refuses one that lies inside the data directory, symbolic links resolved.
    public init(file path: String, notInside dataDirectory: String) throws {
        guard try !MasterKeyFile.lies(path, inside: dataDirectory) else { throw MasterKeyError.insideDataDirectory }
        try self.init(file: path)
    }

    /// Makes a new random key and writes it as 64 hexadecimal digits to a file that was not there, mode 0600.
    /// - Throws: `MasterKeyError.exists`, `.notWritten`.
    public static func generate(to path: String) throws {
        try MasterKeyFile.write(SecureRandom.bytes(length), to: path)
    }

    /// Wraps a secret for one context, such as `tenant/NAME/data-key`: it opens nowhere else.
    public func wrap(_ secret: [UInt8], context: String) throws -> [UInt8] {
        let header = try header()
        return header + (try AESGCM.seal(secret, key: self.secret.bytes, associated: header + Array(context.utf8)))
    }

    /// Gives the secret back, if it was wrapped under this key for this context.
    /// - Throws: `MasterKeyError.malformed`, `.otherMasterKey`, `.notAuthentic`.
    public func unwrap(_ wrapped: [UInt8], context: String) throws -> [UInt8] {
        let header = try header()
        guard wrapped.count >= header.count + AESGCM.overhead, wrapped[0] == Self.version
        else { throw MasterKeyError.malformed }
        guard wrapped.starts(with: header) else { throw MasterKeyError.otherMasterKey }
        do {
            let sealed = Array(wrapped.dropFirst(header.count))
            return try AESGCM.open(sealed, key: secret.bytes, associated: header + Array(context.utf8))
        } catch {
            throw MasterKeyError.notAuthentic
        }
    }

    private static let version: UInt8 = 1

    private func header() throws -> [UInt8] {
        guard let identifier = Hexadecimal.decode(identifier) else { throw MasterKeyError.malformed }
        return [Self.version] + identifier
    }
}
