import Dispatch
import Glibc
import Synchronization

/// SIGTERM and SIGINT as "end", SIGHUP as "reload"; caught from the moment this is made, so that a signal during the
/// start is not lost and does not kill.
package final class ServiceSignals: Sendable {
    private struct Ending {
        var asked = false
        var action: (@Sendable () -> Void)?
    }

    /// Yields when a reload is wanted; any number of signals while one is under way ask for one more.
    package let reloads: AsyncStream<Void>
    private let ending = Mutex(Ending())

    package init() {
        let (reloads, reload) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.reloads = reloads
        for number in [SIGTERM, SIGINT] { watch(number) { [weak self] in self?.end() } }
        watch(SIGHUP) { reload.yield() }
    }

    /// Does `action` when the process is asked to end: at once if it has been already.
    package func whenEnding(_ action: @escaping @Sendable () -> Void) {
        let asked = ending.withLock { ending in
            ending.action = action
            return ending.asked
        }
        if asked { action() }
    }

    private func end() {
        let action = ending.withLock { ending in
            ending.asked = true
            return ending.action
        }
        action?()
    }

    private static func keep(_ source: any DispatchSourceSignal) {
        _ = Unmanaged.passRetained(source as AnyObject)
    }

    private func watch(_ number: Int32, _ handler: @escaping @Sendable () -> Void) {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler(handler: handler)
        source.resume()
        // Never cancelled, so that it lives as long as the process.
        Self.keep(source)
    }
}
