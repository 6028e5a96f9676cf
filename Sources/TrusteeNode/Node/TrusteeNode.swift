import Certificates
import CommandOutcome
import Cryptography
public import Foundation
import HTTPListening
import Identifiers
import Keys
public import Logging
import NIOCore
import NationalIdentity
import PasswordHashing
import SealedSubmission
import SendModule
import ServiceNode
import Synchronization
import Texts
public import Trustee
import Web

/// The trustee's service, put together: the send module on its socket, the place where the register tells how far
/// submissions have come, and the work between arrival and delivery.
public final class TrusteeNode: Sendable {
    /// The ports on which the service can be reached.
    public struct Ports: Sendable {
        public var sendModule: Int?
        /// Nil where the register does not tell of submissions.
        public var status: Int?
    }

    public let configuration: TrusteeConfiguration
    public let store: TrusteeStore
    private let files: TrustFiles
    private let revocation: RevocationFolder
    private let fetching: RevocationFetching
    private let client: RegisterClient
    private let workshop: Workshop
    private let api: SendModuleAPI
    private let pages: SendPages?
    private let bell: Bell
    /// Rung when the disk did not keep what was written.
    private let lost: Bell
    private let clock: @Sendable () -> Date
    private let log: Logger

    /// Reads the files and opens the store.
    /// - Parameter crash: told the name of each place where a crash must do no harm.
    /// - Throws: `AdministrationError` about a file, `TrusteeError` about the store.
    public static func open(
        _ configuration: TrusteeConfiguration, clock: @escaping @Sendable () -> Date, log: Logger,
        crash: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> TrusteeNode {
        let faults = FaultPoint { crash($0.rawValue) }
        let files = try TrustFiles(configuration)
        let hasher = try PinHashing.hasher(for: configuration.hashing)
        let client: RegisterClient
        do { client = try RegisterClient(configuration.register) } catch {
            throw AdministrationError("register-files", error.description, exit: .configuration)
        }
        do {
            let store = try await TrusteeStore.open(
                directory: configuration.dataDirectory, masterKey: files.masterKey)
            do {
                let pins = try hasher(store.pinPepper)
                return try TrusteeNode(
                    configuration, files, store, client, pins: pins, faults: faults, clock: clock, log: log)
            } catch {
                try? await store.close()
                throw error
            }
        } catch {
            await client.close()
            throw error
        }
    }

    private init(
        _ configuration: TrusteeConfiguration, _ files: TrustFiles, _ store: TrusteeStore, _ client: RegisterClient,
        pins: PinHashing, faults: FaultPoint, clock: @escaping @Sendable () -> Date, log: Logger
    ) throws {
        self.configuration = configuration
        self.store = store
        self.files = files
        self.client = client
        self.clock = clock
        self.log = log
        let bell = Bell()
        self.bell = bell
        let lost = Bell()
        self.lost = lost
        let revocation = RevocationFolder(configuration.revocation, required: configuration.revocationRequired)
        self.revocation = revocation
        let fetching = RevocationFetching(
            revocation, trust: files.trust, allowedHosts: configuration.revocationHosts, log: log)
        self.fetching = fetching
        workshop = Workshop(
            store: store, push: RegisterPush(client: client), signer: files.signer, trust: files.trust,
            realms: configuration.realms, settings: configuration, faults: faults, log: log)
        let rules = IntakeRules(
            season: configuration.season, minimumClientVersion: configuration.minimumClientVersion,
            round: configuration.receipts)
        api = SendModuleAPI(
            SendModuleAPI.Surroundings(
                store: store,
                intake: Intake(
                    store: store, signer: files.signer, trust: files.trust, rules: rules, faults: faults),
                pins: PinLogin(store: store, hashing: pins),
                certificates: CertificateLogin(store: store, trust: files.trust), trust: files.trust,
                season: configuration.season, pinLetter: configuration.pinLetter,
                revocation: { revocation.current },
                held: { certificate in Task { await fetching.held(certificate, now: clock()) } }, clock: clock,
                arrived: { _ in bell.ring() },
                report: { error in
                    let words = (error as? TrusteeError)?.description ?? "\(type(of: error))"
                    log.error("request-failed", metadata: ["sentence": "\(words)"])
                    if error as? TrusteeError == .notDurable { lost.ring() }
                }))
        pages = try Self.pages(configuration, beside: api)
    }

    private static func pages(_ configuration: TrusteeConfiguration, beside api: SendModuleAPI) throws -> SendPages? {
        guard let settings = configuration.pages else { return nil }
        let trustee = Phrase("Tillitspersonen", "Tillitspersonen", "The trusted third party")
        let contact = Web.Contact(who: trustee, mail: settings.contactMail, phone: settings.contactPhone)
        return try SendPages(
            api.surroundings, origin: settings.origin, contact: contact, isTest: configuration.identities == .test)
    }

    /// Serves and works until the task is cancelled, or the disk fails.
    /// - Parameter ready: told once, when everything can be reached.
    /// - Throws: `TrusteeError.notDurable`, `HTTPListenerError`, or what keeps an address from being had.
    public func run(ready: @escaping @Sendable (Ports) -> Void) async throws {
        let expected = configuration.register.statusListener == nil ? 1 : 2
        let bound = Mutex((ports: Ports(), count: 0))
        let note: @Sendable (@Sendable (inout Ports) -> Void) -> Void = { change in
            let all = bound.withLock { bound in
                change(&bound.ports)
                bound.count += 1
                return bound.count == expected ? bound.ports : nil
            }
            if let all { ready(all) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let listener = SendModuleListener(
                    self.api, pages: self.pages, settings: HTTPListenerSettings(self.configuration.sendModule),
                    log: self.log)
                try await listener.run { address in note { $0.sendModule = address.port } }
            }
            if let settings = configuration.register.statusListener {
                group.addTask {
                    try await self.statusListener.run(HTTPListenerSettings(settings)) { address in
                        note { $0.status = address.port }
                    }
                }
            }
            group.addTask { try await self.work() }
            group.addTask {
                for await _ in self.lost.rings { throw TrusteeError.notDurable }
            }
            // Whichever ends first ends all.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Lets another process have the store.
    public func close() async throws {
        await client.close()
        try await store.close()
    }

    /// One turn of all the work that waits, for those who need not wait for it.
    func work(once now: Date) async throws -> Date? { try await workshop.turn(now: now) }

    /// Seconds after which the revocation lists are read anew.
    private static let listsAge: TimeInterval = 300

    private func work() async throws {
        let longest = TimeInterval(configuration.register.pollSeconds)
        var next: Task<Void, any Error>?
        defer { next?.cancel() }
        var listsRead = clock()
        bell.ring()
        for await _ in bell.rings {
            if clock().timeIntervalSince(listsRead) >= Self.listsAge {
                revocation.reload()
                await fetching.refresh(now: clock())
                listsRead = clock()
            }
            let due = try await workshop.turn(now: clock())
            let pause = min(longest, max(0.1, due?.timeIntervalSince(clock()) ?? longest))
            next?.cancel()
            next = bell.ring(after: .milliseconds(Int64(pause * 1_000)))
        }
    }

    private var statusListener: StatusListener {
        StatusListener(
            store: store, register: configuration.register.organisation,
            signers: { [files, revocation, clock] in
                SignerVerification(trust: files.trust, revocation: revocation.current, now: clock())
            }, held: { [fetching, clock] certificate in Task { await fetching.held(certificate, now: clock()) } },
            log: log)
    }
}

extension TrusteeConfiguration {
    var realms: IdentityRealms {
        switch identities {
        case .production: IdentityRealms()
        case .test: IdentityRealms(counted: .test)
        }
    }
}

extension HTTPListenerSettings {
    init(_ settings: TrusteeConfiguration.ListenerSettings) {
        let tls = settings.tls.map { files in
            HTTPListenerTLS(
                certificateChainFile: files.certificate, privateKeyFile: files.privateKey,
                clients: settings.clientRoots.map { .required(rootsFile: $0) } ?? .none)
        }
        self.init(host: settings.host, port: settings.port, tls: tls)
    }
}

extension PinHashing {
    /// How PINs are hashed with these settings, once the pepper is known.
    static func hasher(
        for settings: TrusteeConfiguration.HashingSettings
    ) throws(AdministrationError) -> @Sendable (SecretBytes) throws(AdministrationError) -> PinHashing {
        let parameters = Argon2Parameters(
            memoryKiB: UInt32(settings.memoryKiB), passes: UInt32(settings.passes), lanes: 1)
        let refusal = AdministrationError(
            "hashing", "PINs cannot be hashed with these settings.", exit: .configuration)
        guard let parameters else { throw refusal }
        return { (pepper) throws(AdministrationError) in
            guard let hasher = PasswordHasher(pepper: pepper, parameters: parameters) else { throw refusal }
            return .argon2id(hasher, queue: HashQueue(concurrent: settings.concurrent, waiting: settings.waiting))
        }
    }
}
