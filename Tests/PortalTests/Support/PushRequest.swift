import Cryptography
import Foundation
import HTTPTypes
import HummingbirdCore
import Identifiers
import NIOCore

@testable import Portal

/// One request of the register's, as the handler gets it.
struct PushRequest {
    struct Answer: Equatable {
        let status: HTTPResponse.Status
        /// `outcome` of a success, `problem` of a refusal.
        let word: String
        let bytes: [UInt8]
    }

    let method: HTTPRequest.Method
    let path: String
    let body: [UInt8]
    var fields: [String: String] = [:]
    var client: [UInt8]? = PortalStage.register

    init(_ method: HTTPRequest.Method, _ path: String, _ body: [UInt8] = []) {
        (self.method, self.path, self.body) = (method, path, body)
    }

    /// A file, with what is said of it.
    init(file number: Int, _ archive: [UInt8], to unit: PortalUnit = PortalStage.storvik) {
        self.init(.put, "/v1/files/\(PortalStage.id(number))", archive)
        fields = [
            "Portal-Unit": "\(unit.unit)", "Portal-Year": "2026", "Portal-Kind": "feedback",
            "Portal-SHA256": Hexadecimal.encode(SHA256.digest(archive)),
        ]
    }

    func send(to stage: PortalStage) async throws -> Answer {
        var headers = HTTPFields()
        for (name, value) in fields { headers[HTTPField.Name(name)!] = value }
        let head = HTTPRequest(
            method: method, scheme: "https", authority: "portal.example", path: path, headerFields: headers)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let response = await stage.api.respond(to: request, from: client)
        let writer = Collected()
        try await response.body.write(writer)
        let object = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: Any] ?? [:]
        return Answer(
            status: response.status, word: (object["outcome"] ?? object["problem"]) as? String ?? "",
            bytes: writer.bytes)
    }

    private final class Collected: ResponseBodyWriter {
        var bytes: [UInt8] = []
        func write(_ buffer: ByteBuffer) { bytes += buffer.readableBytesView }
        func finish(_ trailingHeaders: HTTPFields?) {}
    }
}
