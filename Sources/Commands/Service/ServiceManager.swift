import Foundation
import Glibc

/// Tells systemd how the service stands (sd_notify protocol), when it runs under it.
package struct ServiceManager: Sendable {
    private let socketPath: String?
    /// How often systemd wants a sign of life; nil when it does not watch this process.
    package let watchdogInterval: Duration?

    /// - Parameter environment: `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID`, as systemd sets them.
    package init(environment: [String: String], process: Int32 = getpid()) {
        socketPath = environment["NOTIFY_SOCKET"].flatMap { path in
            // A path, or a name in the abstract namespace; never longer than an address can hold.
            ["/", "@"].contains(path.prefix(1)) && path.utf8.count <= 107 ? path : nil
        }
        let isMeant = environment["WATCHDOG_PID"].map { Int32($0) == process } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
        // Twice as often as asked for, so that one late turn is forgiven.
        watchdogInterval =
            isMeant && microseconds > 0 && socketPath != nil ? .microseconds(microseconds / 2) : nil
    }

    package func ready() { notify("READY=1") }

    /// A reload begins; `ready` says that it has ended.
    package func reloading() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let microseconds = Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
        notify("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
    }

    package func stopping() { notify("STOPPING=1") }
    package func isAlive() { notify("WATCHDOG=1") }

    private func notify(_ state: String) {
        guard let path = socketPath, let first = path.utf8.first else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // A leading @ stands for the NUL of an abstract address.
        let bytes = (first == UInt8(ascii: "@") ? [0] : [first]) + path.utf8.dropFirst()
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let message = Array(state.utf8)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = sendto(descriptor, message, message.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }
}
