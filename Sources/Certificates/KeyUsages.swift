/// What a certificate's key may be used for (RFC 5280 4.2.1.3).
public struct KeyUsages: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Authentication.
    public static let digitalSignature = KeyUsages(rawValue: 0x80)
    /// Signatures that commit the organisation: the signing certificate of the profile.
    public static let nonRepudiation = KeyUsages(rawValue: 0x40)
    /// Transport of content keys: the encryption certificate of the profile.
    public static let keyEncipherment = KeyUsages(rawValue: 0x20)
    public static let dataEncipherment = KeyUsages(rawValue: 0x10)
    public static let keyAgreement = KeyUsages(rawValue: 0x08)
    public static let certificateSigning = KeyUsages(rawValue: 0x04)
    public static let revocationListSigning = KeyUsages(rawValue: 0x02)

    /// Whether a certificate with these usages may serve the purpose.
    public func allow(_ purpose: CertificatePurpose) -> Bool {
        switch purpose {
        case .signing: contains(.nonRepudiation)
        case .encryption: contains(.keyEncipherment) || contains(.dataEncipherment)
        }
    }
}

/// What an organisation has its two certificates for: one signs, the other receives what is encrypted.
public enum CertificatePurpose: String, Sendable, Codable, CaseIterable {
    case signing, encryption
}
