import Certificates
import Cryptography
import Foundation
import Identifiers
import IplosExtract
import NationalIdentity
import Reporting
import SealedSubmission
import TestSupport

/// A municipality that seals its report, and the two parties that can open it: all invented.
struct ReportingOffice {
    let now = Date(timeIntervalSince1970: 1_484_400_000)
    let scratch: ScratchDirectory
    let authority: SyntheticAuthority
    let signer: SyntheticAuthority.Identity
    let trustee: SyntheticAuthority.Identity
    let register: SyntheticAuthority.Identity
    let returnKey: PrivateKey
    let unit = ReportingUnit(municipality: MunicipalityNumber("9901")!)
    let organisation = SyntheticOrganisations.northMunicipality
    private let publishedTrustee: [UInt8]
    private let publishedRegister: [UInt8]

    init() throws {
        scratch = try ScratchDirectory()
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        signer = try authority.issue(organisation, purpose: .signing, now: now)
        trustee = try authority.issue(SyntheticOrganisations.hospital, purpose: .encryption, now: now)
        register = try authority.issue(SyntheticOrganisations.generalPractice, purpose: .encryption, now: now)
        returnKey = try SyntheticKeys.ofThisProcess.key("return")
        let trusteeSigner = try authority.issue(SyntheticOrganisations.hospital, purpose: .signing, now: now)
        let registerSigner = try authority.issue(SyntheticOrganisations.generalPractice, purpose: .signing, now: now)
        publishedTrustee = try Self.published(.trustee, trustee.certificate, trusteeSigner, now)
        publishedRegister = try Self.published(.register, register.certificate, registerSigner, now)
    }

    private static func published(
        _ holder: KeyHolder, _ certificate: Certificate, _ signer: SyntheticAuthority.Identity, _ now: Date
    ) throws -> [UInt8] {
        try PublishedKey(
            holder: holder, year: 2016, notBefore: now - 1, notAfter: now + 86_400, certificate: certificate,
            minimumClientVersion: ClientVersion("0.1.0")!
        ).signed(key: signer.key, certificate: signer.certificate, at: now)
    }

    private var signers: SignerVerification {
        SignerVerification(trust: authority.trustStore, revocation: RevocationLists(required: false), now: now)
    }

    func keys(_ year: Int) throws -> VerifiedKeys {
        try PublishedKeyVerification(
            signers: signers, year: year, client: ClientVersion("0.1.0")!,
            trustee: SyntheticOrganisations.hospital.number,
            register: SyntheticOrganisations.generalPractice.number
        ).verify(trustee: publishedTrustee, register: publishedRegister)
    }

    /// Writes an extract and gives its path.
    func extract(
        _ persons: Int, name: String = "extract.xml", year: Int = 2016, faults: [PlantedFault: Int] = [:]
    ) throws -> ExtractFile {
        var octets: [UInt8] = []
        try generator(persons, year: year, faults: faults).write { octets += $0 }
        return ExtractFile(path: try scratch.write(octets, to: name))
    }

    func generator(_ persons: Int, year: Int = 2016, faults: [PlantedFault: Int] = [:]) -> ExtractGenerator {
        ExtractGenerator(persons: persons, seed: 3, municipality: unit.municipality, year: year, faults: faults)
    }

    func sealing(
        _ kind: SubmissionKind = .ordinary, partSize: Int = PartLimits.usualPayload,
        withdraw: @escaping @Sendable (SubmissionID) -> Void = { _ in },
        sign: (@Sendable (SubmissionManifest) async throws -> [UInt8])? = nil
    ) -> ReportSealing {
        let (signer, now, organisation, key) = (signer, now, organisation.number, returnKey.publicKey)
        let order = ReportSealing.Order(
            kind: kind,
            contact: Contact(
                name: "Bjørg Prøvesen", email: "iplos@nordbygda.example", phone: "68050001", role: "IPLOS-kontakt"),
            client: SealingClient(name: "budstikke", version: ClientVersion("0.1.0")!), keys: { try keys($0) },
            partSize: partSize)
        return ReportSealing(
            order, check: ReportCheck.Options(realm: .test),
            keeper: .init(
                begin: { _, _, _ in
                    ReportSealing.Begun(
                        submission: SubmissionID(random: [UInt8](repeating: 7, count: 16))!,
                        organisation: organisation, sequence: 4, returnKey: key, at: now)
                },
                withdraw: withdraw,
                sign: sign ?? { try $0.signed(key: signer.key, certificate: signer.certificate, at: now) }))
    }

    func folder() -> SubmissionFolder { SubmissionFolder(path: scratch.path("sealed")) }

    /// The manifest as one of the two receivers verifies it.
    func verified(_ signed: [UInt8], by holder: KeyHolder) throws -> VerifiedManifest {
        let key = holder == .trustee ? trustee.key : register.key
        return try ManifestVerification(
            signers: signers,
            expecting: .init(
                holder: holder, keys: [KeyFingerprint(of: key.publicKey)],
                minimumClientVersion: ClientVersion("0.1.0")!, unit: unit, organisation: organisation.number,
                year: 2016)
        ).verify(signed)
    }

    /// The payloads of one role, opened by whom they are for.
    func payloads(_ folder: SubmissionFolder, _ role: PartRole) throws -> [[UInt8]] {
        let holder: KeyHolder = role == .identity ? .trustee : .register
        let identity = role == .identity ? trustee : register
        var opener = try PartOpener(
            verified(folder.signedManifest(), by: holder), role: role, key: identity.key,
            certificate: identity.certificate)
        return try opener.entries.map { try opener.payload(of: $0.index, folder.part($0)) }
    }
}
