public import Certificates
public import Cryptography
import Foundation
public import Identifiers
public import SealedSubmission

/// A private key of the register's with the certificate that was issued for it.
public struct RegisterKeyPair: Sendable {
    public let key: PrivateKey
    public let certificate: Certificate
    /// For a key that submissions are sealed to: the year they report. Nil for the signing key.
    public let year: Int?

    public init(key: PrivateKey, certificate: Certificate, year: Int? = nil) {
        self.key = key
        self.certificate = certificate
        self.year = year
    }
}

/// Whom the register believes, and the keys it reads with. Made anew when lists or keys change.
public struct RegisterTrust: Sendable {
    public let trust: TrustStore
    public var revocation: RevocationLists
    /// The trustee's organisation number: its maps count and nobody else's.
    public let trustee: OrganisationNumber
    /// The register's own organisation number.
    public let register: OrganisationNumber
    public let minimumClientVersion: ClientVersion
    /// Keys that submissions are sealed to, with their years.
    public let encryption: [RegisterKeyPair]
    /// The trustee's published keys, which passwords for its send module are sealed to.
    public let trusteeKeys: [PublicKey]

    public init(
        trust: TrustStore, revocation: RevocationLists, trustee: OrganisationNumber, register: OrganisationNumber,
        minimumClientVersion: ClientVersion, encryption: [RegisterKeyPair], trusteeKeys: [PublicKey]
    ) {
        self.trusteeKeys = trusteeKeys
        self.trust = trust
        self.revocation = revocation
        self.trustee = trustee
        self.register = register
        self.minimumClientVersion = minimumClientVersion
        self.encryption = encryption
    }

    func signers(at now: Date) -> SignerVerification {
        SignerVerification(trust: trust, revocation: revocation, now: now)
    }

    /// Verifies a manifest by itself: whatever the trustee found, the register asks the same again.
    /// - Throws: `SubmissionFault`; `.otherKey` for a key of another year.
    func verify(_ signed: [UInt8], at now: Date) throws(SubmissionFault) -> (VerifiedManifest, RegisterKeyPair) {
        try verify(signed, signers: signers(at: now), minimumClientVersion: minimumClientVersion)
    }

    /// Verifies once more a manifest that was accepted when it arrived, as of that time.
    ///
    /// A certificate that has run out or been withdrawn since, or a client that has since become too old, changes nothing
    /// for a submission that was received.
    func verifyAgain(
        _ signed: [UInt8], acceptedAt arrival: Date
    ) throws(SubmissionFault) -> (VerifiedManifest, RegisterKeyPair) {
        try verify(signed, signers: signersAgain(acceptedAt: arrival), minimumClientVersion: nil)
    }

    /// Without revocation lists: they were asked at the arrival, and today's say nothing about that time.
    func signersAgain(acceptedAt arrival: Date) -> SignerVerification {
        SignerVerification(trust: trust, revocation: RevocationLists(required: false), now: arrival)
    }

    private func verify(
        _ signed: [UInt8], signers: SignerVerification, minimumClientVersion: ClientVersion?
    ) throws(SubmissionFault) -> (VerifiedManifest, RegisterKeyPair) {
        let keys = Set(encryption.map { KeyFingerprint(of: $0.key.publicKey) })
        let lowest = minimumClientVersion ?? ClientVersion("0.0.0") ?? self.minimumClientVersion
        let manifest = try ManifestVerification(
            signers: signers, expecting: .init(holder: .register, keys: keys, minimumClientVersion: lowest)
        ).verify(signed)
        let pair = encryption.first { pair in
            pair.year == manifest.manifest.year
                && KeyFingerprint(of: pair.key.publicKey) == manifest.manifest.registerKey
        }
        guard let pair else { throw SubmissionFault(.otherKey) }
        return (manifest, pair)
    }
}
