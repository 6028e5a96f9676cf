import Foundation

/// Why a command and the running server do not come together.
enum ControlError: Error, Equatable {
    /// Nobody listens: no server is running with this configuration.
    case notRunning
    /// Only the server's own user and root may ask.
    case notPermitted
    /// The socket's directory is open to others.
    case unsafeDirectory
    /// The other side went away, was silent, or said too much.
    case broken
    /// A call of the operating system failed, with its `errno`.
    case failed(Int32)
}

/// A Unix stream socket; closed when it goes out of scope. Its file lies in a directory of mode 0700.
struct ControlSocket: ~Copyable {
    /// The most that is read from one side, octets.
    static let largest = 16 << 20

    let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { Glibc.close(descriptor) }

    static func connect(path: String, seconds: Int) throws(ControlError) -> ControlSocket {
        let socket = try make()
        guard try withAddress(path, { Glibc.connect(socket.descriptor, $0, $1) }) == 0 else {
            switch errno {
            case ENOENT, ECONNREFUSED, ENOTDIR: throw .notRunning
            case EACCES, EPERM: throw .notPermitted
            default: throw .failed(errno)
            }
        }
        socket.limitWaiting(seconds: seconds)
        return socket
    }

    /// Listens. What another process left at the path is replaced: the caller holds the data directory's lock.
    static func listen(path: String) throws(ControlError) -> ControlSocket {
        let directory = (path as NSString).deletingLastPathComponent
        if mkdir(directory, 0o700) != 0 {
            guard errno == EEXIST, let found = try? FileManager.default.attributesOfItem(atPath: directory) else {
                throw .failed(errno)
            }
            let permissions = found[.posixPermissions] as? Int ?? 0o777
            guard found[.type] as? FileAttributeType == .typeDirectory, permissions & 0o077 == 0,
                (found[.ownerAccountID] as? NSNumber)?.uint32Value == geteuid()
            else { throw .unsafeDirectory }
        }
        unlink(path)
        let socket = try make()
        guard try withAddress(path, { bind(socket.descriptor, $0, $1) }) == 0 else { throw .failed(errno) }
        chmod(path, 0o600)
        guard Glibc.listen(socket.descriptor, 16) == 0 else { throw .failed(errno) }
        return socket
    }

    /// The next client; nil once the socket was shut down.
    func accept() -> ControlSocket? {
        while true {
            let client = Glibc.accept(descriptor, nil, nil)
            if client >= 0 {
                _ = fcntl(client, F_SETFD, FD_CLOEXEC)
                return ControlSocket(descriptor: client)
            }
            switch errno {
            case EINTR, EAGAIN, ECONNABORTED: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(50_000)
            default: return nil
            }
        }
    }

    /// The user that the process at the other end runs as, told by the kernel.
    func peerUser() throws(ControlError) -> UInt32 {
        // `struct ucred` of <sys/socket.h>, which Glibc's module leaves out: process, user and group, 32 bits each.
        var credentials: [UInt32] = [0, UInt32.max, UInt32.max]
        var size = socklen_t(3 * MemoryLayout<UInt32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 else { throw .failed(errno) }
        return credentials[1]
    }

    func limitWaiting(seconds: Int) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    }

    /// All that the other side says until it ends.
    func readAll() throws(ControlError) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &piece, piece.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .broken }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= Self.largest else { throw .broken }
        }
    }

    /// Says all of it and ends.
    func writeAll(_ bytes: [UInt8]) throws(ControlError) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                send(descriptor, buffer.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .broken }
            sent += count
        }
        shutdown(descriptor, Int32(SHUT_WR))
    }

    private static func make() throws(ControlError) -> ControlSocket {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .failed(errno) }
        return ControlSocket(descriptor: descriptor)
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(ControlError) -> Int32 {
        let bytes = Array(path.utf8)
        // What a path may have in `sockaddr_un`, its final NUL not counted.
        guard bytes.count <= 107, !bytes.contains(0) else { throw .failed(ENAMETOOLONG) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
