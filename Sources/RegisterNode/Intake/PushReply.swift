import Foundation
import HTTPTypes
import Identifiers
import SealedSubmission

/// An answer as it goes over the line: JSON, or a problem after RFC 9457.
struct PushReply {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: [UInt8]

    init(_ answer: PushAnswer) {
        switch answer {
        case .taken(let wanted):
            self.init(.ok, Body(state: "taken", wanted: wanted.map(\.description)))
        case .received(let id): self.init(.ok, Body(state: "received", submission: id.text))
        case .known(let id): self.init(.ok, Body(state: "known", submission: id.text))
        case .rekeyed(let persons): self.init(.ok, Body(state: persons == nil ? "known" : "rekeyed", persons: persons))
        case .missing(let parts):
            self.init(
                .conflict, code: "partMissing", "Parts are missing.", wanted: parts.prefix(100).map(\.description))
        case .refused(let refusal):
            switch refusal.kind {
            case .conflict: self.init(.conflict, code: refusal.code, refusal.sentence)
            case .unusable: self.init(.unprocessableContent, code: refusal.code, refusal.sentence)
            case .later: self.init(.serviceUnavailable, code: refusal.code, refusal.sentence, retryAfter: 300)
            }
        }
    }

    /// A problem that has nothing to do with what was sent.
    init(
        _ status: HTTPResponse.Status, code: String, _ sentence: String, wanted: [String]? = nil,
        retryAfter: Int? = nil
    ) {
        self.init(
            status,
            Problem(
                type: "/problems/\(code)", title: sentence, status: status.code, code: code, detail: sentence,
                wanted: wanted),
            type: "application/problem+json")
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
    }

    private init(_ status: HTTPResponse.Status, _ body: some Encodable, type: String = "application/json") {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.status = status
        self.body = (try? encoder.encode(body)).map(Array.init) ?? []
        headers = [.contentType: type, .cacheControl: "no-store"]
    }

    private struct Body: Encodable {
        let schemaVersion = 1
        let state: String
        var submission: String?
        var wanted: [String]?
        var persons: Int?
    }

    private struct Problem: Encodable {
        let type: String
        let title: String
        let status: Int
        let code: String
        let detail: String
        let wanted: [String]?
    }
}
