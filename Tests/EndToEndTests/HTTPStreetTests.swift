import AsyncHTTPClient
import ControlSocket
import Foundation
import Identifiers
import MunicipalNode
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

@testable import Simulation

extension EndToEnd {
    /// The whole exchange over HTTP between servers that are the real program.
    @Suite("Servers that exchange over HTTP") struct HTTPStreetTests {
        @Test("M-007 M-046 documents and both receipts go over HTTP, none by mail, through power cuts on both sides")
        func exchangeThroughCuts() async throws {
            try await Street.with { street in
                let ports = try await street.speakHTTP()
                var ids = try await street.submit(6) + street.submitBack(6)
                for node in Street.nodes + Street.nodes {
                    ids += try await street.submit(2) + street.submitBack(2)
                    try await street.recordSystemsWork()
                    try await street.cut(node)
                }
                let told = try await street.settle(ids, within: 180)
                let open = ids.filter { told[$0] != Street.success }
                let standing = try open.isEmpty ? [] : street.standing(open)
                #expect(open.isEmpty, "\(standing)")
                let handedOver = await street.handedOver()
                #expect(Set(ids).isSubset(of: handedOver.keys), "never lost")
                #expect(handedOver.allSatisfy { $0.value == 1 }, "never twice")
                #expect(street.neighbourhood.transit.passages.isEmpty, "nothing went by mail")
                print("Measured: documents over HTTP through \(2 * Street.nodes.count) cuts: \(ids.count).")
                #expect(ports.count == 2)
            }
        }

        @Test("T-061 a client that stops in the middle of its message leaves nothing, and unknown paths are not found")
        func brokenOff() async throws {
            try await Street.with { street in
                let ports = try await street.speakHTTP()
                let port = try #require(ports[.municipalities])
                let path = "/ebxml/\(street.municipality.tenant)"
                let before = try street.neighbourhood.fleet.messages().count
                let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connect(host: "127.0.0.1", port: port).get()
                let head =
                    "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 1000\r\n\r\n<a"
                try await channel.writeAndFlush(ByteBuffer(string: head))
                try await channel.close()

                for (method, path, status) in [
                    ("POST", "/ebxml/nobody", 404), ("GET", "/ebxml/nobody", 404), ("GET", path, 404),
                    ("POST", "/", 404), ("POST", path + "/", 404), ("POST", path, 415),
                ] {
                    #expect(try await Self.ask(method, path, port) == status, "\(method) \(path)")
                }
                #expect(try street.neighbourhood.fleet.messages().count == before, "nothing of it is kept")
            }
        }

        private static func ask(_ method: String, _ path: String, _ port: Int) async throws -> Int {
            var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
            request.method = .init(rawValue: method)
            if method == "POST" { request.body = .bytes(ByteBuffer(string: "{}")) }
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
            return Int(response.status.code)
        }
    }
}

extension Street {
    /// Lets both servers listen, and enters by hand that each posts to the other. Returns their ports.
    func speakHTTP() async throws -> [NodeName: Int] {
        var ports: [NodeName: Int] = [:]
        for node in Street.nodes {
            let port = try await Self.freePort()
            ports[node] = port
            let path = neighbourhood.ground.configuration(of: node)
            let yaml = try String(contentsOfFile: path, encoding: .utf8)
            let section = "partnerHTTP: {listen: {host: 127.0.0.1, port: \(port)}}\n"
            try Data((yaml + section).utf8).write(to: URL(fileURLWithPath: path))
            try await cut(node)
        }
        for (party, partner) in [(hospital, municipality), (municipality, hospital)] {
            guard let node = party.node, let port = partner.node.flatMap({ ports[$0] }) else { continue }
            let client = ControlClient(path: neighbourhood.ground.controlSocket(of: node), timeoutSeconds: 60)
            let end = Date().addingTimeInterval(60)
            while (try? client.isServing()) != true, Date() < end { try await Task.sleep(for: .milliseconds(50)) }
            var request = PartnerSet(tenant: party.tenant, her: partner.her, mode: .add, reason: "test")
            request.httpAddress = HTTPAddress("http://127.0.0.1:\(port)/ebxml/\(partner.tenant)")
            _ = try client.perform(request, dryRun: false)
        }
        return ports
    }

    private static func freePort() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(channel.localAddress?.port)
        try await channel.close()
        return port
    }
}
