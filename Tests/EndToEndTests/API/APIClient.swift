import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// A record system as its vendor would write it: JSON over HTTP, and nothing of ours.
struct APIClient {
    let base: String
    let token: String

    struct Answer {
        let status: Int
        let headers: HTTPHeaders
        let body: Data

        func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
            let decoder = JSONDecoder()
            decoder.dateDecodingStrategy = .iso8601
            return try decoder.decode(type, from: body)
        }
    }

    func ask(_ method: HTTPMethod, _ path: String, body: [String: any Sendable]? = nil, wait: Int? = nil) async throws
        -> Answer
    {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        request.headers = [
            "Authorization": "Bearer \(token)", "api-version": "2", "nhn-source-system": "EndToEnd, 1.0",
        ]
        if let wait { request.headers.add(name: "Prefer", value: "wait=\(wait)") }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: body)))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(90))
        let bytes = try await response.body.collect(upTo: 100_000_000)
        return Answer(status: Int(response.status.code), headers: response.headers, body: Data(bytes.readableBytesView))
    }

    /// Hands in a document. Returns the message's id.
    func submit(_ document: [UInt8]) async throws -> String {
        let answer = try await ask(.POST, "/Messages", body: Self.submission(of: document))
        try #require(answer.status == 201, "\(String(decoding: answer.body, as: UTF8.self))")
        return try answer.json(String.self)
    }

    static func submission(of document: [UInt8]) -> [String: any Sendable] {
        [
            "businessDocument": Data(document).base64EncodedString(), "contentType": "application/xml",
            "contentTransferEncoding": "base64",
        ]
    }
}

/// The fields of the national interface that the tests read.
struct ListedMessage: Decodable {
    let id: String
    let businessDocumentId: String?
    let isAppRec: Bool?
}

struct MessageStatus: Decodable, Equatable {
    let receiverHerId: Int
    let transportDeliveryState: String
    let appRecStatus: String?
}

struct FetchedDocument: Decodable {
    let businessDocument: Data
}

struct ToldNotice: Decodable {
    let id: String
    let messageId: String
    let outcome: String
    let needsAction: Bool
}
