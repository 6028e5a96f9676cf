import Certificates
public import Identifiers

/// The judgement of published keys before anything is sealed to them (I-018, T-120).
///
/// The two organisation numbers are pinned: they come with the installation and not with the keys.
public struct PublishedKeyVerification: Sendable {
    private let signers: SignerVerification
    private let year: Int
    private let client: ClientVersion
    private let trustee: OrganisationNumber
    private let register: OrganisationNumber

    /// - Parameters:
    ///   - year: the one that is reported.
    ///   - client: the version of the program that will seal.
    public init(
        signers: SignerVerification, year: Int, client: ClientVersion, trustee: OrganisationNumber,
        register: OrganisationNumber
    ) {
        self.signers = signers
        self.year = year
        self.client = client
        self.trustee = trustee
        self.register = register
    }

    /// Judges both keys and that no single organisation stands behind them.
    /// - Throws: `SubmissionFault`.
    public func verify(trustee: [UInt8], register: [UInt8]) throws(SubmissionFault) -> VerifiedKeys {
        let keys = VerifiedKeys(
            trustee: try verify(trustee, as: .trustee), register: try verify(register, as: .register))
        guard keys.trustee.fingerprint != keys.register.fingerprint else { throw SubmissionFault(.oneKeyForBoth) }
        guard keys.trustee.organisation != keys.register.organisation,
            keys.trustee.signer.publicKey != keys.register.signer.publicKey
        else { throw SubmissionFault(.oneSignerForBothKeys) }
        return keys
    }

    /// Judges one party's key.
    /// - Throws: `SubmissionFault`.
    public func verify(_ signed: [UInt8], as holder: KeyHolder) throws(SubmissionFault) -> VerifiedKey {
        let attested = try signers.open(signed, as: PublishedKey.self)
        let key = attested.document
        guard key.holder == holder else { throw SubmissionFault(.keyOfOtherHolder) }
        let expected = holder == .trustee ? trustee : register
        let other = holder == .trustee ? register : trustee
        guard attested.organisation == expected else {
            throw SubmissionFault(attested.organisation == other ? .oneSignerForBothKeys : .keySignedByStranger)
        }
        guard key.year >= year else { throw SubmissionFault(.keyOfEarlierYear) }
        guard key.year == year else { throw SubmissionFault(.keyOfLaterYear) }
        guard signers.now >= key.notBefore else { throw SubmissionFault(.keyNotYetValid) }
        guard signers.now < key.notAfter else { throw SubmissionFault(.keyExpired) }
        guard client >= key.minimumClientVersion else { throw SubmissionFault(.clientTooOld) }
        return VerifiedKey(attested, certificate: try certificate(of: key, owner: expected))
    }

    private func certificate(
        of key: PublishedKey, owner: OrganisationNumber
    ) throws(SubmissionFault) -> Certificate {
        guard let certificate = try? Certificate(der: key.certificate.bytes) else {
            throw SubmissionFault(.keyCertificateRefused)
        }
        let verdict = signers.trust.verify(
            certificate, at: signers.now, revocation: signers.revocation, purpose: .encryption, organisation: owner)
        if case .refused(let refusal) = verdict {
            throw SubmissionFault(refusal.isTemporary ? .revocationUnknown : .keyCertificateRefused)
        }
        return certificate
    }
}
