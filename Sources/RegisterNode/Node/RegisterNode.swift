import CommandOutcome
import ControlSocket
public import Foundation
import HTTPListening
import Identifiers
import Keys
public import Logging
import MailRelay
public import NIOCore
import NIOPosix
import OsloCalendar
import Register
import ServiceNode

/// One register, composed: the only place where its ports meet their adapters.
///
/// `open` takes the data directory's lock and reads keys and trust; `run` works until cancelled. What a command or a
/// test needs of the work itself is `runOnce(now:)`, with the clock given.
public final class RegisterNode: Sendable {
    /// What concerns the whole process.
    public struct Events: Sendable {
        /// The disk no longer keeps what is written: the process must end.
        public let notDurable: @Sendable () -> Void

        public init(notDurable: @escaping @Sendable () -> Void = {}) { self.notDurable = notDurable }
    }

    public let configuration: RegisterConfiguration
    let store: RegisterStore
    private let current: CurrentTrust
    private let fetching: RevocationFetching
    private let waiting: WaitingDeliveries
    private let relay: MailRelay
    private let lines: Lines
    private let courier: PortalCourier?
    private let work: RegisterWork
    private let post: RegisterPost
    private let messenger: FeedbackMessenger?
    private let returns: ReturnedMails?
    private let thread = SerialWork("register work")
    private let ticks = (work: Ticks(), portal: Ticks(), post: Ticks(), returns: Ticks())
    /// To the two parties that the register calls; nil where the configuration names none.
    private typealias Lines = (trustee: TrusteeLine?, portal: PortalLine?)

    private let clock: @Sendable () -> Date
    private let faults: FaultPoints
    private let log: Logger
    private let events: Events
    private let group: MultiThreadedEventLoopGroup

    /// Opens the data directory and loads keys, trust and the lines to others; nothing is connected yet.
    /// - Parameter crash: told the name of each place where a crash must do no harm.
    /// - Throws: `MasterKeyError`, `RegisterError`, and what a file that cannot be used throws.
    public static func open(
        _ configuration: RegisterConfiguration, logger: Logger,
        events: Events = Events(), clock: @escaping @Sendable () -> Date = { Date() },
        crash: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> RegisterNode {
        let installation = try RegisterInstallation.open(configuration)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let current = try CurrentTrust(installation.trustReading, now: clock(), log: logger)
            let lines = try await Self.lines(configuration, group)
            return RegisterNode(
                installation, current: current, lines: lines, log: logger, events: events, clock: clock,
                faults: FaultPoints { crash($0.rawValue) }, group: group)
        } catch {
            try? installation.store.close()
            try? await group.shutdownGracefully()
            throw error
        }
    }

    /// - Throws: a TLS library's error for files that cannot be used.
    private static func lines(
        _ configuration: RegisterConfiguration, _ group: MultiThreadedEventLoopGroup
    ) async throws -> Lines {
        let trustee = try configuration.statusEvents.map { try TrusteeLine($0, group: group) }
        do {
            return (trustee, try configuration.portal.map { try PortalLine($0, group: group) })
        } catch {
            await trustee?.close()
            throw error
        }
    }

    private init(
        _ installation: RegisterInstallation, current: CurrentTrust, lines: Lines, log: Logger, events: Events,
        clock: @escaping @Sendable () -> Date, faults: FaultPoints, group: MultiThreadedEventLoopGroup
    ) {
        configuration = installation.configuration
        store = installation.store
        self.current = current
        self.lines = lines
        self.log = log
        self.events = events
        self.clock = clock
        self.faults = faults
        self.group = group
        let hosts = configuration.revocation.hosts
        fetching = RevocationFetching(
            current.lists, trust: current.value.trust.trust, allowedHosts: hosts, log: log)
        waiting = WaitingDeliveries(in: configuration.dataDirectory)
        work = RegisterWork(store: store, waiting: waiting, faults: faults, log: log)
        messenger = configuration.exchange.map { FeedbackMessenger(store: installation.store, settings: $0, log: log) }
        let relay = MailRelay(configuration.mail.relay, group: group)
        self.relay = relay
        let (name, returnTo) = (configuration.name, configuration.mail.returns?.address)
        returns = configuration.mail.returns.map { [store] in
            ReturnedMails(store: store, mailbox: Mailbox($0.mailbox, group: group), log: log)
        }
        let mailer = Mailer(
            store: store, settings: configuration.mail.settings, round: configuration.receipts, faults: faults
        ) { mail in MailAnswer(await relay.send(RelayedMail(mail, from: name, returnTo: returnTo))) }
        post = RegisterPost(store: store, mailer: mailer, log: log, trustee: lines.trustee)
        courier = lines.portal.map { [store] in PortalCourier(store: store, line: $0, log: log) }
    }

