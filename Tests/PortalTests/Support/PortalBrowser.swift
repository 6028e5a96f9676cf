import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import Web

@testable import Portal

/// A browser that keeps cookies, sends the token of the form it was shown, and does what comes after the answer.
final class PortalBrowser {
    let stage: PortalStage
    private var cookies: [String: String] = [:]
    private var token = ""

    init(_ stage: PortalStage) { self.stage = stage }

    /// One that is logged in, with a password it has set by a link.
    static func loggedIn(_ stage: PortalStage, as unit: PortalUnit = PortalStage.storvik) async throws -> PortalBrowser
    {
        let browser = PortalBrowser(stage)
        let link = try await browser.link(unit, .newUser)
        _ = await browser.get(link)
        let fields = ["password": PortalStage.password, "again": PortalStage.password]
        let set = await browser.post(link, fields)
        guard set.status == .seeOther else { throw PortalStage.Unexpected() }
        let answer = await browser.logIn(unit)
        guard answer.location == "/files" else { throw PortalStage.Unexpected() }
        return browser
    }

    func logIn(_ unit: PortalUnit, _ password: String = PortalStage.password) async -> WebAnswer {
        _ = await get("/log-in")
        return await post("/log-in", ["name": unit.account.text, "password": password])
    }

    /// Asks for a link and takes its path from the mail.
    func link(_ unit: PortalUnit, _ purpose: PasswordLink.Purpose) async throws -> String {
        let route = AccountRoute.askForLink(purpose)
        _ = await get(route.path)
        _ = await post(route.path, ["name": unit.account.text])
        guard let path = stage.mails.last.flatMap({ Self.path(in: $0, "/password/") }) else {
            throw PortalStage.Unexpected()
        }
        return path
    }

    /// The path of the link in a mail.
    static func path(in mail: PortalMail, _ beginning: String) -> String? {
        guard let start = mail.plain.range(of: beginning) else { return nil }
        return String(mail.plain[start.lowerBound...].prefix { !$0.isWhitespace })
    }

    func get(_ path: String) async -> WebAnswer { await send("GET", path, headers: [:], "") }

    func get(_ route: PortalRoute) async -> WebAnswer { await get(route.path) }

    func post(_ path: String, _ fields: [String: String] = [:]) async -> WebAnswer {
        let all = fields.merging(["formToken": token]) { $1 }
        let body = all.map { "\(Self.encode($0))=\(Self.encode($1))" }.joined(separator: "&")
        let headers = ["Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"]
        return await send("POST", path, headers: headers, body)
    }

    func send(_ route: PortalRoute) async -> WebAnswer {
        switch route.method {
        case .get: await get(route)
        case .post: await post(route.path)
        }
    }

    private func send(_ method: String, _ path: String, headers: [String: String], _ body: String) async -> WebAnswer {
        var fields = HTTPFields()
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        if !cookies.isEmpty { fields[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        let head = HTTPRequest(
            method: HTTPRequest.Method(method)!, scheme: "https", authority: stage.origin.authority, path: path,
            headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
        let answer = await stage.portal.site.respond(to: request)
        await answer.afterwards?()
        keep(answer)
        return answer
    }

    private func keep(_ answer: WebAnswer) {
        for cookie in answer.headers[values: .setCookie] {
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

extension WebAnswer {
    var text: String { String(decoding: octets, as: UTF8.self) }
    var location: String? { headers[.location] }

    /// The whole of a download.
    func downloaded() async throws -> [UInt8] {
        guard case .stream(_, let read) = body else { return octets }
        var bytes: [UInt8] = []
        for try await piece in read() { bytes += piece }
        return bytes
    }
}
