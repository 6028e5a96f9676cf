import Certificates
import Cryptography
import Foundation
import Identifiers
import Keys
import Logging
import OsloCalendar
import Register
import SealedSubmission
import Settings
import Synchronization
import TestSupport

@testable import RegisterNode

/// An invented register as an operator has set it up, with every file on disk, and everyone who deals with it.
///
/// The data are of January 2017; certificates are valid until today too, since TLS goes by the real clock.
final class NodeScene: Sendable {
    static let noon = at(10, 12)

    let scratch: ScratchDirectory
    let authority: SyntheticAuthority
    let north = SyntheticOrganisations.northMunicipality
    let trustee = SyntheticOrganisations.hospital
    let register = SyntheticOrganisations.generalPractice
    let clock = TestClock(NodeScene.noon)
    let configuration: RegisterConfiguration
    private let identities = Mutex<[String: SyntheticAuthority.Identity]>([:])

    /// An instant of January 2017 on the Norwegian clock.
    static func at(_ day: Int, _ hour: Int, _ minute: Int = 0, _ second: Int = 0) -> Date {
        OsloTime.instant(of: CivilDate(year: 2017, month: 1, day: day)!, hour: hour, minute: minute) + Double(second)
    }

    /// - Parameters: port of a mail relay on this machine, that of the mailbox that mails come back to, the address of a
    ///   trustee that takes events, that of a portal, and where issuers publish their lists.
    init(
        mailPort: Int = 2525, returnsPort: Int? = nil, trusteeAddress: String? = nil, portalAddress: String? = nil,
        crlBase: String? = nil
    ) throws {
        scratch = try ScratchDirectory()
        authority = try SyntheticAuthority(name: crlBase == nil ? "Prøve" : "Lister", now: Self.noon, crlBase: crlBase)
        for folder in ["trust", "trustee-keys", "tls", "crl"] {
            try FileManager.default.createDirectory(
                atPath: scratch.path(folder), withIntermediateDirectories: false)
        }
        try MasterKey.generate(to: scratch.path("master.key"))
        let issuers = ([authority.certificate] + authority.intermediates).flatMap(\.pem)
        try scratch.write(issuers, to: "trust/issuers.pem")
        let server = try authority.issueTransport("register", now: Date())
        try scratch.write(server.certificate.pem + authority.intermediates.flatMap(\.pem), to: "tls/register.pem")
        try scratch.write(PEM.key(server.key), to: "tls/register.key")
        let lines = Self.line("statusEvents", to: trusteeAddress) + Self.line("portal", to: portalAddress)
        try scratch.write(Array("p\n".utf8), to: "returns-password")
        let yaml = Self.yaml(
            mailPort: mailPort, returns: Self.returns(port: returnsPort), lines: lines, trustee.number, register.number)
        try scratch.write(Array(yaml.utf8), to: "register.yaml")
        configuration = try RegisterConfiguration.load(file: scratch.path("register.yaml"), environment: [:])
        try scratch.write(publishedByTrustee(), to: "trustee-keys/2016.p7s")
        let folder = try RegisterKeyFolder.open(configuration)
        for (name, purpose) in [
            (RegisterKeyFolder.Name.signing, CertificatePurpose.signing), (.encryption(year: 2016), .encryption),
        ] {
            let pair = try identity(register, purpose)
            try folder.add(pair.certificate, key: pair.key, as: name, of: register.number)
        }
        let store = try RegisterInstallation.open(configuration).store
        try store.keep(municipality)
        try store.keep(SeasonCalendar.usual(yearReported: 2016))
        try store.close()
    }

    var municipality: Register.Municipality {
        Municipality(
            unit: ReportingUnit("9901-00")!, name: north.name, organisationNumber: north.number,
            sharedAddress: "postmottak@nordbygda.kommune.example", language: .bokmål)
    }

    /// The key and certificate of an organisation's, always the same, valid from 2016 to 2036.
    func identity(
        _ organisation: SyntheticOrganisations.Organisation, _ purpose: CertificatePurpose
    ) throws -> SyntheticAuthority.Identity {
        try identities.withLock { identities in
            let name = "\(organisation.number)/\(purpose)"
            if let identity = identities[name] { return identity }
            let identity = try authority.issue(
                organisation: organisation.name, number: organisation.number, purpose: purpose,
                notBefore: Self.noon - 300 * 86_400, notAfter: Self.noon + 19 * 365 * 86_400)
            identities[name] = identity
            return identity
        }
    }

    /// The trustee's key of the year as the trustee publishes it.
    /// - Parameters:
    ///   - holder: whose key the document says it is.
    ///   - signer: who signs; the trustee when nil.
    func publishedByTrustee(
        as holder: KeyHolder = .trustee, by signer: SyntheticAuthority.Identity? = nil,
        until notAfter: Date = NodeScene.noon + 19 * 365 * 86_400
    ) throws -> [UInt8] {
        let signer = try signer ?? identity(trustee, .signing)
        return try PublishedKey(
            holder: holder, year: 2016, notBefore: Self.noon - 86_400, notAfter: notAfter,
            certificate: identity(trustee, .encryption).certificate, minimumClientVersion: ClientVersion("1.0.0")!
        ).signed(key: signer.key, certificate: signer.certificate, at: Self.noon)
    }

    /// The process begins, on what the one before has left.
    func open(
        requiringLists: Bool = false, hosts: Set<String> = [], exchange: RegisterConfiguration.Exchange? = nil,
        log: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) async throws -> RegisterNode {
        var configuration = configuration
        configuration.exchange = exchange
        configuration.revocation.required = requiringLists
        configuration.revocation.hosts = hosts
        return try await RegisterNode.open(
            configuration, logger: log, clock: { self.clock.now })
    }

    /// Files below the data directory, by their paths in it.
    var files: [String] {
        (FileManager.default.enumerator(atPath: configuration.dataDirectory)?.allObjects as? [String] ?? []).sorted()
    }

    /// A line to another party, as the configuration names it; nothing when there is none.
    private static func line(_ name: String, to address: String?) -> String {
        guard let address else { return "" }
        return """
            \(name):
              address: \(address)
              trustRoots: trust/issuers.pem
              certificateChain: tls/register.pem
              privateKey: tls/register.key

            """
    }

    private static func returns(port: Int?) -> String {
        guard let port else { return "" }
        return "returns: {host: 127.0.0.1, port: \(port), tls: none, user: iplos@register.example, "
            + "passwordFile: returns-password}"
    }

    private static func yaml(
        mailPort: Int, returns: String, lines: String, _ trustee: OrganisationNumber, _ register: OrganisationNumber
    ) -> String {
        return """
            dataDirectory: data
            masterKeyFile: master.key
            controlSocket: data/c/s
            register: "\(register)"
            trustee: "\(trustee)"
            minimumClientVersion: 1.0.0
            trustStore: trust
            revocation: {directory: crl, required: false}
            trusteeKeys: trustee-keys
            intake:
              host: 127.0.0.1
              port: 0
              certificateChain: tls/register.pem
              privateKey: tls/register.key
              clientRoots: trust/issuers.pem
            mail:
              host: 127.0.0.1
              port: \(mailPort)
              tls: none
              sender: iplos@register.example
              registerName: Registeret på Sørlandet
              portal: https://portal.register.example
              helpAddress: hjelp@register.example
              helpPhone: "68 05 00 00"
              \(returns)
            roundSeconds: 3600
            \(lines)
            """
    }
}
