import AsyncHTTPClient
import Certificates
import Cryptography
import Foundation
import Identifiers
import NIOCore
import NIOHTTP1
import NIOPosix
import SealedSubmission
import TestSupport
import Testing
import Trustee

/// A municipality's program at the send module's socket.
struct Client {
    let port: Int
    let scene: Scene
    var token: String?

    enum Method: String {
        case get = "GET"
        case head = "HEAD"
        case put = "PUT"
        case patch = "PATCH"
        case post = "POST"
        case delete = "DELETE"
    }

    struct Answer {
        let status: Int
        /// By their names in lower case.
        let headers: [String: String]
        let body: [UInt8]

        /// The code of a problem.
        var code: String? { (json?["code"] as? String) }
        var offset: Int? { headers["upload-offset"].flatMap { Int($0) } }
        var json: [String: Any]? { try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] }
    }

    func send(
        _ method: Method, _ path: String, _ body: [UInt8] = [], _ headers: [(String, String)] = []
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = HTTPMethod(rawValue: method.rawValue)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if !body.isEmpty || method == .patch { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        return Answer(
            status: Int(response.status.code),
            headers: Dictionary(
                response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first }),
            body: [UInt8](buffer: try await response.body.collect(upTo: 8 << 20)))
    }

    func post(_ path: String, json: [String: String]) async throws -> Answer {
        try await send(.post, path, [UInt8](try JSONEncoder().encode(json)))
    }

    /// Logs in by PIN.
    func loggedIn(as municipality: String = "9901") async throws -> Client {
        let organisation = municipality == "9901" ? Scene.north : Scene.south
        let answer = try await post(
            "/login",
            json: ["municipality": municipality, "organisation": organisation.number.digits, "pin": Scene.pin])
        try #require(answer.status == 200)
        var client = self
        client.token = try #require(answer.json?["token"] as? String)
        return client
    }

    /// Lays down a whole submission, and gives the answer to its end.
    func deliver(_ sealed: SealedByMunicipality) async throws -> Answer {
        let begun = try await send(.put, "/submissions/\(sealed.id)/manifest", sealed.manifest)
        guard begun.status == 200 else { return begun }
        for part in sealed.parts {
            let answer = try await patch(sealed, part.entry.name.description, 0, part.bytes)
            guard answer.status == 204 else { return answer }
        }
        return try await send(.post, "/submissions/\(sealed.id)/complete")
    }

    func patch(
        _ sealed: SealedByMunicipality, _ part: String, _ offset: Int, _ bytes: [UInt8],
        _ headers: [(String, String)] = []
    ) async throws -> Answer {
        try await send(
            .patch, "/submissions/\(sealed.id)/parts/\(part)", bytes,
            [("Upload-Offset", "\(offset)"), ("Content-Type", "application/offset+octet-stream")] + headers)
    }

    /// Promises all of the bytes and hangs up after some of them.
    func patch(_ path: String, _ offset: Int, promising bytes: [UInt8], hangingUpAfter count: Int) async throws {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port).get()
        let head =
            "PATCH \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token ?? "")\r\n"
            + "Upload-Offset: \(offset)\r\nContent-Length: \(bytes.count)\r\n\r\n"
        try await channel.writeAndFlush(ByteBuffer(bytes: Array(head.utf8) + bytes.prefix(count)))
        try await channel.close()
    }
}

struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}

/// Waits for a condition that must come true.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(description: "never: \(what)") }
        try await Task.sleep(for: .milliseconds(5))
    }
}

extension Client {
    /// Logs in by a challenge signed with the northern municipality's organisation certificate.
    func certified() async throws -> Client {
        let asked = try await send(.get, "/challenge?municipality=9901")
        let challenge = try #require((asked.json?["challenge"] as? String).flatMap { Base64.decode($0.utf8) })
        let unit = try #require(ReportingUnit("9901-00"))
        let signer = try scene.authority.issue(Scene.north, purpose: .signing, now: Scene.start)
        let signature = try signer.key.sign(ChallengeAnswer.statement(unit: unit, challenge: challenge))
        let answer = try await post(
            "/login",
            json: [
                "municipality": "9901", "challenge": Base64.encode(challenge),
                "certificate": Base64.encode(signer.certificate.der), "signature": Base64.encode(signature),
            ])
        guard answer.status == 200 else { throw NeverHappened(description: "the log-in was refused") }
        var client = self
        client.token = try #require(answer.json?["token"] as? String)
        return client
    }
}
