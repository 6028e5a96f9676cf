import Certificates
import CommandOutcome
import Cryptography
public import Foundation
import Identifiers
import OsloCalendar
import SealedSubmission
import ServiceNode
import Trustee

/// A year's published key, for a person to compare on the telephone.
public struct KeySummary: Encodable, Sendable, Equatable {
    public let holder: String
    public let year: Int
    /// Sixteen groups of four hexadecimal digits.
    public let fingerprint: String
    public let organisation: String
    public let notBefore: Date
    public let notAfter: Date

    init(_ key: VerifiedKey) {
        holder = key.key.holder.rawValue
        year = key.key.year
        fingerprint = key.fingerprint.description
        organisation = key.organisation.digits
        notBefore = key.key.notBefore
        notAfter = key.key.notAfter
    }
}

extension TrusteeAdministration {
    /// Takes the year's decryption key with the certificate that was issued for it, signs the published form with the
    /// organisation certificate, and keeps both.
    /// - Parameters:
    ///   - passphrase: of the key's file; nil when it has none.
    ///   - lasting: days that submissions may be sealed to it.
    /// - Throws: `AdministrationError`, `TrusteeError.wrongState` when the year has a key.
    public func addKey(
        pem key: [UInt8], passphrase: [UInt8]?, certificate: [UInt8], lasting days: Int
    ) async throws -> KeySummary {
        let files = try TrustFiles(configuration)
        guard let key = try? PrivateKey(pem: key, passphrase: passphrase) else {
            throw AdministrationError("key-unreadable", "The private key cannot be read.", exit: .data)
        }
        guard let certificate = try? Certificate(pem: certificate), certificate.publicKey == key.publicKey else {
            throw AdministrationError("certificate-other", "The certificate does not belong to the key.", exit: .data)
        }
        let year = configuration.season.yearReported
        let published = PublishedKey(
            holder: .trustee, year: year, notBefore: now, notAfter: now + TimeInterval(days) * 86_400,
            certificate: certificate, minimumClientVersion: configuration.minimumClientVersion)
        let signed = try published.signed(key: files.signer.key, certificate: files.signer.certificate, at: now)
        // As a client will judge it: what no client would take is not published.
        let verified = try verify(signed, as: .trustee, files.trust)
        try await store.addOwnKey(key, certificate: certificate, year: year, by: person, at: now)
        try await store.keep(signed, verified: verified, by: person, at: now)
        return KeySummary(verified)
    }

    /// Keeps the register's published key of the year.
    /// - Throws: `AdministrationError` with the reason why it is not taken.
    public func importRegisterKey(_ signed: [UInt8]) async throws -> KeySummary {
        let verified = try verify(signed, as: .register, try TrustFiles.trust(configuration.trustStore))
        try await store.keep(signed, verified: verified, by: person, at: now)
        return KeySummary(verified)
    }

    /// A published key of the year as it was signed, to be handed on.
    public func publishedKey(of holder: String) async throws -> [UInt8] {
        let year = configuration.season.yearReported
        guard let holder = KeyHolder(rawValue: holder),
            let signed = try await store.publishedKey(of: holder, year: year)
        else {
            throw AdministrationError("no-key", "There is no such published key of \(year).", exit: .noInput)
        }
        return signed
    }

    private func verify(
        _ signed: [UInt8], as holder: KeyHolder, _ trust: TrustStore
    ) throws(AdministrationError) -> VerifiedKey {
        let lists = RevocationFolder(configuration.revocation, required: configuration.revocationRequired)
        let verification = PublishedKeyVerification(
            signers: SignerVerification(trust: trust, revocation: lists.current, now: now),
            year: configuration.season.yearReported, client: configuration.minimumClientVersion,
            trustee: configuration.organisation, register: configuration.register.organisation)
        do { return try verification.verify(signed, as: holder) } catch {
            throw AdministrationError("key-refused", error.description, details: [error.code.rawValue], exit: .data)
        }
    }
}
