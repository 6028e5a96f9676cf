import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Testing

/// A municipality's way into the send module, written from its documentation and with nothing of ours.
struct SendModuleVisitor {
    let port: Int
    /// PEM of the authorities its certificate may come from.
    let roots: String

    struct Answer {
        let status: Int
        let body: [UInt8]
        /// Where a part ends, of an answer about one.
        let offset: Int?

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]) ?? [:]
        }
    }

    /// One line of the list of submissions.
    struct Standing: Equatable {
        let state: String
        let countsAs: String?
        let steps: Set<String>
    }

    /// Logs in by PIN, lays the folder down, and gives the signed receipt.
    func deliver(_ folder: String, submission: String, as login: [String: String]) async throws -> [UInt8] {
        try await connected { http in
            let token = try await logIn(login, http)
            let base = "/submissions/\(submission)"
            let manifest = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/manifest.p7s"))
            let begun = try await send(http, .PUT, "\(base)/manifest", manifest, token: token)
            try #require(begun.status == 200, "\(String(decoding: begun.body, as: UTF8.self))")
            // All has come in an earlier visit, and this is the receipt.
            if begun.json["parts"] == nil { return begun.body }
            for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            where name.hasSuffix(".p7m") {
                let part = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
                // Cut in the middle, as a line may be; where an earlier visit was cut off, on from there.
                for end in [part.count / 2, part.count] {
                    let there = try await send(http, .HEAD, "\(base)/parts/\(name)", nil, token: token)
                    let offset = try #require(there.offset, "\(name): \(there.status)")
                    guard offset < end else { continue }
                    let answer = try await send(
                        http, .PATCH, "\(base)/parts/\(name)", part.subdata(in: offset..<end), token: token,
                        headers: ["Upload-Offset": "\(offset)"])
                    try #require(answer.status == 204, "\(name): \(String(decoding: answer.body, as: UTF8.self))")
                }
            }
            let completed = try await send(http, .POST, "\(base)/complete", nil, token: token)
            try #require(completed.status == 200, "\(String(decoding: completed.body, as: UTF8.self))")
            return completed.body
        }
    }

    /// How the municipality's submissions stand, by their ids.
    func standings(as login: [String: String]) async throws -> [String: Standing] {
        try await connected { http in
            let token = try await logIn(login, http)
            let answer = try await send(http, .GET, "/submissions", nil, token: token)
            let list = answer.json["submissions"] as? [[String: Any]] ?? []
            return Dictionary(
                uniqueKeysWithValues: list.map { entry in
                    let steps = (entry["steps"] as? [[String: Any]] ?? []).compactMap { $0["step"] as? String }
                    return (
                        entry["submission"] as? String ?? "",
                        Standing(
                            state: entry["state"] as? String ?? "", countsAs: entry["countsAs"] as? String,
                            steps: Set(steps))
                    )
                })
        }
    }

    private func logIn(_ login: [String: String], _ http: HTTPClient) async throws -> String {
        let answer = try await send(http, .POST, "/login", try JSONEncoder().encode(login), token: nil)
        return try #require(answer.json["token"] as? String, "\(answer.json)")
    }

    private func send(
        _ http: HTTPClient, _ method: HTTPMethod, _ path: String, _ body: Data?, token: String?,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: "https://127.0.0.1:\(port)\(path)")
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await http.execute(request, timeout: .seconds(60))
        return Answer(
            status: Int(response.status.code),
            body: [UInt8](buffer: try await response.body.collect(upTo: 8 << 20)),
            offset: response.headers.first(name: "Upload-Offset").flatMap { Int($0) })
    }

    private func connected<Value>(_ body: (HTTPClient) async throws -> Value) async throws -> Value {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(roots)
        let http = HTTPClient(configuration: .init(tlsConfiguration: tls))
        do {
            let value = try await body(http)
            try await http.shutdown()
            return value
        } catch {
            try? await http.shutdown()
            throw error
        }
    }
}
