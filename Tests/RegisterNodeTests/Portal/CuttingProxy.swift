import Foundation
import Glibc
import Synchronization

/// Carries a line between two programs on this machine, and cuts it at one moment of an upload.
final class CuttingProxy: Sendable {
    enum Moment: Sendable, CaseIterable {
        /// When half of the upload has gone through.
        case half
        /// When all of it has gone through and the answer begins to come: the answer is lost.
        case answer
    }

    private struct Plan {
        let moment: Moment
        let octets: Int
        let cut: @Sendable () -> Void
    }

    private let upstream: Int
    private let listening: Int32
    private let plan = Mutex<Plan?>(nil)
    private let uploaded = Mutex(0)

    /// - Parameters: where it listens, and where it leads to.
    init(port: Int, upstream: Int) throws {
        self.upstream = upstream
        listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var on: Int32 = 1
        setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        let isBound = Self.withAddress(port) { bind(listening, $0, $1) == 0 }
        guard isBound, listen(listening, 8) == 0 else { throw POSIXError(.EADDRINUSE) }
        let descriptor = listening
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else { return }
                carry(client)
            }
        }
    }

    /// From now on the next upload of so many octets is cut; `cut` is called before anything is closed.
    func arm(_ moment: Moment, octets: Int, _ cut: @escaping @Sendable () -> Void) {
        uploaded.withLock { $0 = 0 }
        plan.withLock { $0 = Plan(moment: moment, octets: octets, cut: cut) }
    }

    var isArmed: Bool { plan.withLock { $0 != nil } }

    func stop() { shutdown(listening, Int32(SHUT_RDWR)) }

    private func carry(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard Self.withAddress(upstream, { connect(server, $0, $1) == 0 }) else {
            close(server)
            close(client)
            return
        }
        let pumps = Mutex(2)
        let ended: @Sendable () -> Void = {
            for end in [client, server] { shutdown(end, Int32(SHUT_RDWR)) }
            let left = pumps.withLock { left in
                left -= 1
                return left
            }
            if left == 0 { for end in [client, server] { close(end) } }
        }
        pump(client, server, ended) { [self] count in
            let all = uploaded.withLock { uploaded in
                uploaded += count
                return uploaded
            }
            return cuts { $0.moment == .half && all >= $0.octets / 2 }
        }
        pump(server, client, ended) { [self] _ in
            let all = uploaded.withLock { $0 }
            return cuts { $0.moment == .answer && all >= $0.octets }
        }
    }

    private func pump(
        _ from: Int32, _ to: Int32, _ ended: @escaping @Sendable () -> Void,
        isEnd: @escaping @Sendable (Int) -> Bool
    ) {
        Thread.detachNewThread {
            var piece = [UInt8](repeating: 0, count: 1_024)
            while true {
                let count = recv(from, &piece, piece.count, 0)
                guard count > 0, !isEnd(count), send(to, piece, count, Int32(MSG_NOSIGNAL)) == count else { break }
            }
            ended()
        }
    }

    /// Cuts once, when this is the moment.
    private func cuts(_ isMoment: (Plan) -> Bool) -> Bool {
        let due = plan.withLock { plan -> Plan? in
            guard let current = plan, isMoment(current) else { return nil }
            plan = nil
            return current
        }
        due?.cut()
        return due != nil
    }

    private static func withAddress<Value>(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value
    {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(UInt32(0x7F00_0001).bigEndian)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
