import Certificates
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport

/// A municipality that reports, with the trustee and the register it reports to: all invented.
struct Municipality {
    let now: Date
    let authority: SyntheticAuthority
    let signer: SyntheticAuthority.Identity
    let returnKey: PrivateKey
    let trustee: Party
    let register: Party
    let submission: SubmissionID
    let unit = ReportingUnit(municipality: MunicipalityNumber("9901")!)
    let organisation = SyntheticOrganisations.northMunicipality

    /// One of the two parties that open something.
    struct Party {
        let organisation: SyntheticOrganisations.Organisation
        let signer: SyntheticAuthority.Identity
        let encryption: SyntheticAuthority.Identity

        init(_ organisation: SyntheticOrganisations.Organisation, by authority: SyntheticAuthority, now: Date) throws {
            self.organisation = organisation
            signer = try authority.issue(organisation, purpose: .signing, now: now)
            encryption = try authority.issue(organisation, purpose: .encryption, now: now)
        }

        var fingerprint: KeyFingerprint { KeyFingerprint(of: encryption.key.publicKey) }
    }

    init(_ seed: UInt8 = 1) throws {
        now = Date(timeIntervalSince1970: 1_484_400_000)
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        signer = try authority.issue(organisation, purpose: .signing, now: now)
        returnKey = try SyntheticKeys.ofThisProcess.key("return")
        trustee = try Party(SyntheticOrganisations.hospital, by: authority, now: now)
        register = try Party(SyntheticOrganisations.generalPractice, by: authority, now: now)
        submission = SubmissionID(random: [UInt8](repeating: seed, count: 16))!
    }

    var signers: SignerVerification {
        SignerVerification(trust: authority.trustStore, revocation: RevocationLists(required: false), now: now)
    }

    /// Seals records into parts of one role.
    func parts(_ role: PartRole, _ records: [[UInt8]], partSize: Int = 100, submission id: SubmissionID? = nil) throws
        -> [SealedPart]
    {
        let recipient = role == .identity ? trustee : register
        let box = Box()
        var sealer = PartSealer(
            role: role, submission: id ?? submission, recipient: recipient.encryption.certificate, partSize: partSize
        ) { box.parts.append($0) }
        for record in records { try sealer.append(record) }
        let entries = try sealer.finish()
        precondition(entries == box.parts.map(\.entry))
        return box.parts
    }

    func manifest(_ parts: [SealedPart]) -> SubmissionManifest {
        SubmissionManifest(
            submission: submission, unit: unit, organisation: organisation.number, year: 2016,
            period: ReportingPeriod(year: 2016), kind: .ordinary, sequence: 1, revision: "3.0", personCount: 3,
            createdAt: now,
            client: SealingClient(name: "budstikke", version: ClientVersion("1.4.0")!),
            contact: Contact(
                name: "Kari Ås", email: "iplos@nordbygda.kommune.example", phone: "+47 68 05 00 00",
                role: "IPLOS-kontakt"),
            returnKey: returnKey.publicKey, trusteeKey: trustee.fingerprint, registerKey: register.fingerprint,
            partSize: 100, parts: parts.map(\.entry))
    }

    func sign(_ document: some SignedDocument) throws -> [UInt8] {
        try document.signed(key: signer.key, certificate: signer.certificate, at: now)
    }

    func expectation(_ holder: KeyHolder = .trustee) -> ManifestVerification.Expectation {
        ManifestVerification.Expectation(
            holder: holder, keys: [holder == .trustee ? trustee.fingerprint : register.fingerprint],
            minimumClientVersion: ClientVersion("1.4.0")!, unit: unit, organisation: organisation.number, year: 2016)
    }

    func verify(_ signed: [UInt8], _ holder: KeyHolder = .trustee) throws(SubmissionFault) -> VerifiedManifest {
        try ManifestVerification(signers: signers, expecting: expectation(holder)).verify(signed)
    }

    /// A whole submission: three persons in two parts of identity and two of content.
    func whole() throws -> (manifest: VerifiedManifest, identity: [SealedPart], content: [SealedPart]) {
        let identity = try parts(.identity, (1...3).map { [UInt8](repeating: $0, count: 40) })
        let content = try parts(.content, (11...13).map { [UInt8](repeating: $0, count: 50) })
        return (try verify(sign(manifest(identity + content))), identity, content)
    }

    private final class Box {
        var parts: [SealedPart] = []
    }
}
