/// The ciphers that content may be encrypted with.
public enum ContentCipher: String, Sendable, Hashable, CaseIterable {
    case aes128CBC, aes192CBC, aes256CBC
    /// Three-key DES: read only from a partner with a named exception, never written.
    case tripleDES

    init?(identifier: String) {
        guard let cipher = Self.allCases.first(where: { $0.identifier == identifier }) else { return nil }
        self = cipher
    }

    /// Object identifier in the content's algorithm (NIST's AES arc; RFC 3370 5.1).
    var identifier: String {
        switch self {
        case .aes128CBC: "2.16.840.1.101.3.4.1.2"
        case .aes192CBC: "2.16.840.1.101.3.4.1.22"
        case .aes256CBC: "2.16.840.1.101.3.4.1.42"
        case .tripleDES: "1.2.840.113549.3.7"
        }
    }

    /// Length of the initialisation vector in bytes.
    var blockLength: Int { self == .tripleDES ? 8 : 16 }
}

extension Set<ContentCipher> {
    /// AES of every key length, and nothing else.
    public static var `default`: Self { [.aes128CBC, .aes192CBC, .aes256CBC] }
}

/// How the content key is encrypted to the recipient's RSA key.
public enum KeyTransport: Sendable, Equatable {
    /// RSAES-PKCS1-v1_5: what everyone reads (profile §2.3).
    case pkcs1v15
    /// RSAES-OAEP with SHA-256 for digest and mask (RFC 3560).
    case oaep
}
