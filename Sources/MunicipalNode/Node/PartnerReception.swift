import Exchange
import Foundation
import HTTPListening
import HTTPTransport
import HTTPTypes
import Hummingbird
import Identifiers
import Logging
import NIOCore
import Store

/// What partners reach over HTTP: one path for each tenant, `/ebxml/TENANT`, which takes ebXML messages by POST.
///
/// Everything else is not found, whatever the method: who asks does not learn which tenants there are.
struct PartnerReception: HTTPResponder {
    /// The flow of a tenant at work; nil when there is none of that name.
    let flow: @Sendable (TenantID) async -> PostFlow?
    let budget: BodyBudget
    let now: @Sendable () -> Date
    let log: Logger

    func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
        guard request.method == .post, let tenant = Self.tenant(in: request.uri.path),
            let flow = await flow(tenant)
        else { return Response(status: .notFound) }
        let sender = context.connection.remoteAddress?.ipAddress ?? ""
        let share = budget.share(of: sender)
        defer { share.release() }
        guard let entity = try await Self.entity(of: request, share) else { return Self.later }
        do {
            return try await answer(flow.receive(entity, sender: sender, now: now), to: tenant)
        } catch {
            // Nothing was taken: the partner keeps its message and sends it again.
            log.warning(
                "a posted message was not taken", metadata: ["tenant": "\(tenant)", "error": "\(error)"])
            return Self.later
        }
    }

    // MARK: - Request

    private static func tenant(in path: String) -> TenantID? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty, parts[1] == "ebxml" else { return nil }
        return TenantID(String(parts[2]))
    }

    /// nil when there is no room for it now. Octets are counted as they come, so that a slow partner holds few.
    private static func entity(of request: Request, _ share: BodyBudget.Share) async throws -> HTTPEntity? {
        var body: [UInt8] = []
        for try await buffer in request.body {
            guard share.take(buffer.readableBytes) else { return nil }
            body.append(contentsOf: buffer.readableBytesView)
        }
        let fields = request.headers
        return HTTPEntity(
            contentType: fields[.contentType] ?? "", soapAction: HTTPField.Name("SOAPAction").flatMap { fields[$0] },
            transferEncoding: HTTPField.Name("Content-Transfer-Encoding").flatMap { fields[$0] }, body: body)
    }

    // MARK: - Response

    /// 503: nothing is wrong with the message.
    private static var later: Response { Response(status: .serviceUnavailable, headers: [.retryAfter: "10"]) }

    private func answer(_ reply: PostFlow.Reply, to tenant: TenantID) -> Response {
        switch reply {
        case .unsupported: return Response(status: .unsupportedMediaType)
        case .accepted: return Response(status: .accepted)
        case .later(let isFirst):
            if isFirst {
                log.warning(
                    "no more unreadable posts are kept today; who sends one is told to come again",
                    metadata: ["tenant": "\(tenant)"])
            }
            return Response(status: .serviceUnavailable, headers: [.retryAfter: "3600"])
        case .fault(let entity):
            // ebMS 2.0 B.2.5
            return Response(
                status: .internalServerError, headers: Self.fields(of: entity),
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: entity.body)))
        case .answer(let answer):
            let (now, log) = (now, log)
            return Response(
                status: .ok, headers: Self.fields(of: answer.entity),
                body: ResponseBody(contentLength: answer.entity.body.count) { writer in
                    try await writer.write(ByteBuffer(bytes: answer.entity.body))
                    try await writer.finish(nil)
                    do { try await answer.written(now: now()) } catch {
                        log.warning("an answer was given and not noted", metadata: ["error": "\(error)"])
                    }
                })
        }
    }

    private static func fields(of entity: HTTPEntity) -> HTTPFields {
        var fields: HTTPFields = [.contentType: entity.contentType]
        if let name = HTTPField.Name("SOAPAction") { fields[name] = entity.soapAction }
        return fields
    }
}
