import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The line to the trustee's send module, for signed status events: HTTPS with certificates on both sides, no redirects.
final class TrusteeLine: Sendable {
    /// What came of one event.
    enum Outcome: Equatable {
        /// The trustee has it.
        case taken
        /// The trustee does not take this one, with its status.
        case refused(status: Int)
        /// No answer, or none that says anything about the event.
        case unreachable
    }

    private let http: HTTPClient
    private let address: String

    /// - Throws: a TLS library's error for files that cannot be used.
    init(_ service: RegisterConfiguration.RemoteService, group: any EventLoopGroup) throws {
        http = try HTTPClient(service, group: group)
        address = service.address
    }

    /// Hands over one signed event.
    func post(_ event: [UInt8]) async -> Outcome {
        var request = HTTPClientRequest(url: address + "/status")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/pkcs7-mime")
        request.body = .bytes(ByteBuffer(bytes: event))
        guard let response = try? await http.execute(request, timeout: .seconds(40)) else { return .unreachable }
        _ = try? await response.body.collect(upTo: 64 << 10)
        switch response.status.code {
        case 200...299: return .taken
        case 400...499 where response.status.code != 408 && response.status.code != 429:
            return .refused(status: Int(response.status.code))
        default: return .unreachable
        }
    }

    func close() async { try? await http.shutdown() }
}
