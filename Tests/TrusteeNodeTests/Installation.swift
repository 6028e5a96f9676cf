import AsyncHTTPClient
import Certificates
import CommandOutcome
import ControlSocket
import Cryptography
import Foundation
import Identifiers
import Logging
import OsloCalendar
import SealedSubmission
import ServiceNode
import Settings
import TestSupport
import Trustee

@testable import TrusteeNode

/// A trustee's installation on this machine: files, configuration and invented parties.
struct Installation {
    /// 14 January 2017, 12:00 UTC: in the season of the year 2016.
    static let now = Date(timeIntervalSince1970: 1_484_395_200)
    static let year = 2016
    static let north = SyntheticOrganisations.northMunicipality
    static let trustee = SyntheticOrganisations.hospital
    static let register = SyntheticOrganisations.generalPractice
    static let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    /// Two of the trustee's people, behind one account of the machine.
    static let kari = ControlPeer(user: 0, login: 4_000_000_001)
    static let ola = ControlPeer(user: 0, login: 4_000_000_002)

    /// When certificates, keys and the store were made.
    let now: Date
    let scratch: ScratchDirectory
    let authority: SyntheticAuthority
    let trusteeKey: SyntheticAuthority.Identity
    let registerKey: SyntheticAuthority.Identity
    let registerSigning: SyntheticAuthority.Identity
    /// Where the register's server is, once it is.
    var registerPort = 9
    var usesTLS = false

    /// - Parameter now: the machine's own time where the real program is run.
    init(now: Date = Installation.now) throws {
        self.now = now
        scratch = try ScratchDirectory()
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        let signing = try authority.issue(Self.trustee, purpose: .signing, now: now)
        trusteeKey = try authority.issue(Self.trustee, purpose: .encryption, now: now)
        registerKey = try authority.issue(Self.register, purpose: .encryption, now: now)
        registerSigning = try authority.issue(Self.register, purpose: .signing, now: now)
        for name in ["trust", "crl"] {
            try FileManager.default.createDirectory(atPath: scratch.path(name), withIntermediateDirectories: false)
        }
        try scratch.write(authority.certificate.pem, to: "trust/root.pem")
        try scratch.write(authority.intermediates.flatMap(\.pem), to: "trust/issuing.pem")
        try scratch.write(signing.certificate.pem, to: "signing.pem")
        try scratch.write(Self.pem(signing.key), to: "signing.key")
        try scratch.write(trusteeKey.certificate.pem, to: "year.pem")
        try scratch.write(Self.pem(trusteeKey.key), to: "year.key")
        try writeTransport()
        try scratch.write(publishedByRegister(), to: "register.p7s")
    }

    var yaml: String {
        let (tls, client) =
            usesTLS
            ? (
                "tls: {certificate: server.pem, privateKey: server.key}",
                "client: {certificate: client.pem, privateKey: client.key}\n  trustRoots: roots.pem"
            ) : ("# plain", "# plain")
        let roots = usesTLS ? ", clientRoots: roots.pem, \(tls)" : ""
        return """
            dataDirectory: data
            masterKeyFile: master-key
            organisation: "\(Self.trustee.number)"
            trustStore: trust
            revocation: {directory: crl, required: false}
            signing: {certificate: signing.pem, privateKey: signing.key}
            season: {yearReported: \(Self.year)}
            minimumClientVersion: 1.0.0
            pinLetter: {sent: 2016-11-15, recipient: postmottak}
            identities: test
            sendModule:
              host: 127.0.0.1
              port: 0
              \(tls)
            pages: {origin: "https://sendemodul.example"}
            register:
              name: iplos
              organisation: "\(Self.register.number)"
              address: \(usesTLS ? "https" : "http")://127.0.0.1:\(registerPort)/
              statusListener: {host: 127.0.0.1, port: 0\(roots)}
              \(client)
            hashing: {memoryKiB: 64, passes: 1, concurrent: 2, waiting: 10}

            """
    }

