import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// Stands between a message server and its mail server, counts lines, and does what a bad network does.
final class MailProxy: Sendable {
    enum Service: Sendable, Hashable, CaseIterable { case smtp, pop3 }
    /// As the bytes go: to the mail server, or from it.
    enum Way: Sendable, Hashable { case toServer, fromServer }

    /// What becomes of one connection.
    enum Fate: Sendable, Hashable {
        case pass
        /// Ends after so many whole lines in that direction.
        case cut(Way, after: Int)
        /// Half-open: nothing gets through any more, either way, after so many whole lines from the mail server.
        case silent(after: Int)
        /// Every piece waits so many milliseconds.
        case slow(Int64)
    }

    private struct State {
        var listeners: [Service: any Channel] = [:]
        var targets: [Service: Int]
        var ports: [Service: Int] = [:]
        var decide: @Sendable (Service) -> Fate = { _ in .pass }
        var ended: @Sendable (Service, Fate, _ fulfilled: Bool) -> Void = { _, _, _ in }
        var open: [ObjectIdentifier: any Channel] = [:]
        var silenced = 0
    }

    private let state: Mutex<State>

    /// - Parameters: ports of the mail server on this machine.
    init(smtp: Int, pop3: Int) async throws {
        state = Mutex(State(targets: [.smtp: smtp, .pop3: pop3]))
        try await rise()
    }

    var smtpPort: Int { state.withLock { $0.ports[.smtp] ?? 0 } }
    var pop3Port: Int { state.withLock { $0.ports[.pop3] ?? 0 } }
    /// Connections that have fallen silent so far.
    var silenced: Int { state.withLock(\.silenced) }

    /// From now on each new connection is given its fate by this; `ended` is told whether a cut took place.
    func decide(
        _ decide: @escaping @Sendable (Service) -> Fate,
        ended: @escaping @Sendable (Service, Fate, _ fulfilled: Bool) -> Void = { _, _, _ in }
    ) {
        state.withLock { ($0.decide, $0.ended) = (decide, ended) }
    }

    /// From now on new connections of this service lead to another port.
    func lead(_ service: Service, to port: Int) { state.withLock { $0.targets[service] = port } }

    /// Connections are refused, as by a machine where nothing listens; those there are, are reset.
    func fall() async throws {
        let listeners = state.withLock { state in
            defer { state.listeners = [:] }
            return state.listeners.values
        }
        for listener in listeners { try await listener.close() }
        await reset()
    }

    /// Listens, on the ports it had before if it had any.
    func rise() async throws {
        for service in Service.allCases {
            let listener = try await ServerBootstrap(group: Self.group)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.autoRead, value: false)
                .childChannelInitializer { [self] near in accept(near, service) }
                .bind(host: "127.0.0.1", port: state.withLock { $0.ports[service] } ?? 0).get()
            state.withLock { state in
                state.listeners[service] = listener
                state.ports[service] = listener.localAddress?.port
            }
        }
    }

    /// Resets every connection there is (RST).
    func reset() async {
        let channels = state.withLock { Array($0.open.values) }
        for channel in channels {
            let abrupt = linger(l_onoff: 1, l_linger: 0)
            try? await (channel as? any SocketOptionProvider)?.setSoLinger(abrupt).get()
            try? await channel.close()
        }
    }

    func close() async {
        try? await fall()
    }

    // MARK: - Private steps

    // One thread: both ends of a connection are on it, so its counting needs no lock.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    private func accept(_ near: any Channel, _ service: Service) -> EventLoopFuture<Void> {
        let (port, fate) = state.withLock { ($0.targets[service] ?? 0, $0.decide) }
        let decided = fate(service)
        return ClientBootstrap(group: near.eventLoop)
            .channelOption(.autoRead, value: false)
            .channelInitializer { [self] far in
                far.eventLoop.makeCompletedFuture {
                    let connection = ProxiedConnection(fate: decided, near: near, far: far) { [self] fulfilled in
                        let ended = state.withLock { state in
                            state.open[ObjectIdentifier(near)] = nil
                            return state.ended
                        }
                        ended(service, decided, fulfilled)
                    } onSilence: { [self] in
                        state.withLock { $0.silenced += 1 }
                    }
                    try near.pipeline.syncOperations.addHandler(ProxyEnd(connection, .toServer))
                    try far.pipeline.syncOperations.addHandler(ProxyEnd(connection, .fromServer))
                    state.withLock { $0.open[ObjectIdentifier(near)] = near }
                }
            }
            .connect(host: "127.0.0.1", port: port).map { _ in }
    }
}
