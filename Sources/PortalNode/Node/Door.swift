import HTTPListening
import Logging
import NIOCore
import ServiceNode
import Synchronization

/// A place where a listener stands, closed and opened anew when its certificates have changed.
final class Door: Sendable {
    private let ticks = Ticks()

    /// Asks for the listener to be made anew, on the same port.
    func open() { ticks.tick() }

    /// Serves until the task is cancelled or the listener fails.
    /// - Parameter bound: told the port once.
    func serve(
        _ settings: HTTPListenerSettings, log: Logger,
        _ listen:
            @escaping @Sendable (
                _ settings: HTTPListenerSettings, _ bound: @escaping @Sendable (SocketAddress) -> Void
            ) async throws -> Void, bound: @escaping @Sendable (_ port: Int) -> Void
    ) async throws {
        let port = Mutex<Int?>(nil)
        let note: @Sendable (SocketAddress) -> Void = { address in
            let isFirst = port.withLock { port in
                defer { port = address.port }
                return port == nil
            }
            if isFirst { bound(address.port ?? 0) }
        }
        while !Task.isCancelled {
            var settings = settings
            settings.port = port.withLock { $0 } ?? settings.port
            try await withThrowingTaskGroup(of: Void.self) { [settings, ticks] group in
                group.addTask { try await listen(settings, note) }
                group.addTask { for await _ in ticks.stream { return } }
                try await group.next()
                group.cancelAll()
                // The listener has let go of its port when it returns.
                while try await group.next() != nil {}
            }
        }
    }
}
