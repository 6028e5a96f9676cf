public import Certificates
public import Foundation
public import Identifiers

/// The two parties that a submission is sealed to.
public enum KeyHolder: String, Sendable, Codable, CaseIterable {
    case trustee, register
}

/// This year's public encryption key of one party, as it publishes it in a document that it signs itself (I-018).
public struct PublishedKey: SignedDocument, Hashable {
    public static let format = "budstikke-published-key-1"

    public let format: String
    public let holder: KeyHolder
    /// The year that is reported with it, not the one it is sent in.
    public let year: Int
    public let notBefore: Date
    public let notAfter: Date
    /// The holder's encryption certificate, DER.
    public let certificate: Base64Text
    /// Older programs must not seal to it (I-014).
    public let minimumClientVersion: ClientVersion

    public init(
        holder: KeyHolder, year: Int, notBefore: Date, notAfter: Date, certificate: Certificate,
        minimumClientVersion: ClientVersion
    ) {
        format = Self.format
        self.holder = holder
        self.year = year
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.certificate = Base64Text(certificate.der)
        self.minimumClientVersion = minimumClientVersion
    }
}

/// A published key that may be sealed to. Only `PublishedKeyVerification` makes one.
public struct VerifiedKey: Sendable {
    public let key: PublishedKey
    public let certificate: Certificate
    public let signer: Certificate
    public let organisation: OrganisationNumber
    /// What a person compares on the telephone with what the holder says.
    public let fingerprint: KeyFingerprint

    init(_ attested: Attested<PublishedKey>, certificate: Certificate) {
        key = attested.document
        self.certificate = certificate
        signer = attested.signer
        organisation = attested.organisation
        fingerprint = KeyFingerprint(of: certificate.publicKey)
    }
}

/// Both keys of a year, of two parties that are known to be two.
public struct VerifiedKeys: Sendable {
    public let trustee: VerifiedKey
    public let register: VerifiedKey

    init(trustee: VerifiedKey, register: VerifiedKey) {
        self.trustee = trustee
        self.register = register
    }
}
