import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// A clerk with a browser at the download portal: sets a password by the link in a mail, logs in, and downloads.
///
/// It does what a browser does and nothing more: keeps cookies, and sends back the token of the form it was shown.
final class PortalVisit {
    private let origin: String
    private let http: HTTPClient
    private var cookies: [String: String] = [:]
    private var token = ""

    private struct Page {
        let status: Int
        let location: String?
        let body: [UInt8]
    }

    /// - Parameters:
    ///   - port: of the portal's pages on this machine.
    ///   - roots: PEM of the authorities its certificate may come from.
    private init(port: Int, roots: String) {
        origin = "https://127.0.0.1:\(port)"
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(roots)
        http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: .init(tlsConfiguration: tls, redirectConfiguration: .disallow))
    }

    /// Lets `body` visit, and hangs up afterwards.
    static func to<Value>(
        port: Int, roots: String, _ body: (PortalVisit) async throws -> Value
    ) async throws -> Value {
        let visit = PortalVisit(port: port, roots: roots)
        do {
            let value = try await body(visit)
            try await visit.http.shutdown()
            return value
        } catch {
            try? await visit.http.shutdown()
            throw error
        }
    }

    /// Asks for the mail with the link by which a first password is set.
    func askForLink(_ account: String) async throws {
        _ = try await get("/new-link/new-user")
        let page = try await post("/new-link/new-user", ["name": account])
        try expect(page.status < 400, "the portal takes the wish for a link")
    }

    /// The link in a mail's text.
    static func link(in text: String) -> String? {
        text.range(of: "/password/").map { start in
            String(text[start.lowerBound...].prefix { !$0.isWhitespace && $0 != "\"" && $0 != "<" })
        }
    }

    /// Sets the password and logs in.
    func logIn(_ account: String, link: String, password: String) async throws {
        _ = try await get(link)
        let set = try await post(link, ["password": password, "again": password])
        try expect(set.status == 303, "the portal takes the password")
        _ = try await get("/log-in")
        let page = try await post("/log-in", ["name": account, "password": password])
        try expect(page.location == "/files", "the portal lets the clerk in")
    }

    /// The archive of a submission.
    func download(_ submission: String) async throws -> [UInt8] {
        let page = try await get("/files/\(submission)/download")
        try expect(page.status == 200, "the portal gives the file")
        return page.body
    }

    // MARK: - What a browser does

    private func get(_ path: String) async throws -> Page { try await send(.GET, path, nil) }

    private func post(_ path: String, _ fields: [String: String]) async throws -> Page {
        let all = fields.merging(["formToken": token]) { $1 }
        let body = all.map { "\(Self.encode($0))=\(Self.encode($1))" }.joined(separator: "&")
        return try await send(.POST, path, body)
    }

    private func send(_ method: HTTPMethod, _ path: String, _ form: String?) async throws -> Page {
        var request = HTTPClientRequest(url: origin + path)
        request.method = method
        if let form {
            request.headers = [
                "Content-Type": "application/x-www-form-urlencoded", "Origin": origin, "Sec-Fetch-Site": "same-origin",
            ]
            request.body = .bytes(ByteBuffer(string: form))
        }
        if !cookies.isEmpty {
            request.headers.add(name: "Cookie", value: cookies.map { "\($0)=\($1)" }.joined(separator: "; "))
        }
        let response = try await http.execute(request, timeout: .seconds(30))
        for cookie in response.headers["Set-Cookie"] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
        }
        let body = [UInt8](buffer: try await response.body.collect(upTo: 64 << 20))
        let text = String(decoding: body.prefix(1 << 20), as: UTF8.self)
        if let start = text.range(of: "name=\"formToken\" value=\"") {
            token = String(text[start.upperBound...].prefix { $0 != "\"" })
        }
        return Page(
            status: Int(response.status.code), location: response.headers.first(name: "Location"), body: body)
    }

    private func expect(_ isTrue: Bool, _ what: String) throws(DemoError) {
        guard isTrue else { throw .setup("It was not so that \(what).") }
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