    /// Listens for the trustee and for commands, and works, until the task is cancelled.
    /// - Parameter ready: told once, with the address that the trustee can reach.
    public func run(ready: @escaping @Sendable (SocketAddress) -> Void) async throws {
        let control = ControlServer(path: configuration.controlSocket) { request, peer in
            await self.administration(for: peer).answer(request)
        }
        let pause = Duration.seconds(configuration.roundSeconds)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (listening, commands) = AsyncStream<Void>.makeStream()
            group.addTask { try await control.run { commands.finish() } }
            group.addTask {
                // Whoever hears that the trustee can come finds that commands can too.
                for await _ in listening {}
                try await self.listener.run(bound: ready)
            }
            group.addTask {
                await self.ticks.work.repeating(every: pause) {
                    await self.workOnce(now: self.clock())
                    self.ticks.portal.tick()
                    self.ticks.post.tick()
                }
            }
            // Apart from mails, so that a portal that does not answer holds up none but its own notices.
            group.addTask {
                await self.ticks.portal.repeating(every: pause) { await self.portalOnce(now: self.clock()) }
            }
            group.addTask { await self.ticks.post.repeating(every: pause) { await self.postOnce(now: self.clock()) } }
            group.addTask {
                await self.ticks.returns.repeating(every: pause) { await self.returnsOnce(now: self.clock()) }
            }
            // Before the lists of those who have waited go stale.
            group.addTask {
                await Ticks().repeating(every: .seconds(600)) { await self.fetching.refresh(now: self.clock()) }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    /// One round of everything, at the time given: join, control, release, and then archives, mails, events, returns.
    public func runOnce(now: Date) async {
        await workOnce(now: now)
        await portalOnce(now: now)
        await postOnce(now: now)
        await returnsOnce(now: now)
    }

    /// Reads issuers, lists of withdrawn certificates and keys anew.
    /// - Throws: `AdministrationError` about what cannot be used; everything is then as it was.
    public func reload() throws {
        do { try current.reload(now: clock()) } catch { throw AdministrationError(register: error) }
        log.notice("trust-read")
    }

    /// Closes store and connections; nothing may be asked afterwards.
    public func close() async throws {
        await relay.close()
        await lines.trustee?.close()
        await lines.portal?.close()
        // What is under way on the thread ends first.
        try await thread.run { [store] in try store.close() }
        try await group.shutdownGracefully()
    }

    /// Carries out commands of somebody's with what is in effect now.
    func administration(for peer: ControlPeer = .current) -> RegisterAdministration {
        RegisterAdministration(
            store: store, configuration: configuration, trust: current.value, peer: peer, clock: clock)
    }

    // MARK: - Rounds

    private func workOnce(now: Date) async {
        let trust = current.refreshed(now: now).trust
        await attempting("work-failed") { try await self.thread.run { try self.work.run(trust, now: now) } }
        guard let messenger else { return }
        await attempting("messages-failed") { try await self.thread.run { try messenger.run(now: now) } }
    }

    private func portalOnce(now: Date) async {
        guard let courier else { return }
        await attempting("portal-failed") {
            if try await courier.run(now: now) { self.ticks.post.tick() }
        }
    }

    private func postOnce(now: Date) async {
        let signer = current.refreshed(now: now).signer
        await attempting("post-failed") { try await self.post.run(signer: signer, now: now) }
    }

    private func returnsOnce(now: Date) async {
        guard let returns else { return }
        await attempting("returns-failed") { try await returns.run(now: now) }
    }

    private func attempting(_ event: Logger.Message, _ round: () async throws -> Void) async {
        do { try await round() } catch {
            log.error(event, metadata: ["error": "\(error)"])
            if error as? RegisterError == .notDurable { events.notDurable() }
        }
    }

    private var listener: HTTPListener<PushReception> {
        let intake = configuration.intake
        let tls = HTTPListenerTLS(
            certificateChainFile: intake.certificateChain, privateKeyFile: intake.privateKey,
            clients: .required(rootsFile: intake.clientRoots))
        let reception = PushReception(
            .init(
                store: store, waiting: waiting, round: configuration.receipts, faults: faults,
                trust: { [current] in current.value.trust },
                held: { [fetching, clock] certificate in Task { await fetching.held(certificate, now: clock()) } },
                clock: clock, log: log,
                received: { [ticks] in ticks.work.tick() }, notDurable: events.notDurable))
        return HTTPListener(
            settings: HTTPListenerSettings(
                host: intake.host, port: intake.port, tls: tls,
                limits: HTTPListenerLimits(bodyBytes: 64 << 20, connections: 32)),
            responder: reception, log: log)
    }
}
