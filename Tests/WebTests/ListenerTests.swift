import Foundation
import HTTPListening
import Logging
import NIOCore
import Synchronization
import Testing

@testable import Web

@Suite("A site on a socket")
struct ListenerTests {
    @Test("pages go out over the wire, work that was put off is done, and too large a body is refused unread")
    func wire() async throws {
        let site = try await TestSite(origin: "http://127.0.0.1:8080")
        let listener = WebListener(
            site.site, settings: HTTPListenerSettings(host: "127.0.0.1", port: 0), log: Logger(label: "test"))
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let serving = Task { try await listener.run { told.yield($0.port ?? 0) } }
        defer { serving.cancel() }
        let port = try #require(await ports.first { _ in true })

        let head = "Host: 127.0.0.1:8080\r\nConnection: close\r\n"
        let page = try await exchange(port, "GET /new-link/forgotten HTTP/1.1\r\n\(head)\r\n")
        #expect(page.hasPrefix("HTTP/1.1 200") && page.contains("<html lang=\"nb\">"))
        let cookie = try #require(page.firstMatch(of: /visitor=[0-9a-f]{64}/)).output
        let token = try #require(page.firstMatch(of: /name="formToken" value="([0-9a-f]+)"/)).output.1
        let body = "formToken=\(token)&name=postmottak%40kommune.example"
        let post =
            "POST /new-link/forgotten HTTP/1.1\r\n\(head)Origin: http://127.0.0.1:8080\r\nCookie: \(cookie)\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        let answer = try await exchange(port, post)
        #expect(answer.hasPrefix("HTTP/1.1 303") && answer.contains("/new-link/forgotten/asked"))
        // The connection is closed once the work is done.
        #expect(site.mails.withLock { $0.count } == 1)

        let large = try await exchange(port, "POST /upload HTTP/1.1\r\n\(head)Content-Length: 9000000\r\n\r\n")
        #expect(large.hasPrefix("HTTP/1.1 413"))
        let other = try await exchange(port, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        #expect(other.hasPrefix("HTTP/1.1 421"))
    }

    /// Sends this and reads until the server closes.
    private func exchange(_ port: Int, _ text: String) async throws -> String {
        try await Task.detached {
            let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(socket) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            let connected = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard connected == 0, send(socket, text, text.utf8.count, 0) == text.utf8.count else { throw Unreachable() }
            var received: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 { received += buffer[..<count] }
            return String(decoding: received, as: UTF8.self)
        }.value
    }

    private struct Unreachable: Error {}
}
