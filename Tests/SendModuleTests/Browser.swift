import Foundation
import HTTPTypes
import HummingbirdCore
import Identifiers
import NIOCore
import TestSupport
import Texts
import Web

@testable import SendModule

/// A browser that keeps cookies and fills in the form it was shown.
final class Browser {
    struct Shown {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let text: String
        let bytes: [UInt8]
    }

    private let pages: SendPages
    private var cookies: [String: String] = [:]
    var token = ""

    init(_ scene: Scene) {
        pages = try! SendPages(
            scene.api.surroundings, origin: WebOrigin("https://sendemodul.example")!,
            contact: Web.Contact(who: Phrase("Vakta", "Vakta", "On duty")), isTest: true)
    }

    func get(_ path: String) async throws -> Shown { try await send(.get, path, []) }

    func post(_ path: String, _ fields: [String: String] = [:]) async throws -> Shown {
        let all = fields.merging(["formToken": token]) { own, _ in own }
        let body = all.map { "\($0)=\($1)" }.joined(separator: "&")
        return try await send(.post, path, Array(body.utf8))
    }

    /// Logs in by PIN for the northern municipality.
    func logIn() async throws {
        _ = try await get("/?lang=nb")
        let fields = [
            "municipality": "9901", "district": "00", "organisation": Scene.north.number.digits, "pin": Scene.pin,
        ]
        _ = try await post("/innlogging", fields)
        _ = try await get("/oversikt")
    }

    /// Sends files as a form does: each with its field and name, in order.
    /// - Parameter cut: so many octets of the body come before the connection breaks.
    func upload(_ files: [(field: String, name: String, bytes: [UInt8])], cut: Int? = nil) async throws -> Shown {
        var body = Array("--b\r\nContent-Disposition: form-data; name=\"formToken\"\r\n\r\n\(token)".utf8)
        for file in files {
            body += Array(
                ("\r\n--b\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
                    + "Content-Type: application/pkcs7-mime\r\n\r\n").utf8)
            body += file.bytes
        }
        body += Array("\r\n--b--\r\n".utf8)
        return try await send(
            .post, "/send-inn", Array(body.prefix(cut ?? body.count)), "multipart/form-data; boundary=b",
            isCut: cut != nil)
    }

    private struct Broken: Error {}

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8],
        _ type: String = "application/x-www-form-urlencoded", isCut: Bool = false
    ) async throws -> Shown {
        var head = HTTPRequest(method: method, scheme: "https", authority: "sendemodul.example", path: path)
        head.headerFields[.contentType] = type
        head.headerFields[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
        head.headerFields[.origin] = "https://sendemodul.example"
        let (stream, source) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
        for start in stride(from: 0, to: body.count, by: 700) {
            source.yield(ByteBuffer(bytes: body[start..<min(body.count, start + 700)]))
        }
        source.finish(throwing: isCut ? Broken() : nil)
        let response = await pages.respond(to: Request(head: head, body: RequestBody(asyncSequence: stream)))
        for cookie in response.headers[values: .setCookie] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            cookies[String(pair[0])] = pair.count > 1 ? String(pair[1]) : nil
        }
        let writer = Writer()
        try await response.body.write(writer)
        let text = String(buffer: writer.taken.bytes)
        if let mark = text.range(of: "name=\"formToken\" value=\"") {
            token = String(text[mark.upperBound...].prefix { $0 != "\"" })
        }
        return Shown(
            status: response.status, headers: response.headers, text: text,
            bytes: Array(writer.taken.bytes.readableBytesView))
    }

    private struct Writer: ResponseBodyWriter {
        final class Taken {
            var bytes = ByteBuffer()
        }

        let taken = Taken()

        mutating func write(_ buffer: ByteBuffer) async throws {
            var buffer = buffer
            taken.bytes.writeBuffer(&buffer)
        }

        consuming func finish(_ trailers: HTTPFields?) async throws {}
    }
}
