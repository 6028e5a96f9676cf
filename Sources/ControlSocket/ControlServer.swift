import CommandOutcome
import Foundation
import Glibc
import Synchronization

/// Serves commands of the same machine's administrators on a Unix socket: one request and one reply a connection.
///
/// Only the server's own user and root are answered; the kernel tells who asks. The actor of what is done is who logged
/// in, which behind `sudo` is somebody else. At most `connections` are served at once, and a silent one is given up after
/// `timeoutSeconds`.
public struct ControlServer: Sendable {
    private let path: String
    private let answer: @Sendable (_ request: [UInt8], _ peer: ControlPeer) async -> [UInt8]
    private let connections: Int
    private let timeoutSeconds: Int

    /// - Parameter answer: makes the reply to one request, as `ControlMessage.answer` does.
    public init(
        path: String, connections: Int = 8, timeoutSeconds: Int = 30,
        answer: @escaping @Sendable (_ request: [UInt8], _ peer: ControlPeer) async -> [UInt8]
    ) {
        self.path = path
        self.answer = answer
        self.connections = connections
        self.timeoutSeconds = timeoutSeconds
    }

    /// Listens until the task is cancelled, then removes the socket.
    ///
    /// - Parameter ready: called once the socket listens.
    /// - Throws: `ControlError` when it cannot listen.
    public func run(ready: @Sendable () -> Void = {}) async throws {
        let listening = try ControlSocket.listen(path: path)
        let wake = try WakePipe()
        ready()
        let path = path
        defer { unlink(path) }
        let loop = AcceptLoop(
            socket: listening, wake: wake,
            gate: DispatchSemaphore(value: connections), serve: serve)
        try await withTaskCancellationHandler {
            try await loop.run()
        } onCancel: {
            wake.raise()
        }
    }

    /// Reads one request, does it, and writes the reply. Whatever goes wrong concerns this connection only.
    private func serve(_ socket: consuming ControlSocket) {
        let socket = socket
        do {
            try socket.limitWaiting(seconds: timeoutSeconds)
            let peer = try socket.peer()
            guard peer.user == geteuid() || peer.user == 0 else {
                return try ControlFrame.write(ControlMessage.refusal(.controlNotPermitted), to: socket)
            }
            let request = try ControlFrame.read(from: socket)
            try ControlFrame.write(reply(to: request, from: peer), to: socket)
        } catch ControlError.loginHidden {
            try? ControlFrame.write(ControlMessage.refusal(.controlLoginHidden), to: socket)
        } catch ControlError.tooLarge {
            try? ControlFrame.write(ControlMessage.refusal(.controlTooLarge), to: socket)
        } catch {
            // The client has gone or is silent: there is nobody to tell.
        }
    }

    /// Runs the request on the concurrency runtime while this connection's own thread waits.
    private func reply(to request: [UInt8], from peer: ControlPeer) -> [UInt8] {
        let box = ReplyBox()
        let answer = answer
        Task {
            box.fill(await answer(request, peer))
        }
        return box.wait()
    }
}

/// Accepts on one thread of its own and serves each connection on another, so that no blocking call ever holds a
/// thread of the concurrency runtime.
private final class AcceptLoop: Sendable {
    private let socket: Mutex<ControlSocket?>
    private let wake: WakePipe
    private let gate: DispatchSemaphore
    private let serve: @Sendable (consuming ControlSocket) -> Void

    init(
        socket: consuming ControlSocket, wake: WakePipe, gate: DispatchSemaphore,
        serve: @escaping @Sendable (consuming ControlSocket) -> Void
    ) {
        self.socket = Mutex(Optional(socket))
        self.wake = wake
        self.gate = gate
        self.serve = serve
    }

    func run() async throws {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                done.resume(with: Result { try self.accept() })
            }
        }
    }

    private func accept() throws {
        guard let listening = socket.withLock({ $0.take() }) else { return }
        while let client = try listening.accept(unless: wake.reading) {
            gate.wait()
            let connection = Connection(client)
            Thread.detachNewThread {
                defer { self.gate.signal() }
                if let socket = connection.take() { self.serve(socket) }
            }
        }
    }
}

/// Hands a connected socket from the accepting thread to the serving one.
private final class Connection: Sendable {
    private let socket: Mutex<ControlSocket?>

    init(_ socket: consuming ControlSocket) {
        self.socket = Mutex(Optional(socket))
    }

    func take() -> ControlSocket? { socket.withLock { $0.take() } }
}

/// Where a connection's thread waits for its reply.
private final class ReplyBox: Sendable {
    private let reply = Mutex<[UInt8]>([])
    private let filled = DispatchSemaphore(value: 0)

    func fill(_ bytes: [UInt8]) {
        reply.withLock { $0 = bytes }
        filled.signal()
    }

    func wait() -> [UInt8] {
        filled.wait()
        return reply.withLock { $0 }
    }
}

/// A pipe that ends a `poll`.
private final class WakePipe: Sendable {
    let reading: Int32
    private let writing: Int32

    init() throws(ControlError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .failed("pipe", errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    func raise() {
        var byte: UInt8 = 1
        _ = write(writing, &byte, 1)
    }
}
