import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import OsloCalendar

/// The line to the trustee's send module, for signed status events: HTTPS with certificates on both sides, no redirects.
final class TrusteeLine: Sendable {
    /// What came of one event.
    enum Outcome: Equatable {
        /// The trustee has it.
        case taken
        /// The trustee does not take this one, with its status.
        case refused(status: Int)
        /// No answer, or none that says anything about the event.
        case unreachable(LineTrouble)
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
        switch await status(of: request, within: .seconds(40)) {
        case .success(let status) where (200...299).contains(status): return .taken
        case .success(let status) where (400...499).contains(status) && status != 408 && status != 429:
            return .refused(status: status)
        case .success(let status): return .unreachable(.status(status))
        case .failure(let trouble): return .unreachable(trouble)
        }
    }

    /// Asks for what is only posted, which changes nothing and which a trustee answers with 405, over the same line.
    /// - Returns: why it is no line to a trustee; nil when it is one.
    func probe() async -> LineTrouble? {
        switch await status(of: HTTPClientRequest(url: address + "/status"), within: .seconds(15)) {
        case .success(405): nil
        case .success(let status): .status(status)
        case .failure(let trouble): trouble
        }
    }

    /// The season that the trustee takes submissions for; nil when it does not say, as an older one.
    func season() async -> SeasonCalendar? {
        guard
            let response = try? await http.execute(HTTPClientRequest(url: address + "/season"), timeout: .seconds(15)),
            response.status == .ok, let body = try? await response.body.collect(upTo: 4_096)
        else { return nil }
        return try? JSONDecoder().decode(SeasonCalendar.self, from: Data(body.readableBytesView))
    }

    func close() async { try? await http.shutdown() }

    private func status(of request: HTTPClientRequest, within time: TimeAmount) async -> Result<Int, LineTrouble> {
        do {
            let response = try await http.execute(request, timeout: time)
            _ = try? await response.body.collect(upTo: 64 << 10)
            return .success(Int(response.status.code))
        } catch {
            return .failure(LineTrouble(error))
        }
    }
}
