import Certificates
public import CommandOutcome
import ControlSocket
import Cryptography
public import Foundation
import HTTPListening
import Identifiers
import Keys
public import Logging
import NIOCore
import SealedSubmission
import SendModule
import ServiceNode
import Synchronization
import Texts
public import Trustee
import Web

/// The trustee's service, put together: the send module on its socket, the place where the register tells how far
/// submissions have come, commands, and the work between arrival and delivery.
public final class TrusteeNode: Sendable {
    /// The ports on which the service can be reached.
    public struct Ports: Sendable {
        public var sendModule: Int?
        /// Nil where the register does not tell of submissions.
        public var status: Int?
    }

    public let store: TrusteeStore
    private let current: CurrentSettings
    private let revocation: RevocationFolder
    private let fetching: RevocationFetching
    private let client: RegisterClient
    private let workshop: Workshop
    private let api: SendModuleAPI
    private let pages: SendPages?
    private let faults: FaultPoint
    private let bell: Bell
    /// Rung when pseudonyms may have to be replaced.
    private let rekeyBell: Bell
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
        self.store = store
        self.client = client
        self.faults = faults
        self.clock = clock
        self.log = log
        let (bell, lost) = (Bell(), Bell())
        (self.bell, self.lost, rekeyBell) = (bell, lost, Bell())
        let current = CurrentSettings(configuration, trust: files.trust, signer: files.signer)
        self.current = current
        let revocation = RevocationFolder(configuration.revocation, required: configuration.revocationRequired)
        self.revocation = revocation
        let fetching = RevocationFetching(
            revocation, trust: current.value.trust, allowedHosts: current.value.configuration.revocationHosts, log: log)
        self.fetching = fetching
        workshop = Workshop(
            store: store, push: RegisterPush(client: client), current: current, faults: faults, log: log)
        api = SendModuleAPI(
            SendModuleAPI.Surroundings(
                store: store, pins: PinLogin(store: store, hashing: pins),
                rules: { SendModuleAPI.Rules(current.value, store: store, faults: faults) },
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
        let trustee = Phrase(
            "Tiltrodd pseudonymforvalter (TPF)", "Tiltrudd pseudonymforvaltar (TPF)", "The trusted third party")
        let contact = Web.Contact(who: trustee, mail: settings.contactMail, phone: settings.contactPhone)
        return try SendPages(
            api.surroundings, origin: settings.origin, contact: contact, isTest: configuration.identities == .test)
    }

    /// The configuration that is in force.
    public var configuration: TrusteeConfiguration { current.value.configuration }

    /// Takes another configuration, and every file that it names, into force without a restart.
    /// - Returns: the names of the settings that were changed.
    /// - Throws: `AdministrationError` `needs-restart`, or about a file; nothing has changed then.
    @discardableResult
    public func reload(_ new: TrusteeConfiguration) throws(AdministrationError) -> [String] {
        let changed = try current.replace(with: new)
        revocation.reload(from: new.revocation, required: new.revocationRequired)
        bell.ring()
        return changed
    }

    /// Serves and works until the task is cancelled, or the disk fails.
    /// - Parameter ready: told once, when everything can be reached.
    /// - Throws: `TrusteeError.notDurable`, `HTTPListenerError`, `ControlError`, or what keeps an address from being had.
    public func run(ready: @escaping @Sendable (Ports) -> Void) async throws {
        let configuration = configuration
        let expected = configuration.register.statusListener == nil ? 2 : 3
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
                let control = ControlServer(path: configuration.controlSocket) { request, peer in
                    await self.administration(for: peer).answer(request)
                }
                try await control.run { note { _ in } }
            }
            group.addTask {
                let listener = SendModuleListener(
                    self.api, pages: self.pages, settings: HTTPListenerSettings(configuration.sendModule),
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
            group.addTask { try await self.replacePseudonyms() }
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

    /// Carries out commands of somebody's with what is in force now.
    func administration(for peer: ControlPeer = .current) -> TrusteeAdministration {
        TrusteeAdministration(
            store: store, configuration: configuration, peer: peer, now: clock(), faults: faults,
            changed: { [bell, rekeyBell] in
                bell.ring()
                rekeyBell.ring()
            })
    }

    /// One turn of all the work that waits, for those who need not wait for it.
    func work(once now: Date) async throws -> Date? {
        let rekey = try await workshop.rekeyTurn(now: now) {}
        let rest = try await workshop.turn(now: now)
        return [rekey, rest].compactMap(\.self).min()
    }

    /// Seconds after which the revocation lists are read anew.
    private static let listsAge: TimeInterval = 300

    private func work() async throws {
        var listsRead = clock()
        try await repeating(bell) {
            if self.clock().timeIntervalSince(listsRead) >= Self.listsAge {
                self.revocation.reload()
                await self.fetching.refresh(now: self.clock())
                listsRead = self.clock()
            }
            return try await self.workshop.turn(now: self.clock())
        }
    }

    /// Beside all other work, which it must not hold up: it copies everybody.
    private func replacePseudonyms() async throws {
        try await repeating(rekeyBell) {
            try await self.workshop.rekeyTurn(now: self.clock()) { self.bell.ring() }
        }
    }

    /// A turn now, whenever the bell rings, when something is due again, and at the latest after the usual pause.
    private func repeating(_ bell: Bell, _ turn: () async throws -> Date?) async throws {
        let longest = TimeInterval(configuration.register.pollSeconds)
        var next: Task<Void, any Error>?
        defer { next?.cancel() }
        bell.ring()
        for await _ in bell.rings {
            let due = try await turn()
            let pause = min(longest, max(0.1, due?.timeIntervalSince(clock()) ?? longest))
            next?.cancel()
            next = bell.ring(after: .milliseconds(Int64(pause * 1_000)))
        }
    }

    private var statusListener: StatusListener {
        StatusListener(
            store: store, register: configuration.register.organisation,
            season: { [current] in current.value.configuration.season },
            signers: { [current, revocation, clock] in
                SignerVerification(trust: current.value.trust, revocation: revocation.current, now: clock())
            }, held: { [fetching, clock] certificate in Task { await fetching.held(certificate, now: clock()) } },
            log: log)
    }
}
