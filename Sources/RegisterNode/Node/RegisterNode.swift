public import Foundation
import HTTPListening
import Identifiers
import Keys
public import Logging
public import NIOCore
import NIOPosix
import OsloCalendar
import Register

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
    private let waiting: WaitingDeliveries
    private let relay: MailRelay
    private let line: TrusteeLine?
    private let work: RegisterWork
    private let post: RegisterPost
    private let thread = SerialWork("register work")
    private let ticks = (work: Ticks(), post: Ticks())
    private let clock: @Sendable () -> Date
    private let log: Logger
    private let events: Events
    private let group: MultiThreadedEventLoopGroup

    /// Opens the data directory and loads keys, trust and the lines to others; nothing is connected yet.
    /// - Parameter portal: hands archives to the portal; nil while there is none.
    /// - Throws: `MasterKeyError`, `RegisterError`, and what a file that cannot be used throws.
    public static func open(
        _ configuration: RegisterConfiguration, logger: Logger, portal: PortalPush? = nil,
        events: Events = Events(), clock: @escaping @Sendable () -> Date = { Date() }
    ) async throws -> RegisterNode {
        let installation = try RegisterInstallation.open(configuration)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let line = try configuration.statusEvents.map { try TrusteeLine($0, group: group) }
            return RegisterNode(
                installation, current: try CurrentTrust(installation.trustReading, log: logger), line: line,
                portal: portal, log: logger, events: events, clock: clock, group: group)
        } catch {
            try? installation.store.close()
            try? await group.shutdownGracefully()
            throw error
        }
    }

    private init(
        _ installation: RegisterInstallation, current: CurrentTrust, line: TrusteeLine?, portal: PortalPush?,
        log: Logger, events: Events, clock: @escaping @Sendable () -> Date, group: MultiThreadedEventLoopGroup
    ) {
        configuration = installation.configuration
        store = installation.store
        self.current = current
        self.line = line
        self.log = log
        self.events = events
        self.clock = clock
        self.group = group
        waiting = WaitingDeliveries(in: configuration.dataDirectory)
        work = RegisterWork(store: store, waiting: waiting, log: log)
        let relay = MailRelay(configuration.mail, group: group)
        self.relay = relay
        let mailer = Mailer(
            store: store, settings: configuration.mail.settings, round: configuration.receiptRound
        ) { await relay.send($0) }
        post = RegisterPost(store: store, mailer: mailer, log: log, portal: portal, trustee: line)
    }

    /// Listens for the trustee and for commands, and works, until the task is cancelled.
    /// - Parameter ready: told once, with the address that the trustee can reach.
    public func run(ready: @escaping @Sendable (SocketAddress) -> Void) async throws {
        let control = ControlServer(path: configuration.controlSocket) { self.administration }
        try control.start()
        defer { control.stop() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.listener.run(bound: ready) }
            group.addTask {
                await self.repeating(self.ticks.work) {
                    await self.workOnce(now: self.clock())
                    self.ticks.post.tick()
                }
            }
            group.addTask { await self.repeating(self.ticks.post) { await self.postOnce(now: self.clock()) } }
            try await group.next()
            group.cancelAll()
        }
    }

    /// One round of everything, at the time given: join, control, release, and then archives, mails and events.
    public func runOnce(now: Date) async {
        await workOnce(now: now)
        await postOnce(now: now)
    }

    /// Closes store and connections; nothing may be asked afterwards.
    public func close() async throws {
        await relay.close()
        await line?.close()
        // What is under way on the thread ends first.
        try await thread.run { [store] in try store.close() }
        try await group.shutdownGracefully()
    }

    /// Carries out commands with what is in effect now.
    var administration: RegisterAdministration {
        RegisterAdministration(
            store: store, configuration: configuration, trust: current.value, clock: clock)
    }

    // MARK: - Rounds

    private func workOnce(now: Date) async {
        let trust = current.refreshed(now: now).trust
        await attempting("work-failed") { try await self.thread.run { try self.work.run(trust, now: now) } }
    }

    private func postOnce(now: Date) async {
        let signer = current.refreshed(now: now).signer
        await attempting("post-failed") { try await self.post.run(signer: signer, now: now) }
    }

    private func attempting(_ event: Logger.Message, _ round: () async throws -> Void) async {
        do { try await round() } catch {
            log.error(event, metadata: ["error": "\(error)"])
            if error as? RegisterError == .notDurable { events.notDurable() }
        }
    }

    /// A round now, one whenever something has come, and one after each pause.
    private func repeating(_ ticks: Ticks, _ round: @Sendable () async -> Void) async {
        let pause = Duration.seconds(configuration.roundSeconds)
        let timer = Task {
            while !Task.isCancelled {
                ticks.tick()
                try? await Task.sleep(for: pause)
            }
        }
        defer { timer.cancel() }
        for await _ in ticks.stream { await round() }
    }

    private var listener: HTTPListener<PushReception> {
        let intake = configuration.intake
        let tls = HTTPListenerTLS(
            certificateChainFile: intake.certificateChain, privateKeyFile: intake.privateKey,
            clients: .required(rootsFile: intake.clientRoots))
        let reception = PushReception(
            .init(
                store: store, waiting: waiting, trust: { [current] in current.value.trust }, clock: clock, log: log,
                received: { [ticks] in ticks.work.tick() }, notDurable: events.notDurable))
        return HTTPListener(
            settings: HTTPListenerSettings(
                host: intake.host, port: intake.port, tls: tls,
                limits: HTTPListenerLimits(bodyBytes: 64 << 20, connections: 32)),
            responder: reception, log: log)
    }
}

/// Asks for a round; any number of times while one is under way ask for one more.
private struct Ticks: Sendable {
    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    func tick() { continuation.yield() }
}
