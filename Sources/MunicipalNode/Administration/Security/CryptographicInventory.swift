import Certificates
import Cryptography
import Store
import Texts

/// One use of cryptography, with what NSM asks for (N-17): algorithm, function, key length, where, product, where the key
/// is kept, protocol, how long what it protects lives, and the limits of key sizes.
public struct CryptographicUse: Codable, Sendable, Equatable {
    public let algorithm: String
    public let function: String
    /// As `3072 bit`; nil where there is no key.
    public let keyLength: String?
    public let location: String
    public let product: String
    public let keyStorage: String?
    public let protocolName: String
    public let lifetime: String
    public let limits: String?
}

/// All that this installation does with cryptography for one tenant.
struct CryptographicInventory {
    let facts: SecurityFacts
    let language: Language

    func uses() -> [CryptographicUse] {
        let place = "budstikke serve, \(facts.machine)"
        let openSSL = "OpenSSL 3"
        let wrapped = text(.wrapped)
        var uses = [
            CryptographicUse(
                algorithm: "RSASSA-PKCS1-v1_5, SHA-256", function: text(.messageSignature), keyLength: bits(.signing),
                location: place, product: openSSL, keyStorage: wrapped,
                protocolName: "ebXML Message Service 2.0, XML Signature, HIS 1037", lifetime: text(.evidenceLife),
                limits: text(.rsaLimits)),
            CryptographicUse(
                algorithm: "AES-256-CBC, RSAES-PKCS1-v1_5", function: text(.messageEncryption),
                keyLength: bits(.encryption), location: place, product: openSSL, keyStorage: wrapped,
                protocolName: "CMS (RFC 5652)", lifetime: text(.transitLife), limits: text(.rsaLimits)),
            CryptographicUse(
                algorithm: "AES-256-GCM, HMAC-SHA-256", function: text(.storage), keyLength: "256 bit",
                location: facts.configuration.dataDirectory, product: openSSL, keyStorage: wrapped,
                protocolName: "–", lifetime: text(.storedLife), limits: nil),
            CryptographicUse(
                algorithm: "AES-256-GCM", function: text(.wrapping), keyLength: "256 bit",
                location: facts.configuration.dataDirectory, product: openSSL,
                keyStorage: facts.configuration.masterKeyFile, protocolName: "–", lifetime: text(.storedLife),
                limits: nil),
            CryptographicUse(
                algorithm: "SHA-256, HMAC-SHA-256", function: text(.auditChain), keyLength: "256 bit",
                location: facts.configuration.dataDirectory, product: openSSL, keyStorage: wrapped,
                protocolName: "–", lifetime: text(.storedLife), limits: nil),
            CryptographicUse(
                algorithm: "TLS 1.2, TLS 1.3", function: text(.lines), keyLength: nil, location: place,
                product: "BoringSSL (swift-nio-ssl)", keyStorage: text(.certificateFiles),
                protocolName: "SMTP, POP3, HTTPS", lifetime: text(.transitLife), limits: nil),
        ]
        if facts.configuration.web != nil {
            uses.append(
                CryptographicUse(
                    algorithm: "Argon2id, HMAC-SHA-1 (TOTP)", function: text(.people), keyLength: "160 bit",
                    location: place, product: "libargon2, OpenSSL 3", keyStorage: text(.accounts),
                    protocolName: "RFC 9106, RFC 6238", lifetime: text(.accountLife), limits: nil))
        }
        if facts.configuration.recordSystemAPI != nil {
            uses.append(
                CryptographicUse(
                    algorithm: "SHA-256", function: text(.tokens), keyLength: nil, location: place, product: openSSL,
                    keyStorage: nil, protocolName: "HTTP (RFC 6750)", lifetime: text(.tokenLife), limits: nil))
        }
        if facts.configuration.reporting != nil {
            uses.append(
                CryptographicUse(
                    algorithm: "AES-256-GCM, RSAES-OAEP (SHA-256), RSASSA-PKCS1-v1_5 (SHA-256)",
                    function: text(.reporting), keyLength: bits(.signing), location: place, product: openSSL,
                    keyStorage: wrapped, protocolName: "CMS (RFC 5083, RFC 5652)", lifetime: text(.seasonLife),
                    limits: text(.rsaLimits)))
        }
        return uses
    }

    private func text(_ words: InventoryText) -> String { words.phrase.text(language) }

    private func bits(_ purpose: KeyRecord.Purpose) -> String? {
        facts.setup.activeCertificate(purpose).map { "RSA \($0.publicKey.bits) bit" }
    }
}
