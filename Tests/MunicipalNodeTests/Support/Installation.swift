import AddressRegister
import Certificates
import CommandOutcome
import Cryptography
import Exchange
import Foundation
import Identifiers
import Keys
import SQLiteStore
import Store
import Synchronization
import TestSupport

@testable import MunicipalNode

/// An installation in a directory of the test's own: real store and keys, invented register, time and flows.
final class Installation: Sendable {
    static let now = Date(timeIntervalSince1970: 1_790_000_000)
    static let organisation = SyntheticOrganisations.northMunicipality
    // Literals that are valid.
    // swift-format-ignore: NeverForceUnwrap
    static let tenant = TenantID("nord")!
    // swift-format-ignore: NeverForceUnwrap
    static let her = HERId(80_001)!
    // swift-format-ignore: NeverForceUnwrap
    static let partner = HERId(80_900)!

    let directory: ScratchDirectory
    let store: SQLiteStore
    let master: MasterKey
    let register = InventedRegister()
    let exchange = RecordedExchange()
    let authority: SyntheticAuthority
    let configuration: Configuration
    let administration: Administration
    private let issued = Mutex<[String: SyntheticAuthority.Identity]>([:])

    /// - Parameter more: settings that the configuration has besides.
    init(more: String = "") throws {
        directory = try ScratchDirectory()
        master = try MasterKey(bytes: [UInt8](repeating: 7, count: 32))
        store = try SQLiteStore(directory: directory.path("data"), masterKey: master) { _ in }
        authority = try SyntheticAuthority(name: "Utsteder", now: Self.now)
        configuration = try Configuration.read(
            yaml: """
                dataDirectory: data
                masterKeyFile: master.key
                controlSocket: run/s
                allowedHosts: [127.0.0.1]
                trustStore: trust
                revocation: {directory: crl, required: false}
                addressRegister: {file: register.yaml}
                mailServers:
                  m: {smtp: {host: 127.0.0.1, port: 25, tls: none}, pop3: {host: 127.0.0.1, port: 110, tls: none}}
                mailboxes:
                  post: {server: m, ediAddress: nord@edi.example, user: u, passwordFile: pw}
                stageDomains: {test: [edi-test.example, edi.example], production: [edi.example]}

                """ + more, file: directory.path("budstikke.yaml"), environment: [:])
        administration = Administration(
            installation: store, configuration: configuration, register: register, masterKey: master,
            trust: PartnerTrust(store: authority.trustStore, revocation: RevocationLists(required: false)),
            exchange: exchange, clock: { Self.now })
    }

    /// Carries out a request as user 1000.
    @discardableResult
    func ask<Request: AdministrationRequest>(
        _ request: Request, dryRun: Bool = false
    ) async throws(AdministrationError) -> Request.Reply {
        try await administration.perform(request, by: "uid:1000", dryRun: dryRun)
    }

    /// The code of the refusal; nil when it was carried out.
    func refusal<Request: AdministrationRequest>(_ request: Request, dryRun: Bool = false) async -> AdministrationError?
    {
        do {
            try await ask(request, dryRun: dryRun)
            return nil
        } catch {
            return error
        }
    }

    func addTenant() async throws {
        try await ask(
            TenantAdd(
                id: Self.tenant, displayName: Self.organisation.name, organisationNumber: Self.organisation.number,
                controller: "Kommunedirektøren"))
    }

    /// One of the organisation's certificates: the same each time it is asked for.
    func identity(
        _ purpose: CertificatePurpose, generation: Int = 1, days: Double = 365
    ) throws -> SyntheticAuthority.Identity {
        try issued.withLock { issued in
            let name = "\(purpose) \(generation) \(days)"
            if let known = issued[name] { return known }
            let new = try authority.issue(
                organisation: Self.organisation.name, number: Self.organisation.number, purpose: purpose,
                notBefore: Self.now - 86_400, notAfter: Self.now + days * 86_400, generation: generation)
            issued[name] = new
            return new
        }
    }

