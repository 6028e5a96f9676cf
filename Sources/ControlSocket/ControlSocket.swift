import Foundation
import Glibc

/// A connected or listening Unix stream socket; closed when it goes out of scope.
public struct ControlSocket: ~Copyable, Sendable {
    /// What a path may have in `sockaddr_un`, its final NUL not counted.
    public static let maximumPathBytes = 107

    let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Connects to a listening server. Throws `.notRunning` when there is none.
    static func connect(path: String, timeoutSeconds: Int) throws(ControlError) -> ControlSocket {
        let socket = try make()
        guard try withAddress(path, { Glibc.connect(socket.descriptor, $0, $1) }) == 0 else {
            switch errno {
            case ENOENT, ECONNREFUSED, ENOTDIR: throw .notRunning
            case EACCES, EPERM: throw .notPermitted
            default: throw .failed("connect", errno)
            }
        }
        try socket.limitWaiting(seconds: timeoutSeconds)
        return socket
    }

    /// Whether a server answers at `path`.
    static func isListening(_ path: String) throws(ControlError) -> Bool {
        do {
            _ = try connect(path: path, timeoutSeconds: 1)
            return true
        } catch {
            guard error == .notRunning else { throw error }
            return false
        }
    }

    /// Listens at `path`, in a directory of mode 0700 that is made when it is missing.
    ///
    /// A socket left behind by a server that died is replaced. Throws `.inUse` when a server answers there,
    /// `.unsafeDirectory` when others may enter the directory.
    static func listen(path: String) throws(ControlError) -> ControlSocket {
        try prepareDirectory((path as NSString).deletingLastPathComponent)
        guard try !isListening(path) else { throw .inUse }
        unlink(path)
        let socket = try make()
        guard try withAddress(path, { bind(socket.descriptor, $0, $1) }) == 0 else { throw .failed("bind", errno) }
        chmod(path, 0o600)
        guard Glibc.listen(socket.descriptor, 16) == 0 else { throw .failed("listen", errno) }
        return socket
    }

    /// Waits until a client connects or `wake` becomes readable; nil for the latter.
    func accept(unless wake: Int32) throws(ControlError) -> ControlSocket? {
        while true {
            var waiting = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waiting, 2, -1) >= 0 else {
                if errno == EINTR { continue }
                throw .failed("poll", errno)
            }
            if waiting[1].revents != 0 { return nil }
            let client = Glibc.accept(descriptor, nil, nil)
            if client >= 0 {
                _ = fcntl(client, F_SETFD, FD_CLOEXEC)
                return ControlSocket(descriptor: client)
            }
            switch errno {
            case EINTR, EAGAIN, ECONNABORTED: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(50_000)
            default: throw .failed("accept", errno)
            }
        }
    }

    /// Who runs the process at the other end, told by the kernel.
    func peer() throws(ControlError) -> ControlPeer {
        // `struct ucred` of <sys/socket.h>, which Glibc's module leaves out: process, user and group, 32 bits each.
        var credentials: [UInt32] = [0, UInt32.max, UInt32.max]
        let expected = socklen_t(3 * MemoryLayout<UInt32>.size)
        var size = expected
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0, size == expected else {
            throw .failed("SO_PEERCRED", errno)
        }
        return try ControlPeer(user: credentials[1], process: Int32(bitPattern: credentials[0]))
    }

    /// Gives up on a silent other side after so many seconds.
    func limitWaiting(seconds: Int) throws(ControlError) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        guard setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size) == 0,
            setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size) == 0
        else { throw .failed("setsockopt", errno) }
    }

    func read(count: Int) throws(ControlError) -> [UInt8] {
        // Grows with what really arrives, not with what the header promised.
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(count, 1 << 16))
        while bytes.count < count {
            let got = recv(descriptor, &chunk, min(chunk.count, count - bytes.count), 0)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw Self.stalled("recv") }
            guard got > 0 else { throw .closed }
            bytes += chunk[..<got]
        }
        return bytes
    }

    func write(_ bytes: [UInt8]) throws(ControlError) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                send(descriptor, buffer.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.stalled("send") }
            sent += count
        }
    }

    // MARK: - Private steps

    private static func stalled(_ call: String) -> ControlError {
        switch errno {
        case EAGAIN: .timeout
        case EPIPE, ECONNRESET: .closed
        default: .failed(call, errno)
        }
    }

    private static func make() throws(ControlError) -> ControlSocket {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .failed("socket", errno) }
        return ControlSocket(descriptor: descriptor)
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(ControlError) -> Int32 {
        let bytes = Array(path.utf8)
        guard bytes.count <= maximumPathBytes, !bytes.contains(0) else { throw .failed("path", ENAMETOOLONG) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func prepareDirectory(_ directory: String) throws(ControlError) {
        if mkdir(directory, 0o700) == 0 { return }
        let reason = errno
        var status = stat()
        guard reason == EEXIST, lstat(directory, &status) == 0 else { throw .failed("mkdir", reason) }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
            throw .unsafeDirectory(directory)
        }
    }
}
