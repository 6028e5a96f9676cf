import Dispatch
import Foundation
import Synchronization

/// Ctrl-C or a request to end: servers are ended and the disk is cleared before this process goes.
final class Interruption: Sendable {
    private let servers = Mutex<Set<Int32>>([])

    /// - Parameter directory: removed with everything in it.
    init(clearing directory: String) {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [weak self] in
                for server in self?.servers.withLock(\.self) ?? [] { kill(server, SIGKILL) }
                try? FileManager.default.removeItem(atPath: directory)
                exit(128 + number)
            }
            source.resume()
            // Kept for as long as the process lives: a source that is let go is cancelled.
            _ = Unmanaged.passRetained(source as AnyObject)
        }
    }

    /// A server that must not be left behind.
    func started(_ server: Int32) { servers.withLock { _ = $0.insert(server) } }

    func ended(_ server: Int32) { servers.withLock { _ = $0.remove(server) } }
}
