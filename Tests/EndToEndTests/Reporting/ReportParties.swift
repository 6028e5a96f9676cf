import Certificates
import Cryptography
import Foundation
import Identifiers
import Keys
import NationalIdentity
import OsloCalendar
import Register
import SealedSubmission
import TestSupport

@testable import Trustee

/// The trusted third party and the register of one test, each with a data directory of its own: engines in this process,
/// since their programs come later.
struct ReportParties {
    let now: Date
    let scratch: ScratchDirectory
    let authority: SyntheticAuthority
    let municipality: SyntheticOrganisations.Organisation
    let trustee: SyntheticOrganisations.Organisation
    let register: SyntheticOrganisations.Organisation
    let unit = ReportingUnit(municipality: MunicipalityNumber("9901")!)
    let year = 2016
    private let signing: [KeyHolder: SyntheticAuthority.Identity]
    private let encryption: [KeyHolder: SyntheticAuthority.Identity]

    /// - Parameter authority: who issues everybody's certificates; one of its own when nil.
    init(
        now: Date, authority: SyntheticAuthority? = nil,
        municipality: SyntheticOrganisations.Organisation = SyntheticOrganisations.northMunicipality,
        trustee: SyntheticOrganisations.Organisation = SyntheticOrganisations.hospital,
        register: SyntheticOrganisations.Organisation = SyntheticOrganisations.generalPractice
    ) throws {
        self.now = now
        (self.municipality, self.trustee, self.register) = (municipality, trustee, register)
        scratch = try ScratchDirectory()
        let authority = try authority ?? SyntheticAuthority(name: "Prøve", now: now)
        self.authority = authority
        signing = [
            .trustee: try authority.issue(trustee, purpose: .signing, now: now),
            .register: try authority.issue(register, purpose: .signing, now: now),
        ]
        encryption = [
            .trustee: try authority.issue(trustee, purpose: .encryption, now: now),
            .register: try authority.issue(register, purpose: .encryption, now: now),
        ]
    }

    func signer(_ holder: KeyHolder) throws -> SyntheticAuthority.Identity { signing[holder]! }
    func key(_ holder: KeyHolder) throws -> SyntheticAuthority.Identity { encryption[holder]! }

    /// The party's key of the year as it publishes it.
    func published(_ holder: KeyHolder) throws -> [UInt8] {
        let identity = try signer(holder)
        return try PublishedKey(
            holder: holder, year: year, notBefore: now - 60, notAfter: now + 86_400,
            certificate: key(holder).certificate, minimumClientVersion: ClientVersion("0.1.0")!
        ).signed(key: identity.key, certificate: identity.certificate, at: now)
    }

    /// What the trustee does with a sealed folder: takes it in, gives pseudonyms, and hands it on.
    func trusteeWorks(_ folder: String, submission: SubmissionID) async throws -> RegisterDelivery {
        let store = try await TrusteeStore.open(
            directory: scratch.path("trustee"), masterKey: MasterKey(bytes: [UInt8](repeating: 7, count: 32)))
        try await store.importMunicipalities(
            [
                Trustee.Municipality(
                    number: unit.municipality, name: municipality.name, organisationNumber: municipality.number)
            ], by: "kari", at: now)
        let own = try key(.trustee)
        try await store.addOwnKey(own.key, certificate: own.certificate, year: year, by: "kari", at: now)
        let signers = SignerVerification(
            trust: authority.trustStore, revocation: RevocationLists(required: false), now: now)
        let registerKey = try published(.register)
        try await store.keep(
            registerKey,
            verified: PublishedKeyVerification(
                signers: signers, year: year, client: ClientVersion("0.1.0")!, trustee: trustee.number,
                register: register.number
            ).verify(registerKey, as: .register), by: "kari", at: now)
        let identity = try signer(.trustee)
        let signer = TrusteeSigner(key: identity.key, certificate: identity.certificate)
        let intake = Trustee.Intake(
            store: store, signer: signer, trust: authority.trustStore,
            rules: IntakeRules(season: .usual(yearReported: year), minimumClientVersion: ClientVersion("0.1.0")!))
        let sender = Admission(unit: unit, organisationNumber: municipality.number, way: .certificate, at: now)
        let manifest = try Self.read("\(folder)/manifest.p7s")
        guard
            case .upload(let plan) = try await intake.begin(
                manifest, by: sender, revocation: RevocationLists(required: false), now: now)
        else { throw Stopped(at: "begin") }
        for part in plan.parts {
            let bytes = try Self.read("\(folder)/\(part.name.fileName)")
            // Cut in the middle, as a line may be.
            let middle = bytes.count / 2
            _ = try await intake.append(Array(bytes[..<middle]), to: part.name, of: submission, at: 0, by: sender)
            _ = try await intake.append(Array(bytes[middle...]), to: part.name, of: submission, at: middle, by: sender)
        }
        guard case .received = try await intake.complete(submission, by: sender, hasManifest: true, now: now) else {
            throw Stopped(at: "complete")
        }
        let vault = try await store.vault(for: RegisterName("iplos")!)
        let work = Pseudonymisation(
            store: store, vault: vault, signer: signer, trust: authority.trustStore,
            realms: IdentityRealms(counted: .production))
        guard case .mapped = try await work.run(submission, now: now) else { throw Stopped(at: "pseudonyms") }
        return try await store.delivery(of: submission)
    }

    func registerStore() throws -> RegisterStore {
        try RegisterStore(
            directory: scratch.path("register"), masterKey: MasterKey(bytes: [UInt8](repeating: 9, count: 32)))
    }

    /// What the register does with the delivery, to the archive with its password.
    /// - Parameter exchange: where the municipality is reached in the exchange of messages.
    func registerWorks(
        _ delivery: RegisterDelivery, in opened: RegisterStore? = nil, exchange: ExchangeParty? = nil
    ) throws -> ReleasedArchive {
        let store = try opened ?? registerStore()
        try store.keep(
            Register.Municipality(
                unit: unit, name: municipality.name, organisationNumber: municipality.number,
                sharedAddress: "postmottak@nordbygda.kommune.example", language: .bokmål, exchange: exchange))
        try store.keep(SeasonCalendar.usual(yearReported: year))
        let own = try key(.register)
        let trust = try RegisterTrust(
            trust: authority.trustStore, revocation: RevocationLists(required: false), trustee: trustee.number,
            register: register.number, minimumClientVersion: ClientVersion("0.1.0")!,
            encryption: [RegisterKeyPair(key: own.key, certificate: own.certificate, year: year)],
            trusteeKeys: [key(.trustee).key.publicKey])
        let intake = Register.Intake(store: store, trust: trust)
        guard case .wanted = try intake.begin(manifest: delivery.manifest, statement: delivery.statement, now: now)
        else { throw Stopped(at: "register begin") }
        for (name, path) in delivery.files.sorted(by: { $0.key < $1.key }) {
            _ = try intake.add(name, Self.read(path), to: delivery.submission, now: now)
        }
        guard case .received = try intake.complete(delivery.submission, now: now) else {
            throw Stopped(at: "register complete")
        }
        _ = try Join(store: store, trust: trust).run(delivery.submission, now: now)
        _ = try Controls(store: store).run(delivery.submission, now: now)
        _ = try Feedback(store: store, trust: trust).release(delivery.submission, now: now)
        guard let archive = try store.archive(of: delivery.submission) else { throw Stopped(at: "archive") }
        return archive
    }

    static func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

    /// A stage that did not come to its end.
    struct Stopped: Error {
        let at: String
    }
}
