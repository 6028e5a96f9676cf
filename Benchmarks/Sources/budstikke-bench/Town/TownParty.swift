import Certificates
import Cryptography
import Foundation
import Identifiers
import TestSupport

/// An invented organisation with one service, served as one tenant by one of the bench's servers.
struct TownParty: Sendable {
    let name: String
    let tenant: TenantID
    let number: OrganisationNumber
    let organisationHER: HERId
    let her: HERId
    let ediAddress: EDIAddress
    let signing: SyntheticAuthority.Identity
    let encryption: SyntheticAuthority.Identity

    /// - Parameters:
    ///   - name: letters and digits: names tenant, mailbox and folder.
    ///   - serial: from zero; no two parties of a town share one.
    init(_ name: String, serial: Int, number: OrganisationNumber, authority: SyntheticAuthority, now: Date) throws {
        guard let tenant = TenantID(name), let organisationHER = HERId(820_000 + serial * 10),
            let her = HERId(820_001 + serial * 10), let ediAddress = EDIAddress("edi@\(name).example")
        else { throw BenchError("the party \(name) does not hold") }
        self.name = name
        self.tenant = tenant
        self.number = number
        self.organisationHER = organisationHER
        self.her = her
        self.ediAddress = ediAddress
        func issue(_ purpose: CertificatePurpose) throws -> SyntheticAuthority.Identity {
            try authority.issue(
                organisation: "Bench \(name)", number: number, purpose: purpose, notBefore: now - 86_400,
                notAfter: now + 30 * 86_400)
        }
        signing = try issue(.signing)
        encryption = try issue(.encryption)
    }

    /// As documents name it.
    var inDocuments: SyntheticParty {
        SyntheticParty(
            organisationHER: organisationHER, organisationName: "Bench \(name)", unitHER: her, unitName: "Tjeneste")
    }

    /// Its two entries in the register's file: organisation and service.
    var registerEntry: [String] {
        func block(_ key: String, _ certificate: Certificate) -> [String] {
            let lines = String(decoding: certificate.pem, as: UTF8.self).split(separator: "\n")
            return ["    \(key): |"] + lines.map { "      \($0)" }
        }
        var lines = [
            "  - her: \(organisationHER)", "    name: \"Bench \(name)\"", "    organisationNumber: \"\(number)\"",
        ]
        lines += block("signingCertificate", signing.certificate)
        lines += block("encryptionCertificate", encryption.certificate)
        lines += ["  - her: \(her)", "    parent: \(organisationHER)", "    name: \"Tjeneste\""]
        return lines + ["    ediAddress: \(ediAddress)"]
    }
}
