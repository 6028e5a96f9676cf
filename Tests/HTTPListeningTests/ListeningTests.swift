import HTTPListening
import Hummingbird
import Logging
import Synchronization
import Testing

@Suite("An HTTP listener")
struct ListeningTests {
    @Test("M-040 plain HTTP is refused on every interface but this machine's own")
    func plainOffLoopback() async throws {
        for host in ["0.0.0.0", "::", "10.1.2.3", "", "127.evil.example", "budstikke.example"] {
            let listener = HTTPListener(
                settings: HTTPListenerSettings(host: host, port: 0),
                responder: CallbackResponder { (_, _: HTTPRequestContext) in Response(status: .ok) },
                log: Logger(label: "test"))
            let error = await #expect(throws: HTTPListenerError.self) { try await listener.run() }
            #expect(error == .plainOffLoopback(host: host))
            #expect(error?.description.contains("127.0.0.1") == true)
        }
        for host in ["127.0.0.1", "localhost", "::1"] {
            try HTTPListenerSettings(host: host, port: 0).check()
        }
        try HTTPListenerSettings(
            host: "0.0.0.0", port: 0, tls: HTTPListenerTLS(certificateChainFile: "c", privateKeyFile: "k")
        ).check()
    }

    @Test("M-040 plain HTTP off this machine is there for who says so, and answers are told of by their status")
    func openOnWish() async throws {
        var settings = HTTPListenerSettings(host: "0.0.0.0", port: 0)
        settings.isOpen = true
        try settings.check()
        let told = Mutex<[Int]>([])
        settings.answered = { status in told.withLock { $0.append(status) } }
        try await Site.run(settings: settings) { site, _ in
            let client = try await RawClient(port: site.port)
            try await client.send(lines: "GET /who HTTP/1.1", "Host: x", "")
            try await client.expect("127.0.0.1 0")
            try await client.send(lines: "GET /nothing HTTP/1.1", "Host: x", "")
            try await client.expect("HTTP/1.1 404 ")
        }
        #expect(told.withLock { $0 } == [200, 404])
    }

    @Test("several requests on one connection are answered, and the client's address is known")
    func keepsAlive() async throws {
        try await Site.run { site, _ in
            let client = try await RawClient(port: site.port)
            try await client.send(lines: "GET /who HTTP/1.1", "Host: x", "")
            try await client.expect("127.0.0.1 0")
            try await client.send(lines: "GET /nothing HTTP/1.1", "Host: x", "")
            try await client.expect("HTTP/1.1 404 ")
            #expect(site.begun == ["/who", "/nothing"])
        }
    }

    @Test("a client that asks before it sends its body is told to go on")
    func continues() async throws {
        try await Site.run { site, _ in
            let client = try await RawClient(port: site.port)
            try await client.send(
                lines: "POST /size HTTP/1.1", "Host: x", "Content-Length: 3", "Expect: 100-continue", "")
            try await client.expect("HTTP/1.1 100 Continue\r\n\r\n")
            try await client.send("abc")
            try await client.expect("\r\n\r\n3")
        }
    }

    @Test("a listener that is told to stop answers what it has begun and takes nothing new")
    func stops() async throws {
        try await Site.run { site, stop in
            site.holdAnswers()
            let idle = try await RawClient(port: site.port)
            let client = try await RawClient(port: site.port)
            try await client.send(lines: "GET /held HTTP/1.1", "Host: x", "")
            try await eventually("the request is being answered") { site.begun == ["/held"] }
            stop()
            _ = try await idle.end()
            site.releaseAnswers()
            #expect(try await client.end().hasSuffix("released"))
            await #expect(throws: (any Error).self) { _ = try await RawClient(port: site.port) }
        }
    }

    @Test("a listener does not wait longer than its farewell for a request")
    func farewell() async throws {
        try await Site.run(limits: HTTPListenerLimits(farewell: .milliseconds(100))) { site, stop in
            site.holdAnswers()
            let client = try await RawClient(port: site.port)
            try await client.send(lines: "GET /held HTTP/1.1", "Host: x", "")
            try await eventually("the request is being answered") { site.begun == ["/held"] }
            stop()
            #expect(try await !client.end().contains("released"))
        }
    }
}
