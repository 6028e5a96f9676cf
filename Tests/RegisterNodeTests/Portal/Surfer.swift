import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import PortalNode
import TestSupport

/// A browser on real sockets with real TLS: keeps cookies, sends the token of the form it was shown.
final class Surfer {
    struct Answer {
        let status: Int
        let location: String?
        let headers: HTTPHeaders
        let bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private let http: HTTPClient
    private let origin: String
    private var cookies: [String: String] = [:]
    private var token = ""

    private init(_ http: HTTPClient, _ origin: String) {
        self.http = http
        self.origin = origin
    }

    /// A browser that believes the authority of the scene, for as long as `body` takes.
    static func with(_ portal: PortalScene, _ body: (Surfer) async throws -> Void) async throws {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(portal.register.scratch.path("trust/issuers.pem"))
        let http = HTTPClient(configuration: .init(tlsConfiguration: tls, redirectConfiguration: .disallow))
        do { try await body(Surfer(http, "https://localhost:\(portal.ports.pages)")) } catch {
            try await http.shutdown()
            throw error
        }
        try await http.shutdown()
    }

    func get(_ path: String) async throws -> Answer { try await send(.GET, path, nil) }

    func post(_ path: String, _ fields: [String: String] = [:]) async throws -> Answer {
        let all = fields.merging(["formToken": token]) { $1 }
        return try await send(
            .POST, path, all.map { "\(Self.encode($0))=\(Self.encode($1))" }.joined(separator: "&"))
    }

    /// Asks for a link as somebody who has none, or no password.
    func askForLink(_ account: String) async throws -> Answer {
        _ = try await get("/new-link/forgotten")
        return try await post("/new-link/forgotten", ["name": account])
    }

    func logIn(_ account: String, _ password: String) async throws -> Answer {
        _ = try await get("/log-in")
        return try await post("/log-in", ["name": account, "password": password])
    }

    private func send(_ method: HTTPMethod, _ path: String, _ body: String?) async throws -> Answer {
        var request = HTTPClientRequest(url: origin + path)
        request.method = method
        if !cookies.isEmpty {
            request.headers.add(name: "Cookie", value: cookies.map { "\($0)=\($1)" }.joined(separator: "; "))
        }
        if let body {
            request.headers.add(name: "Sec-Fetch-Site", value: "same-origin")
            request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: body))
        }
        let response = try await http.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        let answer = Answer(
            status: Int(response.status.code), location: response.headers.first(name: "Location"),
            headers: response.headers, bytes: Array(bytes.readableBytesView))
        keep(answer)
        return answer
    }

    private func keep(_ answer: Answer) {
        for cookie in answer.headers["Set-Cookie"] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", omittingEmptySubsequences: false)
            cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
        }
        if let start = answer.text.range(of: "name=\"formToken\" value=\"") {
            token = String(answer.text[start.upperBound...].prefix { $0 != "\"" })
        }
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
