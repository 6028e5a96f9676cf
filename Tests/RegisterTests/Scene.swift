import Certificates
import Cryptography
import Foundation
import Identifiers
import IplosContent
import Keys
import OsloCalendar
import Register
import SealedSubmission
import TestSupport

/// An invented register with its data directory, and everyone who sends to it.
final class Scene {
    /// One of the parties with its two certificates.
    struct Party {
        let organisation: SyntheticOrganisations.Organisation
        let signing: SyntheticAuthority.Identity
        let encryption: SyntheticAuthority.Identity

        init(_ organisation: SyntheticOrganisations.Organisation, by authority: SyntheticAuthority, now: Date) throws {
            self.organisation = organisation
            signing = try authority.issue(organisation, purpose: .signing, now: now)
            encryption = try authority.issue(organisation, purpose: .encryption, now: now)
        }
    }

    /// Noon on 10 January 2017 in Norway: within the season about 2016.
    static let noon = OsloTime.instant(of: CivilDate(year: 2017, month: 1, day: 10)!, hour: 12)

    let now: Date
    let scratch: ScratchDirectory
    let authority: SyntheticAuthority
    let north: Party
    let south: Party
    let trustee: Party
    let register: Party
    let returnKey: PrivateKey
    let masterKey: MasterKey
    private(set) var store: RegisterStore

    init(now: Date = Scene.noon) throws {
        self.now = now
        scratch = try ScratchDirectory()
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        north = try Party(SyntheticOrganisations.northMunicipality, by: authority, now: now)
        south = try Party(SyntheticOrganisations.southMunicipality, by: authority, now: now)
        trustee = try Party(SyntheticOrganisations.hospital, by: authority, now: now)
        register = try Party(SyntheticOrganisations.generalPractice, by: authority, now: now)
        returnKey = try SyntheticKeys.ofThisProcess.key("return")
        masterKey = try MasterKey(bytes: [UInt8](repeating: 9, count: 32))
        store = try RegisterStore(directory: scratch.path("register"), masterKey: masterKey)
        try store.keep(Self.municipality("9901", north.organisation, mailbox: "postmottak@nordbygda.kommune.example"))
        try store.keep(Self.municipality("9902", south.organisation, mailbox: "postmottak@sorvagen.kommune.example"))
        try store.keep(SeasonCalendar.usual(yearReported: 2016))
    }

    var dataDirectory: String { scratch.path("register") }

    /// The process ends, by whatever reason, and another begins.
    func restart() throws {
        try? store.close()
        store = try RegisterStore(directory: dataDirectory, masterKey: masterKey)
    }

    static func unit(_ municipality: String) -> ReportingUnit {
        ReportingUnit(municipality: MunicipalityNumber(municipality)!)
    }

    static func municipality(
        _ number: String, _ organisation: SyntheticOrganisations.Organisation, mailbox: String,
        providers: ProviderList? = nil, language: RegisterLanguage = .bokmål
    ) -> Register.Municipality {
        Municipality(
            unit: unit(number), name: organisation.name, organisationNumber: organisation.number,
            sharedAddress: mailbox, language: language, providers: providers)
    }

    var trust: RegisterTrust {
        RegisterTrust(
            trust: authority.trustStore, revocation: RevocationLists(required: false),
            trustee: trustee.organisation.number, register: register.organisation.number,
            minimumClientVersion: ClientVersion("1.0.0")!,
            encryption: [2015, 2016, 2018].map {
                RegisterKeyPair(key: register.encryption.key, certificate: register.encryption.certificate, year: $0)
            }, trusteeKeys: [trustee.encryption.key.publicKey])
    }

    var signer: RegisterKeyPair {
        RegisterKeyPair(key: register.signing.key, certificate: register.signing.certificate)
    }

    let mailSettings = MailSettings(
        sender: "iplos@register.example", registerName: "Registeret", portal: "https://portal.register.example",
        helpAddress: "hjelp@register.example", helpPhone: "68 05 00 00")

    var intake: Intake { Intake(store: store, trust: trust) }

    // MARK: - The whole way

    /// Delivers and completes; a refusal is recorded as an issue by the caller's expectation on the answer.
    @discardableResult
    func send(_ delivery: Delivery, now: Date? = nil, faults: FaultPoints = .none) throws -> IntakeAnswer {
        let now = now ?? self.now
        var answer = try intake.begin(manifest: delivery.manifest, statement: delivery.statement, now: now)
        guard case .wanted = answer else { return answer }
        for part in delivery.parts {
            answer = try intake.add(part.fileName, part.bytes, to: delivery.id, now: now)
            guard case .wanted = answer else { return answer }
        }
        return try intake.complete(delivery.id, now: now, faults: faults)
    }

    @discardableResult
    func join(_ id: SubmissionID, now: Date? = nil, faults: FaultPoints = .none) throws -> Submission {
        try Join(store: store, trust: trust, faults: faults).run(id, now: now ?? self.now)
    }

    @discardableResult
    func control(_ id: SubmissionID, now: Date? = nil, faults: FaultPoints = .none) throws -> Submission {
        try Controls(store: store, faults: faults).run(id, now: now ?? self.now)
    }

    @discardableResult
    func release(_ id: SubmissionID, now: Date? = nil, faults: FaultPoints = .none) throws -> Submission {
        try Feedback(store: store, trust: trust, faults: faults).release(id, now: now ?? self.now)
    }

    /// From delivery to controls.
    func sendAndControl(_ delivery: Delivery) throws {
        try send(delivery)
        try join(delivery.id)
        try control(delivery.id)
    }
}
