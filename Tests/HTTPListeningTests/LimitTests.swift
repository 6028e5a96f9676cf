import HTTPListening
import NIOCore
import Testing

@testable import HTTPListening

@Suite("An HTTP listener's limits hold before a handler sees anything")
struct LimitTests {
    @Test("T-101 a body whose length is over the limit is refused before any of it is sent")
    func declaredBody() async throws {
        try await Site.run(limits: HTTPListenerLimits(bodyBytes: 1000)) { site, _ in
            let client = try await RawClient(port: site.port)
            try await client.send(lines: "POST /size HTTP/1.1", "Host: x", "Content-Length: 1001", "")
            let answer = try await client.end()
            #expect(answer.hasPrefix("HTTP/1.1 413 "))
            #expect(answer.lowercased().contains("connection: close"))
            #expect(site.begun.isEmpty)

            let other = try await RawClient(port: site.port)
            try await other.send(lines: "POST /size HTTP/1.1", "Host: x", "Content-Length: 1000", "")
            try await other.send(String(repeating: "x", count: 1000))
            try await other.expect("\r\n\r\n1000")
        }
    }

    @Test("T-092 a request that names two hosts is refused, equal ones too, and one that names one is not")
    func twoHosts() async throws {
        try await Site.run { site, _ in
            for second in ["Host: other", "host: x", "HOST: "] {
                let client = try await RawClient(port: site.port)
                try await client.send(lines: "GET /who HTTP/1.1", "Host: x", second, "")
                let answer = try await client.end()
                #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(second): \(answer)")
            }
            #expect(site.begun.isEmpty)
            let client = try await RawClient(port: site.port)
            try await client.send(lines: "GET /who HTTP/1.1", "Host: x", "X-Host: other", "")
            try await client.expect("127.0.0.1 0")
        }
    }

    @Test("T-101 a chunked body is cut where it passes the limit")
    func chunkedBody() async throws {
        try await Site.run(limits: HTTPListenerLimits(bodyBytes: 1000)) { site, _ in
            let chunk = "1f4\r\n" + String(repeating: "x", count: 500) + "\r\n"
            let client = try await RawClient(port: site.port)
            try await client.send(lines: "POST /size HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", "")
            try await client.send(chunk + chunk)
            try await client.send("1\r\nx\r\n")
            #expect(try await client.end().hasPrefix("HTTP/1.1 413 "))

            let other = try await RawClient(port: site.port)
            try await other.send(lines: "POST /size HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", "")
            try await other.send(chunk + chunk + "0\r\n\r\n")
            try await other.expect("\r\n\r\n1000")
        }
    }

    @Test("T-101 a head over the limit is refused, in one field, in many, or in the address")
    func largeHead() async throws {
        try await Site.run(limits: HTTPListenerLimits(headerBytes: 2000)) { site, _ in
            let long = String(repeating: "x", count: 2100)
            let many = (0..<101).map { "F\($0): \r\n" }.joined()
            for head in [
                "GET /who HTTP/1.1\r\nLong: \(long)\r\n", "GET /\(long) HTTP/1.1\r\n", "GET /who HTTP/1.1\r\n" + many,
            ] {
                let client = try await RawClient(port: site.port)
                try await client.send(head + "\r\n")
                #expect(try await client.end().hasPrefix("HTTP/1.1 400 "))
            }
            #expect(site.begun.isEmpty)

            let client = try await RawClient(port: site.port)
            try await client.send(lines: "GET /who HTTP/1.1", "Host: x", "Long: \(long.prefix(1500))", "")
            try await client.expect("127.0.0.1 0")
        }
    }

    @Test("T-101 a client that does not finish its head, or begins none, is cut")
    func slowHead() async throws {
        try await Site.run(limits: HTTPListenerLimits(idle: .milliseconds(200))) { site, _ in
            let silent = try await RawClient(port: site.port)
            let slow = try await RawClient(port: site.port)
            try? await slow.send(lines: "GET /who HTTP/1.1")
            // Each new field would start an idle timer again; only the whole head counts.
            try await eventually("the slow client is cut") {
                try? await slow.send(lines: "X: y")
                return !slow.isOpen
            }
            _ = try await silent.end()
            #expect(site.begun.isEmpty)
        }
    }

    @Test("T-101 a client that lets its body drip is cut, and the handler sees no end of it")
    func slowBody() async throws {
        let limits = HTTPListenerLimits(bodyGrace: .seconds(2), bodyBytesPerSecond: 1000)
        try await Site.run(limits: limits) { site, _ in
            let client = try await RawClient(port: site.port)
            try await client.send(lines: "POST /size HTTP/1.1", "Host: x", "Content-Length: 1000", "")
            try await eventually("the slow client is cut") {
                try? await client.send("x")
                return !client.isOpen
            }
            #expect(client.received.isEmpty)
            #expect(site.begun == ["/size"])
        }
    }

