import Certificates
import Cryptography
import Foundation
import HTTPListening
import Identifiers
import Keys
import Logging
import NIOCore
import OsloCalendar
import SealedSubmission
import Synchronization
import TestSupport
import Trustee

@testable import SendModule

/// A send module with two municipalities that may use it: all invented.
final class Scene: Sendable {
    /// 14 January 2017, 12:00 UTC: in the season of the year 2016.
    static let start = Date(timeIntervalSince1970: 1_484_395_200)
    static let year = 2016
    /// Long enough not to stand in an identifier by chance.
    static let pin = "47110815"
    static let north = SyntheticOrganisations.northMunicipality
    static let south = SyntheticOrganisations.southMunicipality

    let scratch: ScratchDirectory
    let authority: SyntheticAuthority
    let trusteeKey: SyntheticAuthority.Identity
    let registerKey: SyntheticAuthority.Identity
    let store: TrusteeStore
    let api: SendModuleAPI
    let clock: Clock
    let arrivals: Arrivals
    let held: Held

    /// Whose revocation list was found missing.
    final class Held: Sendable {
        private let certificates = Mutex<[Certificate]>([])
        var all: [Certificate] { certificates.withLock { $0 } }
        func add(_ certificate: Certificate) { certificates.withLock { $0.append(certificate) } }
    }

    final class Clock: Sendable {
        private let time = Mutex(Scene.start)
        var now: Date { time.withLock { $0 } }
        func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
    }

    final class Arrivals: Sendable {
        private let ids = Mutex<[SubmissionID]>([])
        var all: [SubmissionID] { ids.withLock { $0 } }
        func add(_ id: SubmissionID) { ids.withLock { $0.append(id) } }
    }

    /// - Parameter hashing: in place of one that hashes at once.
    /// - Parameter needsLists: whether a signer without a revocation list is held.
    init(hashing: PinHashing = Scene.quick, needsLists: Bool = false) async throws {
        scratch = try ScratchDirectory()
        let now = Self.start
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        let (trustee, register) = (SyntheticOrganisations.hospital, SyntheticOrganisations.generalPractice)
        let signing = try authority.issue(trustee, purpose: .signing, now: now)
        let registerSigning = try authority.issue(register, purpose: .signing, now: now)
        trusteeKey = try authority.issue(trustee, purpose: .encryption, now: now)
        registerKey = try authority.issue(register, purpose: .encryption, now: now)
        store = try await TrusteeStore.open(
            directory: scratch.path("trustee"), masterKey: MasterKey(bytes: [UInt8](repeating: 7, count: 32)))
        clock = Clock()
        arrivals = Arrivals()
        held = Held()
        let signer = TrusteeSigner(key: signing.key, certificate: signing.certificate)
        let season = SeasonCalendar.usual(yearReported: Self.year)
        let trust = authority.trustStore
        api = SendModuleAPI(
            SendModuleAPI.Surroundings(
                store: store, pins: PinLogin(store: store, hashing: hashing),
                rules: { [store] in
                    SendModuleAPI.Rules(
                        intake: Intake(
                            store: store, signer: signer, trust: trust,
                            rules: IntakeRules(season: season, minimumClientVersion: ClientVersion("1.0.0")!)),
                        certificates: CertificateLogin(store: store, trust: trust), trust: trust, season: season,
                        pinLetter: SendModuleAPI.PinLetter(
                            sent: CivilDate(year: 2016, month: 11, day: 15)!, recipient: "postmottak"))
                },
                revocation: { RevocationLists(required: needsLists) }, held: { [held] in held.add($0) },
                clock: { [clock] in clock.now },
                arrived: { [arrivals] in arrivals.add($0) }, report: { _ in }))
        try await fill(registerSigning)
    }

    /// The hash of a PIN is the PIN itself.
    static var quick: PinHashing {
        PinHashing(dummy: "nobody's") {
            $0
        } verify: {
            $0 == $1
        }
    }

    private func fill(_ registerSigning: SyntheticAuthority.Identity) async throws {
        let now = Self.start
        let municipalities = [
            Municipality(
                number: MunicipalityNumber("9901")!, name: "Nordbygda", organisationNumber: Self.north.number),
            Municipality(
                number: MunicipalityNumber("9902")!, name: "Sørvågen", organisationNumber: Self.south.number,
                agreedDistricts: [DistrictNumber("03")!]),
        ]
        try await store.importMunicipalities(municipalities, by: "kari", at: now)
        let pins = Dictionary(uniqueKeysWithValues: municipalities.map { ($0.number, Self.pin) })
        try await store.importPINs(pins, by: "kari", at: now)
        try await store.addOwnKey(
            trusteeKey.key, certificate: trusteeKey.certificate, year: Self.year, by: "kari", at: now)
        let published = PublishedKey(
            holder: .register, year: Self.year, notBefore: now - 86_400, notAfter: now + 86_400,
            certificate: registerKey.certificate, minimumClientVersion: ClientVersion("1.0.0")!)
        let signed = try published.signed(
            key: registerSigning.key, certificate: registerSigning.certificate, at: now)
        let verified = try PublishedKeyVerification(
            signers: signers, year: Self.year, client: ClientVersion("1.4.0")!,
            trustee: SyntheticOrganisations.hospital.number, register: SyntheticOrganisations.generalPractice.number
        ).verify(signed, as: .register)
        try await store.keep(signed, verified: verified, by: "kari", at: now)
    }

    var signers: SignerVerification {
        SignerVerification(
            trust: authority.trustStore, revocation: RevocationLists(required: false), now: Self.start)
    }

    /// Serves on a real socket for as long as `use` takes.
    /// - Parameter pages: what people see there; nil for the API alone.
    func serving<Value: Sendable>(
        pages: SendPages? = nil, _ use: (Client) async throws -> Value
    ) async throws -> Value {
        let listener = SendModuleListener(
            api, pages: pages, settings: HTTPListenerSettings(host: "127.0.0.1", port: 0),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await RunningListener.with { bound in
            try await listener.run { bound($0.port) }
        } _: {
            try await use(Client(port: $0, scene: self))
        }
    }
}
