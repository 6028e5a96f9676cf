import Certificates
import CommandOutcome
import Cryptography
import Exchange
import Foundation
public import Identifiers
import Keys
public import Store

/// The tenant's own keys and certificates.
public struct CertificateList: AdministrationRequest {
    public static let name = "certificate.list"
    public struct Reply: Codable, Sendable, Equatable {
        public let certificates: [CertificateSummary]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let setup = try await TenantSetup.read(try await session.tenant(tenant), in: session)
        return Reply(certificates: setup.keys.map { CertificateSummary($0, among: setup.keys, now: session.now) })
    }
}

/// Makes a key and a request for a certificate to send to the issuer.
public struct CertificateRequest: AdministrationRequest {
    public static let name = "certificate.request"
    /// Bits of a new key.
    static let keyBits = 3072

    public struct Reply: Codable, Sendable, Equatable {
        /// Nil in a dry run.
        public let key: CertificateSummary?
        /// PEM of the request (PKCS #10); empty in a dry run.
        public let request: String
    }

    public var tenant: TenantID?
    public var purpose: KeyRecord.Purpose
    /// What people call the user of the certificate; the tenant's name when nil.
    public var commonName: String?

    public init(tenant: TenantID?, purpose: KeyRecord.Purpose, commonName: String? = nil) {
        self.tenant = tenant
        self.purpose = purpose
        self.commonName = commonName
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let key = try PrivateKey.generateRSA(bits: Self.keyBits)
        let pem: [UInt8]
        do {
            pem = try CertificateSigningRequest.make(
                key: key, organisation: tenant.name, organisationNumber: tenant.organisationNumber,
                commonName: commonName ?? tenant.name, purpose: purpose.ofCertificate)
        } catch {
            throw AdministrationError(
                "name-unusable", "A certificate's names have at most 64 characters.",
                remedy: "Give a shorter one with --common-name, or shorten the tenant's name.", exit: .data)
        }
        if session.dryRun { return Reply(key: nil, request: "") }
        let record = try KeyWrapping(session: session, tenant: tenant).record(key, purpose: purpose, certificate: nil)
        let detail = ["key": record.id, "purpose": purpose.rawValue]
        let all = try await session.change(tenant, detail) { transaction in
            try transaction.put(record)
            return try transaction.records(KeyRecord.self)
        }
        return Reply(
            key: CertificateSummary(record, among: all, now: session.now), request: String(decoding: pem, as: UTF8.self)
        )
    }
}

/// Takes a new generation into use, or one again that was superseded.
public struct CertificateActivate: AdministrationRequest {
    public static let name = "certificate.activate"
    public struct Reply: Codable, Sendable, Equatable {
        public let certificate: CertificateSummary
        /// The one that was in use until now.
        public let superseded: String?
    }

    public var tenant: TenantID?
    /// The key's id, or as many of its first digits as are needed.
    public var key: String

    public init(tenant: TenantID?, key: String) {
        self.tenant = tenant
        self.key = key
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        // The record of it names the whole id, however much of it was given.
        let id = try await TenantSetup.read(tenant, in: session).keys.key(key).id
        let (key, now) = (id, session.now)
        return try await session.change(tenant, ["key": key]) { transaction in
            var all = try transaction.records(KeyRecord.self)
            var record = try all.key(key)
            guard let certificate = record.readCertificate, record.retiredAt == nil else {
                throw AdministrationError(
                    "not-usable", "The key \(record.id) has no certificate yet, or is retired.", exit: .data)
            }
            guard certificate.isValid(at: now) else {
                throw AdministrationError(
                    "not-valid", "The certificate is not valid today, so it cannot be taken into use.", exit: .data)
            }
            let before = all.active(record.purpose)
            if before?.id != record.id || record.generation == 0 {
                record.generation = (all.filter { $0.purpose == record.purpose }.map(\.generation).max() ?? 0) + 1
                try transaction.put(record)
                all = try transaction.records(KeyRecord.self)
            }
            return Reply(
                certificate: CertificateSummary(record, among: all, now: now),
                superseded: before?.id == record.id ? nil : before?.id)
        }
    }
}

/// Takes a key out of use for good: it signs nothing and no new message is encrypted for it.
public struct CertificateRetire: AdministrationRequest {
    public static let name = "certificate.retire"
    public struct Reply: Codable, Sendable, Equatable {
        public let certificate: CertificateSummary
    }

    public var tenant: TenantID?
    public var key: String
    /// Also when it is the one in use.
    public var force: Bool

    public init(tenant: TenantID?, key: String, force: Bool = false) {
        self.tenant = tenant
        self.key = key
        self.force = force
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        // The record of it names the whole id, however much of it was given.
        let id = try await TenantSetup.read(tenant, in: session).keys.key(key).id
        let (key, force, now) = (id, force, session.now)
        return try await session.change(tenant, ["key": key]) { transaction in
            let all = try transaction.records(KeyRecord.self)
            var record = try all.key(key)
            if all.active(record.purpose)?.id == record.id, !force {
                throw AdministrationError(
                    "in-use", "This is the \(record.purpose.rawValue) certificate in use.",
                    remedy: "Activate another one first, or add --force.", exit: .data)
            }
            if record.retiredAt == nil {
                record.retiredAt = now
                try transaction.put(record)
            }
            let after = try transaction.records(KeyRecord.self)
            return Reply(certificate: CertificateSummary(record, among: after, now: now))
        }
    }
}

extension [KeyRecord] {
    /// The key whose id begins so. Throws when none or more than one does.
    func key(_ prefix: String) throws -> KeyRecord {
        let fitting = filter { $0.id.hasPrefix(prefix.lowercased()) }
        guard let only = fitting.first, fitting.count == 1, !prefix.isEmpty else {
            throw AdministrationError(
                "key-unknown", fitting.isEmpty ? "There is no key \(prefix)." : "Several keys begin with \(prefix).",
                remedy: "`budstikke certificate list` shows them.", exit: .noInput)
        }
        return only
    }
}

/// Wraps a new private key for one tenant.
struct KeyWrapping {
    let session: AdministrationSession
    let tenant: Tenant

    /// The record of a key that is not yet in use.
    func record(_ key: PrivateKey, purpose: KeyRecord.Purpose, certificate: Certificate?) throws -> KeyRecord {
        let id = key.publicKey.fingerprint
        let wrapped = try session.administration.masterKey.wrap(
            try key.pkcs8DER, context: TenantSettings.context(tenant.id, id))
        return KeyRecord(
            id: id, purpose: purpose, generation: 0, wrapped: wrapped,
            certificate: certificate.map { String(decoding: $0.pem, as: UTF8.self) }, createdAt: session.now)
    }
}
