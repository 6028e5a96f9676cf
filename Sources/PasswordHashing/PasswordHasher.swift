import CArgon2
public import Cryptography
import Foundation

/// Hashes passwords and PINs with Argon2id, after a keyed hash with a pepper that lies outside the database (T-105).
///
/// Whoever takes the database alone cannot begin to guess. Each call takes `parameters.memoryKiB` of memory and keeps
/// its thread busy: let `HashQueue` run it.
public struct PasswordHasher: Sendable {
    /// What new hashes are made with.
    public let parameters: Argon2Parameters
    /// The hash to verify against for an account that does not exist, so that it takes as long as for one that does.
    ///
    /// Hashes that are older than a change of parameters take their old time until they are upgraded.
    public let dummy: PasswordHash

    private let pepper: SecretBytes
    private static let saltLength = 16
    private static let digestLength = 32

    /// - Parameter pepper: 32 octets or more from the keystore; nil when it is shorter.
    public init?(pepper: SecretBytes, parameters: Argon2Parameters = .standard) {
        guard pepper.bytes.count >= 32 else { return nil }
        self.pepper = pepper
        self.parameters = parameters
        dummy = PasswordHash(
            parameters: parameters, salt: SecureRandom.bytes(Self.saltLength),
            digest: SecureRandom.bytes(Self.digestLength))
    }

    /// A new hash with its own salt.
    ///
    /// Characters that look and mean the same, such as an å in one or in two code points, are the same (NFKC).
    /// - Throws: `PasswordHashingFault.outOfMemory`.
    public func hash(_ password: String) throws(PasswordHashingFault) -> PasswordHash {
        var input = peppered(password)
        let salt = SecureRandom.bytes(Self.saltLength)
        var output = [CChar](repeating: 0, count: 256)
        let code = argon2id_hash_encoded(
            parameters.passes, parameters.memoryKiB, parameters.lanes, &input, input.count, salt, salt.count,
            Self.digestLength, &output, output.count)
        guard code == ARGON2_OK.rawValue else { throw .outOfMemory }
        let text = String(decoding: output.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard let hash = PasswordHash(encoded: text) else { throw .outOfMemory }
        return hash
    }

    /// Whether it is the password, in a time that does not tell how nearly.
    /// - Throws: `PasswordHashingFault.outOfMemory`: nothing is known then.
    public func verify(_ password: String, _ hash: PasswordHash) throws(PasswordHashingFault) -> Bool {
        var input = peppered(password)
        switch argon2id_verify(hash.encoded, &input, input.count) {
        case ARGON2_OK.rawValue: return true
        case ARGON2_VERIFY_MISMATCH.rawValue: return false
        default: throw .outOfMemory
        }
    }

    /// Whether the hash was made with other parameters, and should be made anew at the next right password.
    public func needsUpgrade(_ hash: PasswordHash) -> Bool { hash.parameters != parameters }

    private func peppered(_ password: String) -> [UInt8] {
        let normal = Array(password.precomposedStringWithCompatibilityMapping.utf8)
        return HMACSHA256.authenticate(normal, key: pepper.bytes)
    }
}

/// Why no hash was made or compared.
public enum PasswordHashingFault: String, Error, Equatable, Sendable, CustomStringConvertible {
    /// The machine had no memory for it.
    case outOfMemory
    /// So many wait already that one more would not be answered in time. Answer 503, and the same to everyone.
    case busy
    /// The one who asked does not wait any more.
    case cancelled

    public var description: String {
        switch self {
        case .outOfMemory: "There was not enough memory to check a password."
        case .busy: "Too many passwords are being checked at the moment."
        case .cancelled: "The check of a password was given up."
        }
    }
}
