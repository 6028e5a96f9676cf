import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
import Monitoring
import NIOCore

/// Answers `/livez`, `/readyz` and `/metrics`, for GET and HEAD (U-50).
///
/// It tells names of tenants, codes and numbers: nothing of a patient, a partner or a single message.
struct MetricsResponder: HTTPResponder {
    /// Whether all that is needed is there, without asking the network.
    let readiness: @Sendable () async -> NodeReadiness
    /// The whole page of metrics as OpenMetrics text.
    let metrics: @Sendable () async -> String

    func respond(to request: Request, context: HTTPRequestContext) async -> Response {
        guard ["/", "/livez", "/readyz", "/metrics"].contains(request.uri.path) else {
            return Response(status: .notFound)
        }
        guard request.method == .get || request.method == .head else {
            return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD"])
        }
        switch request.uri.path {
        case "/livez": return Self.reply(.ok, Self.json, #"{"live":true}"#)
        case "/readyz":
            let readiness = await readiness()
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            guard let body = try? encoder.encode(readiness) else { return Response(status: .internalServerError) }
            return Self.reply(
                readiness.ready ? .ok : .serviceUnavailable, Self.json, String(decoding: body, as: UTF8.self))
        case "/metrics": return Self.reply(.ok, OpenMetricsText.contentType, await metrics())
        default: return Self.reply(.ok, "text/plain; charset=utf-8", Self.welcome)
        }
    }

    private static let json = "application/json"
    private static let welcome = """
        Budstikke. /livez: the process answers. /readyz: what is needed is there. /metrics: OpenMetrics.
        Numbers, codes and names of tenants; nothing of patients, partners or single messages.

        """

    private static func reply(_ status: HTTPResponse.Status, _ type: String, _ text: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
