import CommandOutcome
import ControlSocket
import Cryptography
public import Foundation
import HTTPListening
import Keys
public import Logging
import MailRelay
import NIOCore
import NIOPosix
import PasswordHashing
public import Portal
import ServiceNode
import Synchronization
import Texts
import Web

/// One download portal, composed: pages for browsers, the register's door, mails, and what the portal does by itself.
///
/// `open` takes the data directory's lock and reads the files; `run` works until cancelled. What a command or a test
/// needs of the work itself is `runOnce(now:)`, with the clock given.
public final class PortalNode: Sendable {
    /// The ports on which the portal can be reached.
    public struct Ports: Sendable, Equatable {
        public var pages: Int
        public var push: Int

        public init(pages: Int = 0, push: Int = 0) {
            self.pages = pages
            self.push = push
        }
    }

    /// What concerns the whole process.
    public struct Events: Sendable {
        /// The disk no longer keeps what is written: the process must end.
        public let notDurable: @Sendable () -> Void

        public init(notDurable: @escaping @Sendable () -> Void = {}) { self.notDurable = notDurable }
    }

    public let configuration: PortalConfiguration
    let store: PortalStore
    private let files: PortalFiles
    private let portal: PortalSite
    private let push: PushAPI
    private let rounds: PortalRounds
    private let post: PortalPost
    private let relay: MailRelay
    private let clock: @Sendable () -> Date
    private let log: Logger
    private let events: Events
    private let group: MultiThreadedEventLoopGroup
    /// Asks for a look at the queue of mails.
    private let mailTicks = Ticks()

    /// Opens the data directory and reads the files; nothing is connected yet.
    /// - Throws: `MasterKeyError`, `PortalFault`, `AdministrationError` about a file.
    public static func open(
        _ configuration: PortalConfiguration, logger: Logger, events: Events = Events(),
        clock: @escaping @Sendable () -> Date = { Date() }
    ) async throws -> PortalNode {
        let masterKey = try MasterKey(file: configuration.masterKeyFile, notInside: configuration.dataDirectory)
        let files = try PortalFiles(configuration)
        let store = try PortalStore(directory: configuration.dataDirectory, masterKey: masterKey)
        do {
            return try PortalNode(configuration, store, files, log: logger, events: events, clock: clock)
        } catch {
            try? store.close()
            throw error
        }
    }

    private init(
        _ configuration: PortalConfiguration, _ store: PortalStore, _ files: PortalFiles, log: Logger, events: Events,
        clock: @escaping @Sendable () -> Date
    ) throws {
        let report: @Sendable (any Error) -> Void = { error in
            log.error("request-failed", metadata: ["sentence": "\(Self.words(error))"])
            if error as? PortalFault == .notDurable { events.notDurable() }
        }
        let mails = configuration.mail.settings
        let ticks = mailTicks
        let send: PortalMailing = { mail in
            try await store.queue(mail, from: mails.sender)
            ticks.tick()
        }
        let portal = try PortalSite(
            PortalSite.Surroundings(
                store: store, origin: configuration.origin, isTest: configuration.isTest,
                contacts: configuration.contactBook, mails: mails, guide: Guide(folder: configuration.guide),
                hasher: try configuration.hasher(pepper: store.keys.pepper),
                hashes: HashQueue(concurrent: configuration.hashing.concurrent, waiting: configuration.hashing.waiting),
                rules: configuration.passwordRules.rules, formKey: store.keys.forms, clock: clock,
                draw: SecureRandom.bytes, send: send, report: report))
        push = PushAPI(
            store, sessions: portal.sessions, registers: { files.registers }, mails: mails,
            origin: configuration.origin, queued: ticks.tick, clock: clock, report: report)
        rounds = PortalRounds(
            store, mails: mails, origin: configuration.origin, draw: SecureRandom.bytes, send: send)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let relay = MailRelay(configuration.mail.relay, group: group)
        post = PortalPost(store: store, relay: relay, mail: configuration.mail, log: log)
        self.configuration = configuration
        self.store = store
        self.files = files
        self.portal = portal
        self.relay = relay
        self.clock = clock
        self.log = log
        self.events = events
        self.group = group
    }

    /// Listens for browsers, for the register and for commands, and works, until the task is cancelled.
    /// - Parameter ready: told once, when everything can be reached.
    public func run(ready: @escaping @Sendable (Ports) -> Void) async throws {
        let bound = Mutex((ports: Ports(), left: 3))
        let note: @Sendable (@Sendable (inout Ports) -> Void) -> Void = { change in
            let ports = bound.withLock { bound in
                change(&bound.ports)
                bound.left -= 1
                return bound.left == 0 ? bound.ports : nil
            }
            if let ports { ready(ports) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let control = ControlServer(path: self.configuration.controlSocket) { request, _ in
                    await self.administration.answer(request)
                }
                try await control.run { note { _ in } }
            }
            group.addTask {
                try await self.files.pages.serve(self.pageSettings, log: self.log) { settings, bound in
                    try await WebListener(self.portal.site, settings: settings, log: self.log).run(bound: bound)
                } bound: { port in
                    note { $0.pages = port }
                }
            }
            group.addTask {
                try await self.files.push.serve(self.pushSettings, log: self.log) { settings, bound in
                    try await PushListener(self.push, settings: settings, log: self.log).run(bound: bound)
                } bound: { port in
                    note { $0.push = port }
                }
            }
            group.addTask {
                await Ticks().repeating(every: .seconds(self.configuration.roundSeconds)) {
                    await self.roundOnce(now: self.clock())
                }
            }
            group.addTask { for await _ in self.mailTicks.stream { await self.mailOnce(now: self.clock()) } }
            // Whichever ends first ends all.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Reads certificates anew: the listeners close for a moment, sessions stay.
    /// - Throws: `AdministrationError` about a file that cannot be used; everything is then as it was.
    public func reload() throws {
        try files.reload(pages: pageSettings.tls, push: pushSettings.tls)
        log.notice("certificates-read")
    }

    /// One round of everything, at the time given: what ends, what is asked and reminded of, and mails.
    public func runOnce(now: Date) async {
        await roundOnce(now: now)
        await mailOnce(now: now)
    }

    /// All units that the register has told of, and how their files stand.
    public func units() async throws -> [UnitReview] { try await store.reviewUnits() }

    /// Closes store and connections; nothing may be asked afterwards.
    public func close() async throws {
        await relay.close()
        try store.close()
        try await group.shutdownGracefully()
    }

    /// Carries out commands.
    var administration: PortalAdministration {
        PortalAdministration(store: store, configuration: configuration, clock: clock)
    }

    // MARK: - Rounds

    private func roundOnce(now: Date) async {
        await attempting("round-failed") { try await self.rounds.run(now: now) }
        mailTicks.tick()
    }

    private func mailOnce(now: Date) async {
        await attempting("mails-failed") { try await self.post.runOnce(now: now) }
    }

    private func attempting(_ event: Logger.Message, _ round: () async throws -> Void) async {
        do { try await round() } catch {
            log.error(event, metadata: ["sentence": "\(Self.words(error))"])
            if error as? PortalFault == .notDurable { events.notDurable() }
        }
    }

    /// Of other errors only the type: their words may hold what somebody wrote.
    private static func words(_ error: any Error) -> String {
        (error as? PortalFault)?.description ?? (error as? PasswordHashingFault)?.description ?? "\(type(of: error))"
    }
}
