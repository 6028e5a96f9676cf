import Certificates
import Cryptography
import Exchange
import Foundation
import HTTPTypes
import HummingbirdCore
import Identifiers
import IplosExtract
import Keys
import NIOCore
import PasswordHashing
import SQLiteStore
import SealedSubmission
import Store
import Synchronization
import TestSupport
import Texts
import Web

@testable import Console
@testable import MunicipalNode
@testable import ReportWizard

/// The wizard over a real installation with two municipalities, this year's keys, and a clock that is set by hand.
final class WizardStage: Sendable {
    static let person = "Bjørg Prøvesen"
    /// Who makes the links.
    static let maker = "uid:1001"
    static let south = TenantID("sor")!

    let installation: Installation
    let desk: NodeWizardDesk
    let links = EntryLinks()
    let accounts: AccountDesk
    let site: ConsoleSite
    let origin: WebOrigin
    let trusteeKey: [UInt8]
    let registerKey: [UInt8]
    private let clock: TestClock
    private let faults: Faults

    var now: Date { clock.now }
    var reports: [String] { faults.all }
    func pass(_ seconds: TimeInterval) { clock.pass(seconds) }

    /// - Parameters:
    ///   - before: the stage of the process before this one, whose stores are taken over.
    ///   - origin: what browsers call it.
    init(after before: WizardStage? = nil, origin: String = "https://rapport.nord.example") async throws {
        self.origin = WebOrigin(origin)!
        let (clock, faults) = (before?.clock ?? TestClock(Installation.now), Faults())
        (self.clock, self.faults) = (clock, faults)
        installation = try before?.installation ?? Installation()
        (trusteeKey, registerKey) = try before.map { ($0.trusteeKey, $0.registerKey) } ?? Self.keys(installation)
        if before == nil {
            try Self.writeTrust(installation)
            try await installation.addCompleteTenant()
            try await installation.ask(
                TenantAdd(
                    id: Self.south, displayName: "Sørvågen kommune",
                    organisationNumber: SyntheticOrganisations.southMunicipality.number, controller: "Rådmannen"))
        }
        let configuration = try Self.configuration(installation)
        let administration = Administration(
            installation: installation.store, configuration: configuration, register: installation.register,
            masterKey: installation.master,
            trust: PartnerTrust(
                store: installation.authority.trustStore, revocation: RevocationLists(required: false)),
            exchange: installation.exchange, clock: { clock.now }, links: links)
        desk = NodeWizardDesk(
            administration: { administration }, clock: { clock.now }, draw: SecureRandom.bytes,
            report: { faults.add("\($0)") })
        accounts = try AccountDesk(
            administration: { administration },
            parameters: Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 1)!, draw: SecureRandom.bytes)
        site = try ConsoleSite(
            WebsiteGround(
                administration: { administration }, desk: desk, links: links, accounts: accounts,
                origin: self.origin,
                contacts: Web.Contact.Book([:], other: Web.Contact(who: Phrase("IKT", "IKT", "IT"))), language: .nb,
                clock: { clock.now }, draw: SecureRandom.bytes, report: { faults.add("\($0)") }))
        links.open(at: self.origin)
    }

    /// A link for somebody, as the command gives it: its path.
    func link(
        to tenant: TenantID = Installation.tenant, rights: Set<ReportRight> = Set(ReportRight.allCases)
    ) throws -> String {
        let guest = WebGuest(tenant: tenant, person: Self.person, reporting: rights, maker: Self.maker)!
        let token = LinkToken(drawn: SecureRandom.bytes(24))!
        let issued = links.issue(token, to: guest, now: now)!
        return String(issued.address.dropFirst(origin.description.count))
    }

    // MARK: - What it is made of

    static func extract(
        persons: Int = 12, year: Int = 2016, faults: [PlantedFault: Int] = [:]
    ) throws -> (extract: [UInt8], identities: [UInt8]) {
        let generator = ExtractGenerator(
            persons: persons, seed: 3, municipality: MunicipalityNumber("9901")!, year: year, faults: faults)
        var (extract, identities): ([UInt8], [UInt8]) = ([], [])
        try generator.write { extract += $0 }
        if !generator.revision.holdsIdentities { try generator.writeIdentities { identities += $0 } }
        return (extract, identities)
    }

    static let parties = (
        trustee: SyntheticOrganisations.hospital, register: SyntheticOrganisations.generalPractice
    )

    private static func keys(_ installation: Installation) throws -> ([UInt8], [UInt8]) {
        (
            try published(.trustee, parties.trustee, installation),
            try published(.register, parties.register, installation)
        )
    }

    static func published(
        _ holder: KeyHolder, _ organisation: SyntheticOrganisations.Organisation, _ installation: Installation,
        year: Int = 2016
    ) throws -> [UInt8] {
        let now = Installation.now
        let signer = try installation.authority.issue(organisation, purpose: .signing, now: now)
        let encryption = try installation.authority.issue(organisation, purpose: .encryption, now: now)
        return try PublishedKey(
            holder: holder, year: year, notBefore: now - 60, notAfter: now + 86_400,
            certificate: encryption.certificate, minimumClientVersion: ClientVersion("0.1.0")!
        ).signed(key: signer.key, certificate: signer.certificate, at: now)
    }

    private static func writeTrust(_ installation: Installation) throws {
        let directory = installation.directory
        for name in ["trust", "crl", "ready/nord", "mappings/nord"] {
            try FileManager.default.createDirectory(
                atPath: directory.path(name), withIntermediateDirectories: true)
        }
        let authority = installation.authority
        for (index, certificate) in ([authority.certificate] + authority.intermediates).enumerated() {
            try directory.write(certificate.pem, to: "trust/\(index).pem")
        }
    }

    private static func configuration(_ installation: Installation) throws -> Configuration {
        try Configuration.read(
            yaml: """
                dataDirectory: data
                masterKeyFile: master.key
                controlSocket: run/s
                trustStore: trust
                allowedHosts: [sendemodul.example]
                revocation: {directory: crl, required: false}
                addressRegister: {file: register.yaml}
                reporting:
                  trustee: "\(parties.trustee.number)"
                  register: "\(parties.register.number)"
                  sendModule: {address: "https://sendemodul.example/Sendemodul/"}
                  municipalities:
                    "9901": {organisation: "\(SyntheticOrganisations.northMunicipality.number)"}
                    "9902": {organisation: "\(SyntheticOrganisations.southMunicipality.number)"}
                web: {address: "https://rapport.nord.example", extracts: ready, mappings: mappings}
                """, file: installation.directory.path("budstikke.yaml"), environment: [:])
    }
}

/// A clock that goes when it is told to.
private final class TestClock: Sendable {
    private let time: Mutex<Date>
    init(_ time: Date) { self.time = Mutex(time) }
    var now: Date { time.withLock { $0 } }
    func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
}

/// Faults of ours that were reported.
private final class Faults: Sendable {
    private let texts = Mutex([String]())
    func add(_ text: String) { texts.withLock { $0.append(text) } }
    var all: [String] { texts.withLock { $0 } }
}
