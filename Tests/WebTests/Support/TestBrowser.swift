import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

@testable import Web

/// A browser that keeps cookies, fills in the form it was shown, and says truly where it comes from.
final class TestBrowser {
    let site: TestSite
    var cookies: [String: String] = [:]
    /// The token of the form on the page it was shown last.
    var token = ""
    private(set) var setCookies: [String] = []

    init(_ site: TestSite) { self.site = site }

    func get(_ path: String, headers: [String: String] = [:]) async -> WebAnswer {
        await send("GET", path, headers: headers, body: [])
    }

    func get(_ route: some WebRoute) async -> WebAnswer { await get(route.path) }

    /// Sends a form with the token of the page shown last.
    func post(_ path: String, _ fields: [String: String] = [:], headers: [String: String] = [:]) async -> WebAnswer {
        var fields = fields
        fields["formToken"] = fields["formToken"] ?? token
        let body = fields.map { "\(PercentEncoding.encode($0))=\(PercentEncoding.encode($1))" }.joined(separator: "&")
        let defaults = ["Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"]
        return await send("POST", path, headers: defaults.merging(headers) { $1 }, body: [Array(body.utf8)])
    }

    func post(_ route: some WebRoute, _ fields: [String: String] = [:]) async -> WebAnswer {
        await post(route.path, fields)
    }

    /// - Parameter body: in the pieces in which it arrives.
    func send(
        _ method: String, _ path: String, headers: [String: String], body: [[UInt8]],
        authority: String? = nil
    ) async -> WebAnswer {
        var fields = HTTPFields()
        for (name, value) in headers where !value.isEmpty { fields[HTTPField.Name(name)!] = value }
        if !cookies.isEmpty { fields[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        let head = HTTPRequest(
            method: HTTPRequest.Method(method)!, scheme: "https", authority: authority ?? site.origin.authority,
            path: path, headerFields: fields)
        let pieces = AsyncStream { continuation in
            for piece in body { continuation.yield(ByteBuffer(bytes: piece)) }
            continuation.finish()
        }
        let answer = await site.site.respond(to: Request(head: head, body: RequestBody(asyncSequence: pieces)))
        keep(answer)
        return answer
    }

    private func keep(_ answer: WebAnswer) {
        setCookies = answer.headers[values: .setCookie]
        for cookie in setCookies {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", omittingEmptySubsequences: false)
            cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
        }
        let html = answer.text
        if let start = html.range(of: "name=\"formToken\" value=\"") {
            token = String(html[start.upperBound...].prefix { $0 != "\"" })
        }
    }

    /// Sets a password by a link, and logs in.
    func logIn(_ password: String = TestSite.goodPassword) async throws -> WebAnswer {
        try await setPassword(password)
        _ = await get(AccountRoute.logIn)
        return await post(AccountRoute.sendLogIn, ["name": TestSite.postbox, "password": password])
    }

    func setPassword(_ password: String = TestSite.goodPassword) async throws {
        let link = try await site.accounts.askForLink(TestSite.postbox, .newUser, now: site.now)
        let token = link!.token
        _ = await get(AccountRoute.password(token))
        let answer = await post(AccountRoute.setPassword(token), ["password": password, "again": password])
        guard answer.status == .seeOther else { throw Unexpected(text: answer.text) }
    }

    struct Unexpected: Error { let text: String }
}

extension WebAnswer {
    var text: String { String(decoding: octets, as: UTF8.self) }
    var location: String? { headers[.location] }
}
