import Certificates
import Cryptography
import Foundation
import HTTPListening
import Identifiers
import IplosExtract
import Keys
import Logging
import NIOCore
import NationalIdentity
import OsloCalendar
import Reporting
import SealedSubmission
import SendModule
import Synchronization
import TestSupport
import Trustee

/// A municipality's office and the real send module on a real socket: all invented.
final class SendingScene: Sendable {
    static let start = Date(timeIntervalSince1970: 1_484_395_200)
    static let year = 2016
    static let pin = "4711"
    static let north = SyntheticOrganisations.northMunicipality
    static let south = SyntheticOrganisations.southMunicipality
    static let trustee = SyntheticOrganisations.hospital
    static let register = SyntheticOrganisations.generalPractice
    static let claim = LogInClaim(unit: ReportingUnit("9901-00")!, organisation: north.number)
    static let contact = Contact(
        name: "Bjørg Prøvesen", email: "iplos@nordbygda.kommune.example", phone: "68050001", role: "IPLOS-kontakt")

    let scratch: ScratchDirectory
    let authority: SyntheticAuthority
    let clock: Clock
    let store: TrusteeStore
    let keeper: TestKeeper
    let returnKey: PrivateKey
    private let signing: [KeyHolder: SyntheticAuthority.Identity]
    private let encryption: [KeyHolder: SyntheticAuthority.Identity]

    final class Clock: Sendable {
        private let time: Mutex<Date>
        init(_ now: Date) { time = Mutex(now) }
        var now: Date { time.withLock { $0 } }
        func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
    }

    /// - Parameter publishing: the parties whose key the send module has.
    init(now: Date = SendingScene.start, publishing: [KeyHolder] = KeyHolder.allCases) async throws {
        scratch = try ScratchDirectory()
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        clock = Clock(now)
        let parties: [KeyHolder: SyntheticOrganisations.Organisation] = [
            .trustee: Self.trustee, .register: Self.register,
        ]
        let authority = authority
        signing = try parties.mapValues { try authority.issue($0, purpose: .signing, now: now) }
        encryption = try parties.mapValues { try authority.issue($0, purpose: .encryption, now: now) }
        keeper = TestKeeper(try authority.issue(Self.north, purpose: .signing, now: now))
        returnKey = try SyntheticKeys.ofThisProcess.key("return")
        store = try await TrusteeStore.open(
            directory: scratch.path("trustee"), masterKey: MasterKey(bytes: [UInt8](repeating: 7, count: 32)))
        try await store.importMunicipalities(
            [
                Municipality(
                    number: MunicipalityNumber("9901")!, name: "Nordbygda", organisationNumber: Self.north.number),
                Municipality(
                    number: MunicipalityNumber("9902")!, name: "Sørvågen", organisationNumber: Self.south.number),
            ], by: "kari", at: now)
        try await store.importPINs([MunicipalityNumber("9901")!: Self.pin], by: "kari", at: now)
        let own = encryption[.trustee]!
        try await store.addOwnKey(own.key, certificate: own.certificate, year: Self.year, by: "kari", at: now)
        for holder in publishing {
            let signed = try published(holder)
            try await store.keep(
                signed, verified: verification(Self.year).verify(signed, as: holder), by: "kari", at: now)
        }
    }

    // MARK: - Keys

    /// A party's key of the year as it publishes it.
    /// - Parameters:
    ///   - signer: in place of the holder itself.
    ///   - minimum: the oldest client that may use it.
    func published(
        _ holder: KeyHolder, year: Int = SendingScene.year, signer: KeyHolder? = nil, minimum: String = "0.1.0",
        certificate: Certificate? = nil
    ) throws -> [UInt8] {
        let identity = signing[signer ?? holder]!
        let now = clock.now
        return try PublishedKey(
            holder: holder, year: year, notBefore: now - 86_400, notAfter: now + 90 * 86_400,
            certificate: certificate ?? encryption[holder]!.certificate, minimumClientVersion: ClientVersion(minimum)!
        ).signed(key: identity.key, certificate: identity.certificate, at: now)
    }

    var signers: SignerVerification {
        SignerVerification(trust: authority.trustStore, revocation: RevocationLists(required: false), now: clock.now)
    }

    func verification(_ year: Int) -> PublishedKeyVerification {
        PublishedKeyVerification(
            signers: signers, year: year, client: ClientVersion("0.1.0")!, trustee: Self.trustee.number,
            register: Self.register.number)
    }

    func trusteeSigner() -> TrusteeSigner {
        TrusteeSigner(key: signing[.trustee]!.key, certificate: signing[.trustee]!.certificate)
    }

    // MARK: - The municipality

    var office: SendingOffice { office(of: Self.north.number, agreed: [Self.claim]) }

