import Certificates
public import Foundation
public import Store

/// One of the tenant's own keys and its certificate, as commands show them. Never the key itself.
public struct CertificateSummary: Codable, Sendable, Equatable {
    public enum State: String, Codable, Sendable {
        /// Used for signing, or the one that partners should encrypt for.
        case active
        /// Imported, and not yet taken into use.
        case waiting
        /// An older generation: opens late messages, signs nothing.
        case superseded
        /// A request is out; the certificate has not come.
        case requested
        case retired
    }

    /// The first 16 hexadecimal digits of SHA-256 over the public key.
    public let id: String
    public let purpose: KeyRecord.Purpose
    public let generation: Int
    public let state: State
    public let subject: String?
    public let issuer: String?
    public let serialNumber: String?
    public let notBefore: Date?
    public let notAfter: Date?
    /// Whole days until it expires, negative afterwards.
    public let daysLeft: Int?
    public let createdAt: Date
    public let retiredAt: Date?

    init(_ record: KeyRecord, among all: [KeyRecord], now: Date) {
        let certificate = record.readCertificate
        id = record.id
        purpose = record.purpose
        generation = record.generation
        subject = certificate?.subjectDescription
        issuer = certificate?.issuerName
        serialNumber = certificate?.serialNumberHex
        notBefore = certificate?.notBefore
        notAfter = certificate?.notAfter
        daysLeft = certificate.map { Int(($0.notAfter.timeIntervalSince(now) / 86_400).rounded(.down)) }
        createdAt = record.createdAt
        retiredAt = record.retiredAt
        state =
            if record.retiredAt != nil {
                .retired
            } else if record.certificate == nil {
                .requested
            } else if all.active(record.purpose)?.id == record.id {
                .active
            } else {
                record.generation == 0 ? .waiting : .superseded
            }
    }
}

/// One line of the profile report about a certificate (M-088).
public struct ProfileRemark: Codable, Sendable, Equatable {
    public let code: String
    /// `ok`, `warning` or `error`.
    public let severity: String
    public let sentence: String

    init(_ finding: ProfileFinding) {
        code = finding.code.rawValue
        severity = finding.severity.rawValue
        sentence = finding.sentence
    }
}

extension KeyRecord.Purpose {
    var ofCertificate: CertificatePurpose {
        switch self {
        case .signing: .signing
        case .encryption: .encryption
        }
    }
}
