import Foundation
import HTTPTypes
import HummingbirdCore
import Identifiers
import NIOCore
import SealedSubmission
import Store
import Web

@testable import Console
@testable import MunicipalNode
@testable import ReportWizard

/// A browser without scripts: keeps cookies, sends the token of the form it was shown, and remembers all it has seen.
final class WizardBrowser {
    let stage: WizardStage
    var token = ""
    private(set) var seen = ""
    var cookies: [String: String] = [:]

    init(_ stage: WizardStage) { self.stage = stage }

    /// One that has come in by a link.
    static func admitted(
        _ stage: WizardStage, to tenant: TenantID = Installation.tenant,
        rights: Set<ReportRight> = Set(ReportRight.allCases)
    ) async throws -> WizardBrowser {
        let browser = WizardBrowser(stage)
        let link = try stage.link(to: tenant, rights: rights)
        _ = await browser.get(link)
        let answer = await browser.post(link)
        guard answer.location == "/reports" else { throw Unexpected(text: answer.text) }
        return browser
    }

    /// Begins a report, and gives its id.
    func begin(_ kind: String = "real") async throws -> ReportID {
        _ = await get("/reports")
        let answer = await post("/reports", ["kind": kind])
        let parts = (answer.location ?? "").split(separator: "/")
        guard parts.count == 3, let id = ReportID(String(parts[1])) else { throw Unexpected(text: answer.text) }
        return id
    }

    /// Uploads an extract and waits until it has been checked; gives the page of its findings.
    func check(
        _ octets: [UInt8], as name: String = "uttrekk.xml", in id: ReportID
    ) async throws -> WebAnswer {
        _ = await get(WizardRoute.extract(id))
        let answer = await upload(octets, as: name, field: "extract", to: .upload(id))
        guard answer.location == WizardRoute.work(id).path else { throw Unexpected(text: answer.text) }
        return await afterWork(id)
    }

    /// Waits for the work, and goes where its page leads.
    func afterWork(_ id: ReportID, of tenant: TenantID = Installation.tenant) async -> WebAnswer {
        await stage.desk.settle(tenant)
        let answer = await get(WizardRoute.work(id))
        return await get(answer.location ?? "/nowhere")
    }

    /// Brings in both keys.
    func bringKeys(_ id: ReportID) async {
        _ = await get(WizardRoute.seal(id))
        for (holder, key) in [(KeyHolderName.trustee, stage.trusteeKey), (.register, stage.registerKey)] {
            _ = await upload(key, as: "key.p7s", field: "key-\(holder.rawValue)", to: holder.route(id))
        }
    }

    enum KeyHolderName: String {
        case trustee, register
        func route(_ id: ReportID) -> WizardRoute { .key(id, self == .trustee ? .trustee : .register) }
    }

    /// The form of sealing as it stands on the page, filled in.
    func sealFields(_ page: String, kind: String = "ordinary") -> [String: String] {
        [
            "kind": kind, "role": "IPLOS-kontakt", "name": "Bjørg Prøvesen", "email": "iplos@nord.example",
            "phone": "68050001", "compared-trustee": "yes", "compared-register": "yes",
            "digits-trustee": Self.value(of: "digits-trustee", in: page),
            "digits-register": Self.value(of: "digits-register", in: page),
        ]
    }

    // MARK: - Requests

    func get(_ path: String) async -> WebAnswer { await send("GET", path, [:], [[]]) }
    func get(_ route: WizardRoute) async -> WebAnswer { await get(route.path) }

    func post(_ path: String, _ fields: [String: String] = [:], token own: String? = nil) async -> WebAnswer {
        let all = fields.merging(["formToken": own ?? token]) { $1 }
        let body = all.map { "\(Self.encode($0))=\(Self.encode($1))" }.joined(separator: "&")
        return await send("POST", path, ["Content-Type": "application/x-www-form-urlencoded"], [Array(body.utf8)])
    }

    func post(_ route: WizardRoute, _ fields: [String: String] = [:]) async -> WebAnswer {
        await post(route.path, fields)
    }

    /// - Parameters:
    ///   - fields: what stands before the file.
    ///   - pieces: what of the file arrives at a time, octets.
    func upload(
        _ octets: [UInt8], as name: String, field: String, to route: WizardRoute, token own: String? = nil,
        fields: [String: String] = [:], pieces: Int = 70_000
    ) async -> WebAnswer {
        let texts = fields.merging(["formToken": own ?? token]) { $1 }.map {
            "--grense\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n"
        }
        let head =
            texts.joined() + "--grense\r\n"
            + "Content-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n"
        let body = Array(head.utf8) + octets + Array("\r\n--grense--\r\n".utf8)
        let parts = stride(from: 0, to: body.count, by: pieces).map { Array(body[$0..<min($0 + pieces, body.count)]) }
        return await send("POST", route.path, ["Content-Type": "multipart/form-data; boundary=grense"], parts)
    }

    func send(
        _ method: String, _ path: String, _ headers: [String: String], _ body: [[UInt8]]
    ) async -> WebAnswer {
        var fields = HTTPFields()
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        if method == "POST" { fields[HTTPField.Name("Sec-Fetch-Site")!] = "same-origin" }
        if !cookies.isEmpty { fields[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        let head = HTTPRequest(
            method: HTTPRequest.Method(method)!, scheme: "https", authority: stage.origin.authority, path: path,
            headerFields: fields)
        let pieces = AsyncStream { continuation in
            for piece in body { continuation.yield(ByteBuffer(bytes: piece)) }
            continuation.finish()
        }
        let request = Request(head: head, body: RequestBody(asyncSequence: pieces))
        let answer = await stage.site.site.respond(to: request)
        for cookie in answer.headers[values: .setCookie] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", omittingEmptySubsequences: false)
            cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
        }
        seen += answer.text
        if let start = answer.text.range(of: "name=\"formToken\" value=\"") {
            token = String(answer.text[start.upperBound...].prefix { $0 != "\"" })
        }
        return answer
    }

    static func value(of field: String, in page: String) -> String {
        guard let start = page.range(of: "name=\"\(field)\" value=\"") else { return "" }
        return String(page[start.upperBound...].prefix { $0 != "\"" })
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    struct Unexpected: Error { let text: String }
}

extension WebAnswer {
    var text: String { String(decoding: octets, as: UTF8.self) }
    var location: String? { headers[.location] }

    /// The whole of a download.
    func downloaded() async throws -> [UInt8] {
        guard case .stream(let length, let read) = body else { return octets }
        var bytes: [UInt8] = []
        for try await piece in read() { bytes += piece }
        return bytes.count == length ? bytes : []
    }
}