    func configuration() throws -> TrusteeConfiguration {
        try TrusteeConfiguration.read(yaml: yaml, file: scratch.path("trustee.yaml"), environment: [:])
    }

    /// Master key, store, municipality, PIN and both keys, as the commands make them.
    func prepared() async throws -> TrusteeConfiguration {
        let configuration = try configuration()
        _ = try await TrusteeSetup.begin(configuration, by: Self.kari, now: now)
        let list = "number;name;organisation;districts\n9901;Nordbygda;\(Self.north.number);\n"
        try await opened(configuration) { administration in
            _ = try await MunicipalityImport(Array(list.utf8), dryRun: false).answer(in: administration)
            _ = try await PINImport(Array("number;pin\n9901;47110815\n".utf8), areHashed: false, dryRun: false)
                .answer(in: administration)
            _ = try await ownKey.answer(in: administration)
            _ = try await RegisterKeyImport(scratch.read("register.p7s")).answer(in: administration)
        }
        return configuration
    }

    /// The trustee's key of the year, to be taken into use.
    var ownKey: KeyAddition {
        get throws {
            KeyAddition(
                pem: try scratch.read("year.key"), passphrase: nil, certificate: try scratch.read("year.pem"),
                lasting: 300)
        }
    }

    /// The data directory as a command opens it when no service runs.
    func opened<Value: Sendable>(
        _ configuration: TrusteeConfiguration, by peer: ControlPeer = Installation.kari,
        _ body: (TrusteeAdministration) async throws -> Value
    ) async throws -> Value {
        try await TrusteeAdministration.open(configuration, by: peer, now: now).whileOpen(body)
    }

    /// Carries out one request as a command does when no service runs.
    @discardableResult
    func ask<Request: TrusteeRequest>(
        _ request: Request, _ configuration: TrusteeConfiguration, by peer: ControlPeer = Installation.kari
    ) async throws(AdministrationError) -> Request.Reply {
        do {
            return try await opened(configuration, by: peer) { try await request.answer(in: $0) }
        } catch {
            throw AdministrationError(trustee: error)
        }
    }

    func node() async throws -> TrusteeNode {
        try await TrusteeNode.open(try await prepared(), clock: { Self.now }, log: Self.log)
    }

    /// A node that serves for as long as `body` takes.
    /// - Parameter client: speaks to its send module, without TLS.
    func serving(_ body: (_ node: TrusteeNode, _ client: Client) async throws -> Void) async throws {
        let node = try await self.node()
        try await running { ready in
            try await node.run(ready: ready)
        } use: { ports in
            let client = try Client(port: ports.sendModule ?? 0, scratch, plain: true)
            try await body(node, client)
            try await client.http.shutdown()
        }
        try await node.close()
    }

    var signers: SignerVerification {
        SignerVerification(
            trust: authority.trustStore, revocation: RevocationLists(required: false), now: now)
    }

    /// The register's published key of the year, signed by it.
    func publishedByRegister() throws -> [UInt8] {
        try PublishedKey(
            holder: .register, year: Self.year, notBefore: now - 86_400, notAfter: now + 86_400,
            certificate: registerKey.certificate, minimumClientVersion: ClientVersion("1.0.0")!
        ).signed(key: registerSigning.key, certificate: registerSigning.certificate, at: now)
    }

    /// TLS is checked by the machine's own clock.
    private func writeTransport() throws {
        let now = Date()
        let lines = try SyntheticAuthority(name: "Linje", now: now)
        for name in ["server", "client"] {
            let identity = try lines.issueTransport(name, now: now)
            try scratch.write(identity.certificate.pem + lines.intermediates.flatMap(\.pem), to: "\(name).pem")
            try scratch.write(Self.pem(identity.key), to: "\(name).key")
        }
        try scratch.write((lines.intermediates + [lines.certificate]).flatMap(\.pem), to: "roots.pem")
    }

    static func pem(_ key: PrivateKey) throws -> [UInt8] {
        let text = Data(try key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
        return Array("-----BEGIN PRIVATE KEY-----\n\(text)\n-----END PRIVATE KEY-----\n".utf8)
    }
}
