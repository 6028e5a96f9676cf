import AsyncHTTPClient
import Foundation
import Identifiers
import NIOCore
import NIOHTTP1
import NIOSSL
import SealedSubmission

/// The line to the register: puts documents and sealed parts there, over mutual TLS, without redirects.
final class RegisterClient: Sendable {
    /// What the register said to one request.
    enum Answer: Sendable, Equatable {
        /// 2xx.
        case taken
        /// 4xx with a code, other than a 409 that a whole new push mends: the same again would be refused again.
        case refused(status: Int, code: String)
        /// No connection, no answer, or one that says later; after so many seconds when it says when.
        case later(seconds: Int?)
    }

    private let address: HTTPAddress
    private let http: HTTPClient

    /// - Throws: `RegisterClientError` about a file.
    init(_ settings: TrusteeConfiguration.RegisterSettings) throws(RegisterClientError) {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let file = settings.trustRoots {
            guard let roots = try? NIOSSLCertificate.fromPEMFile(file), !roots.isEmpty else {
                throw .unreadable(file: file)
            }
            tls.trustRoots = .certificates(roots)
        }
        if let own = settings.client {
            guard let chain = try? NIOSSLCertificate.fromPEMFile(own.certificate), !chain.isEmpty else {
                throw .unreadable(file: own.certificate)
            }
            guard let key = try? NIOSSLPrivateKey(file: own.privateKey, format: .pem) else {
                throw .unreadable(file: own.privateKey)
            }
            tls.certificateChain = chain.map { .certificate($0) }
            tls.privateKey = .privateKey(key)
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(20), read: .seconds(120)))
        // A failed connection is told at once; when to try again is decided above.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        address = settings.address
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Sends one document or part to a path below the register's address.
    func send(
        _ method: HTTPMethod, _ path: String, _ body: [UInt8] = [], fields: [(name: String, value: String)] = []
    ) async -> Answer {
        let base = address.text.hasSuffix("/") ? String(address.text.dropLast()) : address.text
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        for field in fields { request.headers.add(name: field.name, value: field.value) }
        if !body.isEmpty {
            request.headers.add(name: "Content-Type", value: "application/pkcs7-mime")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        do {
            let response = try await http.execute(request, timeout: .minutes(30))
            let text = (try? await response.body.collect(upTo: 65_536)) ?? ByteBuffer()
            return Self.answer(
                Int(response.status.code), [UInt8](buffer: text), response.headers.first(name: "Retry-After"))
        } catch {
            return .later(seconds: nil)
        }
    }

    func close() async { try? await http.shutdown() }

    private struct Problem: Decodable {
        let code: String
    }

    static func answer(_ status: Int, _ body: [UInt8], _ retryAfter: String?) -> Answer {
        switch status {
        case 200...299: return .taken
        case 408, 425, 429, 500...599: return .later(seconds: retryAfter.flatMap { Int($0) })
        default:
            let code = (try? JSONDecoder().decode(Problem.self, from: Data(body)))?.code ?? "unknown"
            // Something before it was lost on the other side: the push is done again as a whole.
            if status == 409, !["otherManifest", "sequenceTaken"].contains(code) { return .later(seconds: nil) }
            // The code stands in logs: a word, whatever the other side says.
            return .refused(status: status, code: Token.isOne(code) ? code : "unknown")
        }
    }
}

/// A file that the line to the register needs and cannot read.
enum RegisterClientError: Error, Equatable, CustomStringConvertible {
    case unreadable(file: String)

    var description: String {
        switch self {
        case .unreadable(let file): "There is no certificate or private key in PEM form in \(file)."
        }
    }
}
