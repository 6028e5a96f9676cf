import Foundation
import Synchronization

/// Serves commands of this machine's administrators on a Unix socket, one after another on a thread of its own.
///
/// Only the server's own user and root are answered; the kernel tells who asks, and that user is the actor of what is
/// done.
final class ControlServer: Sendable {
    private let path: String
    private let administration: @Sendable () -> RegisterAdministration
    /// The listening descriptor while the server runs.
    private let listening = Mutex<Int32?>(nil)

    /// - Parameter administration: asked for each request, so that new keys and lists have effect on the next one.
    init(path: String, administration: @escaping @Sendable () -> RegisterAdministration) {
        self.path = path
        self.administration = administration
    }

    /// - Throws: `ControlError`.
    func start() throws(ControlError) {
        let socket = try ControlSocket.listen(path: path)
        listening.withLock { $0 = socket.descriptor }
        let handed = HandedSocket(socket)
        Thread.detachNewThread { [self] in
            guard let socket = handed.take() else { return }
            while let client = socket.accept() { serve(client) }
            listening.withLock { $0 = nil }
        }
    }

    /// Ends the thread once it has answered whom it is answering.
    func stop() {
        listening.withLock { descriptor in
            if let descriptor { shutdown(descriptor, Int32(SHUT_RDWR)) }
            descriptor = nil
        }
        unlink(path)
    }

    /// Whatever goes wrong concerns this connection only.
    private func serve(_ client: consuming ControlSocket) {
        client.limitWaiting(seconds: 10)
        guard let user = try? client.peerUser(), user == geteuid() || user == 0, let request = try? client.readAll()
        else { return }
        try? client.writeAll(administration().answer(request, by: "uid:\(user)"))
    }
}

/// Hands the socket from who makes it to the thread that serves it.
private final class HandedSocket: Sendable {
    private let socket: Mutex<ControlSocket?>

    init(_ socket: consuming ControlSocket) { self.socket = Mutex(Optional(socket)) }

    func take() -> ControlSocket? { socket.withLock { $0.take() } }
}