    func office(of organisation: OrganisationNumber?, agreed: [LogInClaim]) -> SendingOffice {
        SendingOffice(
            organisation: organisation, agreed: agreed, trustee: Self.trustee.number,
            register: Self.register.number, version: ClientVersion("0.1.0")!, signers: { [self] in signers })
    }

    /// Seals an extract of invented persons, and gives the folder.
    func sealed(
        _ name: String = "sealed", persons: Int = 12, kind: SubmissionKind = .ordinary, sequence: Int = 1,
        municipality: String = "9901", year: Int = SendingScene.year, partSize: Int = PartLimits.usualPayload,
        trusteeKey: [UInt8]? = nil, registerKey: [UInt8]? = nil
    ) async throws -> SubmissionFolder {
        let generator = ExtractGenerator(
            persons: persons, seed: 3, municipality: MunicipalityNumber(municipality)!, year: year)
        var octets: [UInt8] = []
        try generator.write { octets += $0 }
        let extract = ExtractFile(path: try scratch.write(octets, to: "\(name).xml"))
        let (now, key, folder) = (clock.now, returnKey.publicKey, SubmissionFolder(path: scratch.path(name)))
        let trusteeKey = try trusteeKey ?? published(.trustee, year: year)
        let registerKey = try registerKey ?? published(.register, year: year)
        let verification = verification(year)
        let sealing = ReportSealing(
            ReportSealing.Order(
                kind: kind, contact: Self.contact,
                client: SealingClient(name: "budstikke", version: ClientVersion("0.1.0")!),
                keys: { _ in try verification.verify(trustee: trusteeKey, register: registerKey) }, partSize: partSize),
            check: ReportCheck.Options(realm: .test),
            keeper: sealingKeeper(sequence: sequence, now: now, returnKey: key))
        return try await sealing.run(extract, companion: nil) { _, _, _ in folder }.folder
    }

    func sealingKeeper(sequence: Int, now: Date, returnKey: PublicKey) -> ReportSealing.Keeper {
        let identity = keeper.identity
        return ReportSealing.Keeper(
            begin: { _, _, _ in
                ReportSealing.Begun(
                    submission: SubmissionID(random: SecureRandom.bytes(16))!, organisation: Self.north.number,
                    sequence: sequence, returnKey: returnKey, at: now)
            },
            withdraw: { _ in },
            sign: { try $0.signed(key: identity.key, certificate: identity.certificate, at: now) })
    }

    func client(_ port: Int, trustRoots: String? = nil, scheme: String = "http") throws -> SendModuleClient {
        try SendModuleClient(
            SendModuleClient.Settings(
                address: HTTPAddress("\(scheme)://127.0.0.1:\(port)/Sendemodul/")!, allowedHosts: .loopback,
                trustRootsFile: trustRoots))
    }

    func sending(
        _ client: SendModuleClient, way: LogInWay? = nil, office: SendingOffice? = nil
    ) -> ReportSending {
        ReportSending(
            to: client, office: office ?? self.office, logIn: way ?? .certificate(keeper), patience: .test)
    }

    // MARK: - The send module

    /// The real one, for as long as `use` takes.
    func serving<Value: Sendable>(
        season: SeasonCalendar = .usual(yearReported: SendingScene.year), minimum: String = "0.1.0",
        tls: HTTPListenerTLS? = nil, _ use: (Int) async throws -> Value
    ) async throws -> Value {
        let (trust, signer) = (authority.trustStore, trusteeSigner())
        let api = SendModuleAPI(
            SendModuleAPI.Surroundings(
                store: store, pins: PinLogin(store: store, hashing: Self.quick),
                rules: { [store, trust, signer] in
                    SendModuleAPI.Rules(
                        intake: Intake(
                            store: store, signer: signer, trust: trust,
                            rules: IntakeRules(season: season, minimumClientVersion: ClientVersion(minimum)!)),
                        certificates: CertificateLogin(store: store, trust: trust), trust: trust, season: season,
                        pinLetter: SendModuleAPI.PinLetter(
                            sent: CivilDate(year: 2016, month: 11, day: 15)!, recipient: "postmottak"))
                },
                revocation: { RevocationLists(required: false) }, clock: { [clock] in clock.now }, arrived: { _ in },
                report: { _ in }))
        let listener = SendModuleListener(
            api, settings: HTTPListenerSettings(host: "127.0.0.1", port: 0, tls: tls),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await RunningListener.with { bound in
            try await listener.run { bound($0.port) }
        } _: {
            try await use($0)
        }
    }

    /// The hash of a PIN is the PIN itself.
    private static var quick: PinHashing {
        PinHashing(dummy: "nobody's") {
            $0
        } verify: {
            $0 == $1
        }
    }
}
