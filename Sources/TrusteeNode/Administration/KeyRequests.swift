import Certificates
import CommandOutcome
import Cryptography
public import Foundation
import Identifiers
import OsloCalendar
public import SealedSubmission
import ServiceNode
import Trustee

/// A year's published key, for a person to compare on the telephone.
public struct KeySummary: Codable, Sendable, Equatable {
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

/// Takes a year's decryption key with the certificate that was issued for it, signs the published form with the
/// organisation certificate, and keeps both.
public struct KeyAddition: TrusteeRequest {
    public typealias Reply = KeySummary

    public static let name = "key.add"

    let key: Data
    let passphrase: Data?
    let certificate: Data
    let year: Int?
    let days: Int

    /// - Parameters:
    ///   - passphrase: of the key's file; nil when it has none.
    ///   - year: the one that is reported with it; the season's when nil.
    ///   - days: so long submissions may be sealed to it.
    public init(pem key: [UInt8], passphrase: [UInt8]?, certificate: [UInt8], year: Int? = nil, lasting days: Int) {
        self.key = Data(key)
        self.passphrase = passphrase.map { Data($0) }
        self.certificate = Data(certificate)
        self.year = year
        self.days = days
    }

    public func answer(in administration: TrusteeAdministration) async throws -> KeySummary {
        let (configuration, now) = (administration.configuration, administration.now)
        let files = try TrustFiles(configuration)
        guard let key = try? PrivateKey(pem: [UInt8](key), passphrase: passphrase.map { [UInt8]($0) }) else {
            throw AdministrationError("key-unreadable", "The private key cannot be read.", exit: .data)
        }
        guard let certificate = try? Certificate(pem: [UInt8](certificate)), certificate.publicKey == key.publicKey
        else {
            throw AdministrationError("certificate-other", "The certificate does not belong to the key.", exit: .data)
        }
        let year = year ?? configuration.season.yearReported
        let published = PublishedKey(
            holder: .trustee, year: year, notBefore: now, notAfter: now + TimeInterval(days) * 86_400,
            certificate: certificate, minimumClientVersion: configuration.minimumClientVersion)
        let signed = try published.signed(key: files.signer.key, certificate: files.signer.certificate, at: now)
        // As a client will judge it: what no client would take is not published.
        let verified = try administration.verify(signed, as: .trustee, of: year, files.trust)
        try await administration.store.addOwnKey(
            key, certificate: certificate, year: year, by: administration.actor, at: now)
        try await administration.store.keep(signed, verified: verified, by: administration.actor, at: now)
        return KeySummary(verified)
    }
}

/// Keeps the register's published key of a year: what comes from then on is sealed to it.
public struct RegisterKeyImport: TrusteeRequest {
    public typealias Reply = KeySummary

    public static let name = "key.import"

    let signed: Data
    let year: Int?

    /// - Parameter year: the one that is reported with it; the season's when nil.
    public init(_ signed: [UInt8], year: Int? = nil) {
        self.signed = Data(signed)
        self.year = year
    }

    public func answer(in administration: TrusteeAdministration) async throws -> KeySummary {
        let signed = [UInt8](signed)
        let verified = try administration.verify(
            signed, as: .register, of: year ?? administration.configuration.season.yearReported,
            TrustFiles.trust(administration.configuration.trustStore))
        try await administration.store.keep(
            signed, verified: verified, by: administration.actor, at: administration.now)
        administration.changed()
        return KeySummary(verified)
    }
}

/// A published key of a year as it was signed, to be handed on.
public struct PublishedKeyQuestion: TrusteeRequest {
    public static let name = "key.show"

    public struct Reply: Codable, Sendable, Equatable {
        let signed: Data
        public var octets: [UInt8] { [UInt8](signed) }
    }

    let holder: KeyHolder
    let year: Int?

    public init(of holder: KeyHolder, year: Int? = nil) {
        self.holder = holder
        self.year = year
    }

    public func answer(in administration: TrusteeAdministration) async throws -> Reply {
        let year = year ?? administration.configuration.season.yearReported
        guard let signed = try await administration.store.publishedKey(of: holder, year: year) else {
            throw AdministrationError(
                "no-key", "There is no published key of the \(holder.rawValue)'s for \(year).",
                remedy: holder == .trustee
                    ? "`budstikke-trustee keys new` makes one."
                    : "`budstikke-trustee keys import` takes the register's.",
                exit: .noInput)
        }
        return Reply(signed: Data(signed))
    }
}

extension TrusteeAdministration {
    fileprivate func verify(
        _ signed: [UInt8], as holder: KeyHolder, of year: Int, _ trust: TrustStore
    ) throws(AdministrationError) -> VerifiedKey {
        let lists = RevocationFolder(configuration.revocation, required: configuration.revocationRequired)
        let verification = PublishedKeyVerification(
            signers: SignerVerification(trust: trust, revocation: lists.current, now: now),
            year: year, client: configuration.minimumClientVersion,
            trustee: configuration.organisation, register: configuration.register.organisation)
        do { return try verification.verify(signed, as: holder) } catch {
            throw AdministrationError("key-refused", error.description, details: [error.code.rawValue], exit: .data)
        }
    }
}
