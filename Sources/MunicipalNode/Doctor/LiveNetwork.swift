import Foundation
import FoundationNetworking
import Glibc
import Identifiers
import Mail
import NIOCore
import NIOPosix

/// The machine's own network.
struct LiveNetwork: DoctorNetwork {
    /// Seconds a connection may take.
    private static let patience: Int32 = 4

    func addresses(of host: String) async -> [String] {
        await Self.blocking { Self.resolve(host) }
    }

    func ownAddress(toward address: String) async -> String? {
        await Self.blocking {
            Self.withAddress(address, port: 9, kind: SOCK_DGRAM) { descriptor, target, length in
                // Connecting a datagram socket sends nothing: it only asks the routing table.
                guard Glibc.connect(descriptor, target, length) == 0 else { return nil }
                return Self.localAddress(descriptor)
            } ?? nil
        }
    }

    func connect(_ address: String, port: Int, readGreeting: Bool) async -> ConnectionOutcome {
        await Self.blocking {
            Self.withAddress(address, port: port, kind: SOCK_STREAM) { descriptor, target, length in
                let outcome = Self.connect(descriptor, target, length)
                guard case .open = outcome, readGreeting else { return outcome }
                return .open(greeting: Self.readLine(descriptor))
            } ?? .noRoute
        }
    }

    func certificate(
        of endpoint: MailEndpoint, _ service: CheckedService, trustRoots: String?
    ) async -> ShownCertificate? {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let shown = await CertificateProbe(
            endpoint: endpoint, service: service, trustRoots: trustRoots, group: group
        ).look()
        try? await group.shutdownGracefully()
        return shown
    }

    func logIn(_ server: MailServerSettings, _ configuration: Configuration) async -> MailboxRefusal? {
        if let file = server.passwordFile, (try? PasswordFile.read(file)) == nil { return .passwordFile }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let client = SMTPClient(
            address: server.smtpAddress, allowed: AllowedHosts(configuration.allowedHosts),
            helloName: configuration.helloName ?? "localhost", group: group)
        var refusal: MailboxRefusal?
        do throws(MailError) { try await client.check() } catch { refusal = Self.refusal(error) }
        try? await group.shutdownGracefully()
        return refusal
    }

    func logIn(_ mailbox: String, _ configuration: Configuration) async -> MailboxRefusal? {
        guard let box = configuration.mailboxes[mailbox], let server = configuration.mailServers[box.server] else {
            return .other("it is not in the configuration")
        }
        guard (try? PasswordFile.read(box.passwordFile)) != nil else { return .passwordFile }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let file = box.passwordFile
        let client = POP3Client(
            address: server.pop3.address(
                trustRoots: server.trustRoots,
                credentials: MailCredentials(user: box.user) { try PasswordFile.read(file) }),
            allowed: AllowedHosts(configuration.allowedHosts), group: group)
        var refusal: MailboxRefusal?
        do { try await client.session { try await $0.quit() } } catch let error as MailError {
            refusal = Self.refusal(error)
        } catch {
            refusal = .connection
        }
        try? await group.shutdownGracefully()
        return refusal
    }

    func webClock(of host: String) async -> Date? {
        guard let url = URL(string: "http://\(host)/") else { return nil }
        var request = URLRequest(url: url, timeoutInterval: TimeInterval(Self.patience))
        request.httpMethod = "HEAD"
        let session = URLSession(configuration: .ephemeral)
        defer { session.finishTasksAndInvalidate() }
        guard let (_, response) = try? await session.data(for: request), let http = response as? HTTPURLResponse,
            let text = http.value(forHTTPHeaderField: "Date")
        else { return nil }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text)
    }

    // MARK: - Private steps

    private static func refusal(_ error: MailError) -> MailboxRefusal {
        switch error.code {
        case .authenticationFailed, .authenticationNotOffered: .logIn
        case .credentialsUnusable: .passwordFile
        case .tlsFailed, .tlsNotOffered, .cleartextRefused: .tls
        case .connectionFailed, .connectionLost, .timeout: .connection
        case .hostNotAllowed: .hostNotAllowed
        // Someone else reads it just now: log-in went well.
        default: .other(error.code.rawValue)
        }
    }

    /// Runs a blocking call on a thread of its own.
    private static func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: work()) }
        }
    }

    private static func resolve(_ host: String) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [String] = []
        var next = list
        while let entry = next?.pointee {
            if let address = entry.ai_addr, let text = numeric(address, entry.ai_addrlen), !found.contains(text) {
                found.append(text)
            }
            next = entry.ai_next
        }
        return found
    }

    private static func numeric(_ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> String? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 else {
            return nil
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func withAddress<Value>(
        _ address: String, port: Int, kind: __socket_type,
        _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(kind.rawValue)
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address, String(port), &hints, &list) == 0, let entry = list?.pointee else { return nil }
        defer { freeaddrinfo(list) }
        let descriptor = socket(entry.ai_family, entry.ai_socktype, 0)
        guard descriptor >= 0, let target = entry.ai_addr else { return nil }
        defer { close(descriptor) }
        return body(descriptor, target, entry.ai_addrlen)
    }

    private static func connect(
        _ descriptor: Int32, _ target: UnsafePointer<sockaddr>, _ length: socklen_t
    ) -> ConnectionOutcome {
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        if Glibc.connect(descriptor, target, length) == 0 { return .open(greeting: nil) }
        guard errno == EINPROGRESS else { return outcome(errno) }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&waiting, 1, patience * 1000) > 0 else { return .silent }
        var reason: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &reason, &size)
        return reason == 0 ? .open(greeting: nil) : outcome(reason)
    }

    private static func outcome(_ reason: Int32) -> ConnectionOutcome {
        switch reason {
        case ECONNREFUSED, ECONNRESET: .refused
        case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL: .noRoute
        default: .silent
        }
    }

    /// The first line of at most 500 octets, printable ASCII only.
    private static func readLine(_ descriptor: Int32) -> String? {
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 500)
        while line.count < 500, !line.contains(10) {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, patience * 1000) > 0 else { return nil }
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            line += chunk[..<count]
        }
        return String(decoding: line.prefix { $0 != 13 && $0 != 10 }.filter { (32...126).contains($0) }, as: UTF8.self)
    }

    private static func localAddress(_ descriptor: Int32) -> String? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                getsockname(descriptor, address, &length) == 0 ? numeric(address, length) : nil
            }
        }
    }
}
