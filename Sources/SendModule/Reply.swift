import Foundation
import HTTPListening
import HTTPTypes
import HummingbirdCore
import NIOCore

extension Response {
    /// A value as JSON: keys in order, times in UTC.
    static func json(_ value: some Encodable) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: try encoded(value)))
    }

    /// A signed document: CMS SignedData, DER.
    static func signed(_ document: [UInt8]) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/pkcs7-mime"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: document)))
    }

    static func encoded(_ value: some Encodable) throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return ByteBuffer(bytes: try encoder.encode(value))
    }
}

extension RequestBody {
    /// All of a body that is small.
    /// - Parameter share: the memory it may take, where the sender is known.
    /// - Throws: `Problem` `.tooLarge`, `.cut`, `.unavailable`.
    func octets(atMost limit: Int, within share: BodyBudget.Share? = nil) async throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await buffer in self {
                guard bytes.count + buffer.readableBytes <= limit else {
                    throw Problem(.tooLarge, "A body has at most \(limit) octets here.")
                }
                if let share, !share.take(buffer.readableBytes) { throw Problem(.unavailable, retryAfter: 5) }
                bytes += buffer.readableBytesView
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.cut)
        }
        return bytes
    }
}

extension HTTPFields {
    func value(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }

    mutating func set(_ name: String, _ value: String) {
        if let name = HTTPField.Name(name) { self[name] = value }
    }
}
