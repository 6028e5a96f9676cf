import AddressRegister
import Certificates
import Exchange
public import Foundation
public import Identifiers

/// A communication party as the address register has it.
public struct RegisteredParty: Codable, Sendable, Equatable {
    public let her: HERId
    public let name: String
    public let organisationNumber: OrganisationNumber?
    public let parent: HERId?
    public let active: Bool
    public let ediAddress: EDIAddress?
    public let signingCertificate: JudgedCertificate?
    public let encryptionCertificate: JudgedCertificate?

    init(_ party: CommunicationParty, trust: PartnerTrust, now: Date) {
        her = party.her
        name = party.name
        organisationNumber = party.organisationNumber
        parent = party.parentHER
        active = party.isActive
        ediAddress = party.ediAddress
        signingCertificate = party.signingCertificate.map {
            JudgedCertificate($0, for: .signing, of: party.organisationNumber, trust: trust, now: now)
        }
        encryptionCertificate = party.encryptionCertificate.map {
            JudgedCertificate($0, for: .encryption, of: party.organisationNumber, trust: trust, now: now)
        }
    }
}

/// A certificate and what this installation thinks of it today.
public struct JudgedCertificate: Codable, Sendable, Equatable {
    public let subject: String
    public let issuer: String
    public let serialNumber: String
    public let notAfter: Date
    public let trusted: Bool
    /// Why not, one sentence.
    public let refusal: String?

    init(
        _ certificate: Certificate, for purpose: CertificatePurpose, of organisation: OrganisationNumber?,
        trust: PartnerTrust, now: Date
    ) {
        subject = certificate.subjectDescription
        issuer = certificate.issuerName
        serialNumber = certificate.serialNumberHex
        notAfter = certificate.notAfter
        switch trust.verdict(on: certificate, for: purpose, of: organisation, at: now) {
        case .trusted:
            trusted = true
            refusal = nil
        case .refused(let reason):
            trusted = false
            refusal = reason.description
        }
    }
}
