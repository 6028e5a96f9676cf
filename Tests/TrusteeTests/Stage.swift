import Certificates
import Cryptography
import Foundation
import Identifiers
import Keys
import NationalIdentity
import OsloCalendar
import SealedSubmission
import TestSupport

@testable import Trustee

/// A trustee with a municipality that reports to it and a register behind it: all invented.
struct Stage {
    /// 14 January 2017, 12:00 UTC: in the season of the year 2016.
    static let now = Date(timeIntervalSince1970: 1_484_395_200)
    static let year = 2016
    static let register = RegisterName("iplos")!
    static let north = ReportingUnit(municipality: MunicipalityNumber("9901")!)
    static let south = ReportingUnit(municipality: MunicipalityNumber("9902")!)

    let scratch: ScratchDirectory
    let authority: SyntheticAuthority
    let trusteeSigner: TrusteeSigner
    let trusteeKey: SyntheticAuthority.Identity
    let registerSigner: SyntheticAuthority.Identity
    let registerKey: SyntheticAuthority.Identity

    init() throws {
        scratch = try ScratchDirectory()
        authority = try SyntheticAuthority(name: "Prøve", now: Self.now)
        let (trustee, register) = (SyntheticOrganisations.hospital, SyntheticOrganisations.generalPractice)
        let signing = try authority.issue(trustee, purpose: .signing, now: Self.now)
        trusteeSigner = TrusteeSigner(key: signing.key, certificate: signing.certificate)
        trusteeKey = try authority.issue(trustee, purpose: .encryption, now: Self.now)
        registerSigner = try authority.issue(register, purpose: .signing, now: Self.now)
        registerKey = try authority.issue(register, purpose: .encryption, now: Self.now)
    }

    let registerOrganisation = SyntheticOrganisations.generalPractice.number

    var directory: String { scratch.path("trustee") }
    var trust: TrustStore { authority.trustStore }
    var signers: SignerVerification {
        SignerVerification(trust: trust, revocation: RevocationLists(required: false), now: Self.now)
    }
    static var noLists: RevocationLists { RevocationLists(required: false) }

    func open(masterKey seed: UInt8 = 7) async throws -> TrusteeStore {
        try await TrusteeStore.open(
            directory: directory, masterKey: MasterKey(bytes: [UInt8](repeating: seed, count: 32)))
    }

    /// Opens the store for the first time: both municipalities, the trustee's key and the register's published one.
    func filled() async throws -> TrusteeStore {
        let store = try await open()
        try await store.importMunicipalities(
            [
                Municipality(
                    number: Self.north.municipality, name: "Nordbygda",
                    organisationNumber: SyntheticOrganisations.northMunicipality.number),
                Municipality(
                    number: Self.south.municipality, name: "Sørvågen",
                    organisationNumber: SyntheticOrganisations.southMunicipality.number,
                    agreedDistricts: [DistrictNumber("03")!]),
            ], by: "kari", at: Self.now)
        try await store.addOwnKey(
            trusteeKey.key, certificate: trusteeKey.certificate, year: Self.year, by: "kari", at: Self.now)
        let published = PublishedKey(
            holder: .register, year: Self.year, notBefore: Self.now - 86_400, notAfter: Self.now + 86_400,
            certificate: registerKey.certificate, minimumClientVersion: ClientVersion("1.0.0")!)
        let signed = try published.signed(
            key: registerSigner.key, certificate: registerSigner.certificate, at: Self.now)
        let verified = try PublishedKeyVerification(
            signers: signers, year: Self.year, client: ClientVersion("1.4.0")!,
            trustee: SyntheticOrganisations.hospital.number, register: SyntheticOrganisations.generalPractice.number
        ).verify(signed, as: .register)
        try await store.keep(signed, verified: verified, by: "kari", at: Self.now)
        return store
    }

    func intake(_ store: TrusteeStore, faults: FaultPoint = .none) -> Intake {
        Intake(
            store: store, signer: trusteeSigner, trust: trust,
            rules: IntakeRules(
                season: .usual(yearReported: Self.year), minimumClientVersion: ClientVersion("1.0.0")!),
            faults: faults)
    }

    func pseudonymisation(
        _ store: TrusteeStore, _ vault: Vault, faults: FaultPoint = .none
    ) -> Pseudonymisation {
        Pseudonymisation(
            store: store, vault: vault, signer: trusteeSigner, trust: trust,
            realms: IdentityRealms(counted: .test), faults: faults)
    }

    static func admission(
        _ unit: ReportingUnit = north, way: Admission.Way = .pin, at seconds: TimeInterval = 0
    ) -> Admission {
        let organisation =
            unit.municipality == north.municipality
            ? SyntheticOrganisations.northMunicipality : SyntheticOrganisations.southMunicipality
        return Admission(unit: unit, organisationNumber: organisation.number, way: way, at: now + seconds)
    }
}

/// Throws in place of a crash.
struct Crash: Error {}

extension FaultPoint {
    /// Dies at this point, the first time it is reached.
    static func once(_ point: CrashPoint) -> FaultPoint {
        FaultPoint { if $0 == point { throw Crash() } }
    }
}
