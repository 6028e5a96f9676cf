import Foundation
import Glibc
import Logging
import MunicipalNode
import Synchronization
import Testing

@testable import Commands
@testable import budstikke

@Suite("Service")
struct ServiceTests {
    @Test("U-49 systemd is told READY, RELOADING with a time, STOPPING and WATCHDOG, each as one datagram")
    func states() throws {
        let listener = try Listener()
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": listener.path])
        manager.ready()
        #expect(listener.receive() == "READY=1")
        manager.reloading()
        let lines = listener.receive().split(separator: "\n")
        #expect(lines.first == "RELOADING=1")
        #expect(lines.last?.hasPrefix("MONOTONIC_USEC=") == true)
        #expect(lines.last.flatMap { Int64($0.dropFirst(15)) } ?? 0 > 0)
        manager.stopping()
        #expect(listener.receive() == "STOPPING=1")
        manager.isAlive()
        #expect(listener.receive() == "WATCHDOG=1")
    }

    @Test("U-49 the watchdog counts only for this process, and only when systemd listens")
    func interval() {
        func interval(_ environment: [String: String]) -> Duration? {
            ServiceManager(environment: environment, process: 7).watchdogInterval
        }
        let socket = ["NOTIFY_SOCKET": "/run/n"]
        #expect(interval(socket.merging(["WATCHDOG_USEC": "30000000"]) { $1 }) == .seconds(15))
        #expect(interval(socket.merging(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"]) { $1 }) == .seconds(15))
        #expect(interval(socket.merging(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"]) { $1 }) == nil)
        #expect(interval(["WATCHDOG_USEC": "30000000"]) == nil)
        #expect(interval(socket) == nil)
        #expect(interval(["NOTIFY_SOCKET": "vsock:1:2", "WATCHDOG_USEC": "30000000"]) == nil)
    }

    @Test("U-49 no sign of life is given while a loop has stalled")
    func watchdog() async throws {
        let listener = try Listener()
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": listener.path, "WATCHDOG_USEC": "20000"])
        let turns = Mutex(0)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let task = Task {
            await Watchdog(manager: manager, logger: logger).run {
                turns.withLock { $0 += 1 }
                return ["nord sending"]
            }
        }
        while turns.withLock({ $0 }) < 5 { await Task.yield() }
        task.cancel()
        await task.value
        #expect(listener.isSilent)
    }

    /// A service manager's end of the notification socket.
    private final class Listener: Sendable {
        let path = "/tmp/budstikke-notify-\(UUID().uuidString.prefix(8))"
        private let descriptor: Int32

        init() throws {
            descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let bytes = Array(path.utf8)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            let bound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            try #require(descriptor >= 0 && bound == 0)
        }

        deinit {
            close(descriptor)
            unlink(path)
        }

        func receive() -> String {
            var buffer = [UInt8](repeating: 0, count: 512)
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        }

        var isSilent: Bool { receive().isEmpty }
    }
}