    @Test("T-101 a body may come slowly for a time, then as fast as is asked, and rest no longer than that time")
    func pace() {
        let begun = NIODeadline.uptimeNanoseconds(0)
        let limits = HTTPListenerLimits(bodyBytes: 1_000_000, bodyGrace: .seconds(10), bodyBytesPerSecond: 100)
        var steady = BodyPace(limits, begunAt: begun)
        #expect(steady.deadline == begun + .seconds(10))
        for second in 1...600 { steady.take(100, at: begun + .seconds(Int64(second))) }
        #expect(steady.received == 60_000)
        #expect(steady.deadline == begun + .seconds(610))
        // Nearly all of it at once, and then an octet now and again.
        var hoarding = BodyPace(limits, begunAt: begun)
        hoarding.take(999_000, at: begun + .seconds(1))
        #expect(hoarding.deadline == begun + .seconds(11))
        hoarding.take(1, at: begun + .seconds(10))
        #expect(hoarding.deadline <= begun + .milliseconds(11_010))
    }

    @Test("T-101 the largest body has an end, however steadily it comes")
    func wholeBody() {
        let begun = NIODeadline.uptimeNanoseconds(0)
        var pace = BodyPace(
            HTTPListenerLimits(bodyBytes: 1_600_000, bodyGrace: .seconds(10), bodyBytesPerSecond: 100), begunAt: begun)
        for second in 1...2_000 { pace.take(100, at: begun + .seconds(Int64(second))) }
        #expect(pace.deadline == begun + .seconds(1_010))
    }

    @Test("T-101 one address holds no more than its share of connections without asking, and gets it back")
    func waitingPlaces() {
        let places = WaitingPlaces(of: 12)
        for _ in 0..<3 { #expect(places.enter("192.0.2.1")) }
        #expect(!places.enter("192.0.2.1"))
        #expect(places.enter("192.0.2.2"))
        for _ in 0..<2 { places.leave("192.0.2.1") }
        #expect(places.enter("192.0.2.1"))
        for _ in 0..<3 { places.leave("192.0.2.1") }
        places.leave("192.0.2.2")
        #expect(places.addresses == 0)
    }

    @Test("T-101 silent connections from one address leave room for those who ask")
    func silentClients() async throws {
        try await Site.run(limits: HTTPListenerLimits(connections: 8)) { site, _ in
            var silent: [RawClient] = []
            for _ in 0..<12 { silent.append(try await RawClient(port: site.port)) }
            try await eventually("all but its share are cut") { silent.count { $0.isOpen } == 2 }
            // One of those that wait asks, and is answered.
            let client = try #require(silent.first { $0.isOpen })
            try await client.send(lines: "GET /hello HTTP/1.1", "Host: x", "")
            try await eventually("it is answered") { client.received.hasPrefix("HTTP/1.1 ") }
        }
    }

    @Test("T-101 a client that leaves its answer unread is cut")
    func unreadAnswer() async throws {
        try await Site.run(limits: HTTPListenerLimits(unreadAnswer: .milliseconds(200))) { site, _ in
            let client = try await RawClient(port: site.port, isReading: false)
            try await client.send(lines: "GET /large HTTP/1.1", "Host: x", "")
            // It cannot see the end without reading, but what it sends runs into it.
            try await eventually("the connection is cut") {
                do {
                    try await client.send("x")
                    return false
                } catch {
                    return true
                }
            }
        }
    }

    @Test("T-101 connections over the limit wait for one to end")
    func connections() async throws {
        try await Site.run(limits: HTTPListenerLimits(connections: 1)) { site, _ in
            site.holdAnswers()
            let first = try await RawClient(port: site.port)
            try await first.send(lines: "GET /held HTTP/1.1", "Host: x", "")
            try await eventually("the first is being answered") { site.begun == ["/held"] }
            let second = try await RawClient(port: site.port)
            try await second.send(lines: "GET /who HTTP/1.1", "Host: x", "")
            site.releaseAnswers()
            try await first.expect("released")
            #expect(site.begun == ["/held"])
            try await first.close()
            try await second.expect("127.0.0.1")
        }
    }

    @Test(
        "T-100 a request that two readers could divide differently is refused and ends the connection",
        arguments: [
            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
            "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
            "Content-Length: +4\r\n\r\nabcd",
            "Content-Length: 4, 4\r\n\r\nabcd",
            "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
        ])
    func smuggling(_ rest: String) async throws {
        try await Site.run { site, _ in
            let client = try await RawClient(port: site.port)
            try await client.send("POST /size HTTP/1.1\r\nHost: x\r\n" + rest + "GET /who HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try await !client.end().contains("HTTP/1.1 200 "))
            #expect(!site.begun.contains("/who"))
        }
    }
}