    @discardableResult
    func importCertificate(
        _ identity: SyntheticAuthority.Identity, activate: Bool = false
    ) async throws -> CertificateImport.Reply {
        try await ask(
            CertificateImport(
                tenant: nil, contents: Data(identity.certificate.pem), key: try PEM.key(identity.key),
                activate: activate))
    }

    /// A tenant with all that stage test needs.
    func addCompleteTenant() async throws {
        try await addTenant()
        try await ask(
            AddressAdd(
                tenant: nil, her: Self.her, displayName: "Helse og omsorg", ediAddress: EDIAddress("nord@edi.example")))
        try await importCertificate(try identity(.signing))
        try await importCertificate(try identity(.encryption))
        try FileManager.default.createDirectory(
            atPath: directory.path("journal"), withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o2770])
        try await ask(
            RecordSystemAdd(
                tenant: nil, systemName: "journal", folder: directory.path("journal"), herIDs: [Self.her]))
    }

    /// The tenant's own address as the register should have it.
    func registeredSelf(
        organisation: OrganisationNumber? = organisation.number, edi: String = "nord@edi.example",
        signing: Certificate? = nil, active: Bool = true
    ) throws -> CommunicationParty {
        CommunicationParty(
            her: Self.her, name: "Helse og omsorg", parentHER: nil, parentName: nil, organisationNumber: organisation,
            kind: .service, isActive: active, ediAddress: EDIAddress(edi),
            signingCertificate: try signing ?? identity(.signing).certificate,
            encryptionCertificate: try identity(.encryption).certificate)
    }

    /// Stores a message as the flows would.
    func insert(_ message: StoredMessage, events: [String] = [], document: [UInt8]? = nil) async throws -> StoredMessage
    {
        let store = try await store.tenant(Self.tenant, as: "server")
        let content = try document.map(store.seal)
        return try await store.write { transaction in
            let stored = try transaction.insert(message)
            for (index, step) in events.enumerated() {
                try transaction.append(
                    MessageEvent(
                        message: stored.key, at: Self.now + Double(index), step: step, actor: "server",
                        detail: step == "held" ? ["reason": "register-unavailable"] : [:]))
            }
            if let content { try transaction.put(content, .document, of: stored.key) }
            return stored
        }
    }
}

/// A register that a test fills.
final class InventedRegister: AddressRegister {
    private struct State {
        var parties: [HERId: CommunicationParty] = [:]
        var agreement: RegisteredAgreement?
        var answers = true
    }

    private let state = Mutex(State())

    func put(_ party: CommunicationParty) { state.withLock { $0.parties[party.her] = party } }
    func put(_ agreement: RegisteredAgreement?) { state.withLock { $0.agreement = agreement } }
    func stopAnswering() { state.withLock { $0.answers = false } }

    func party(_ her: HERId) async throws(RegisterError) -> CommunicationParty? {
        let (party, answers) = state.withLock { ($0.parties[her], $0.answers) }
        guard answers else { throw RegisterError(.unavailable) }
        return party
    }

    func agreement(between one: HERId, and other: HERId) async throws(RegisterError) -> RegisteredAgreement? {
        let (agreement, answers) = state.withLock { ($0.agreement, $0.answers) }
        guard answers else { throw RegisterError(.unavailable) }
        return agreement
    }

    func parties(organisation: OrganisationNumber) async throws(RegisterError) -> [CommunicationParty] {
        state.withLock { $0.parties.values.filter { $0.organisationNumber == organisation } }
    }

    func search(_ text: String, limit: Int) async throws(RegisterError) -> [CommunicationParty] {
        let (parties, answers) = state.withLock { (Array($0.parties.values), $0.answers) }
        guard answers else { throw RegisterError(.unavailable) }
        return Array(parties.filter { $0.name.contains(text) }.prefix(limit))
    }
}

/// Keys as PEM files hold them.
enum PEM {
    static func key(_ key: PrivateKey) throws -> Data {
        Data(
            ("-----BEGIN PRIVATE KEY-----\n"
                + Data(try key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
                + "\n-----END PRIVATE KEY-----\n").utf8)
    }
}
