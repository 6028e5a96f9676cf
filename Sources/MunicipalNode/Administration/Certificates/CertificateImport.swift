import Certificates
import CommandOutcome
import Cryptography
import Exchange
public import Foundation
public import Identifiers
public import Store

/// Imports a certificate with its key (PKCS #12 or PEM), or the certificate that answers a request made here.
///
/// The key is stored only wrapped by the master key. The first certificate of a purpose is taken into use at once;
/// later ones when `activate` says so, beside the one in use until then (M-091).
public struct CertificateImport: AdministrationRequest {
    public static let name = "certificate.import"
    /// A key store with its chain is far smaller.
    public static let maximumBytes = 1 << 20

    public struct Reply: Codable, Sendable, Equatable {
        public let certificate: CertificateSummary
        public let report: [ProfileRemark]
        /// Whether the trust store leads to its issuer; a sentence when it does not.
        public let trustRemark: String?
    }

    public var tenant: TenantID?
    /// The files' bytes: one PKCS #12, or PEM with a certificate and perhaps a key.
    public var contents: Data
    /// A PEM key in a file of its own.
    public var key: Data?
    public var passphrase: Data?
    /// Nil to take it from the certificate's key usages.
    public var purpose: KeyRecord.Purpose?
    public var activate: Bool

    public init(
        tenant: TenantID?, contents: Data, key: Data? = nil, passphrase: Data? = nil,
        purpose: KeyRecord.Purpose? = nil, activate: Bool = false
    ) {
        self.tenant = tenant
        self.contents = contents
        self.key = key
        self.passphrase = passphrase
        self.purpose = purpose
        self.activate = activate
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let opened = try open()
        let purpose = try purpose ?? opened.certificate.onlyPurpose
        let report = CertificateProfile.report(
            opened.certificate, purpose: purpose.ofCertificate, tenant: tenant.organisationNumber, at: session.now)
        try refuseErrors(report)
        let record = try opened.key.map {
            try KeyWrapping(session: session, tenant: tenant).record(
                $0, purpose: purpose, certificate: opened.certificate)
        }
        let (certificate, activate, now) = (opened.certificate, activate, session.now)
        let detail = ["key": certificate.publicKey.fingerprint, "serialNumber": certificate.serialNumberHex]
        let summary = try await session.change(tenant, detail) { transaction in
            let all = try transaction.records(KeyRecord.self)
            var stored = try Self.stored(record, certificate, among: all, purpose: purpose)
            if stored.generation == 0, activate || all.active(purpose) == nil {
                stored.generation = (all.filter { $0.purpose == purpose }.map(\.generation).max() ?? 0) + 1
            }
            try transaction.put(stored)
            return CertificateSummary(stored, among: try transaction.records(KeyRecord.self), now: now)
        }
        return Reply(
            certificate: summary, report: report.map(ProfileRemark.init),
            trustRemark: trustRemark(certificate, purpose, tenant, session))
    }

    // MARK: - Private steps

    private func open() throws -> (key: PrivateKey?, certificate: Certificate) {
        let bytes = Array(contents)
        let passphrase = passphrase.map { Array($0) }
        let isPEM = contents.range(of: Data("-----BEGIN ".utf8)) != nil
        do {
            guard isPEM else {
                let store = try PKCS12.open(bytes, passphrase: passphrase ?? [])
                return (store.key, store.certificate)
            }
            let certificate = try Certificate(pem: bytes)
            if let key { return (try PrivateKey(pem: Array(key), passphrase: passphrase), certificate) }
            let holdsKey = contents.range(of: Data("PRIVATE KEY-----".utf8)) != nil
            return (holdsKey ? try PrivateKey(pem: bytes, passphrase: passphrase) : nil, certificate)
        } catch {
            throw AdministrationError(
                "certificate-unreadable",
                "The file cannot be opened: the passphrase is wrong, or it is neither PKCS #12 "
                    + "nor PEM.", remedy: "Check the passphrase with the issuer's letter.", exit: .data)
        }
    }

    private func refuseErrors(_ report: [ProfileFinding]) throws {
        let errors = report.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw AdministrationError(
                "certificate-unusable", "The certificate cannot be used by this tenant.",
                details: errors.map(\.sentence), exit: .data)
        }
    }

    /// The record to keep: the new key's, or the one that waits for this certificate.
    private static func stored(
        _ new: KeyRecord?, _ certificate: Certificate, among all: [KeyRecord], purpose: KeyRecord.Purpose
    ) throws -> KeyRecord {
        let id = certificate.publicKey.fingerprint
        if var waiting = all.first(where: { $0.id == id }) {
            guard waiting.retiredAt == nil, waiting.purpose == purpose else {
                throw AdministrationError(
                    "key-taken", "The key of this certificate is retired, or kept for another purpose.", exit: .data)
            }
            waiting.certificate = String(decoding: certificate.pem, as: UTF8.self)
            return waiting
        }
        guard let new else {
            throw AdministrationError(
                "key-missing", "The file has a certificate and no key, and no request was made here for it.",
                remedy: "Give the key with --key FILE, or import the PKCS #12 file.", exit: .data)
        }
        guard new.id == id else {
            throw AdministrationError("key-other", "The key does not belong to the certificate.", exit: .data)
        }
        return new
    }

    private func trustRemark(
        _ certificate: Certificate, _ purpose: KeyRecord.Purpose, _ tenant: Tenant, _ session: AdministrationSession
    ) -> String? {
        let verdict = session.administration.trust.verdict(
            on: certificate, for: purpose.ofCertificate, of: tenant.organisationNumber, at: session.now)
        guard case .refused(let refusal) = verdict else { return nil }
        return refusal.description
    }
}

extension Certificate {
    /// What its key usages say it is for. Throws when they allow both or neither.
    fileprivate var onlyPurpose: KeyRecord.Purpose {
        get throws {
            switch (usages.allow(.signing), usages.allow(.encryption)) {
            case (true, false): return .signing
            case (false, true): return .encryption
            default:
                throw AdministrationError(
                    "purpose-needed", "The certificate does not tell whether it is for signing or for encryption.",
                    remedy: "Say which with --purpose.", exit: .usage)
            }
        }
    }
}
