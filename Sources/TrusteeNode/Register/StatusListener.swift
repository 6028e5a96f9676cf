import Certificates
import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
import Identifiers
import Logging
import NIOCore
import OsloCalendar
import SealedSubmission
import Trustee

/// Where the register tells how far a submission has come: `POST /status` with a signed `StatusEvent`. `GET /season` tells
/// it the season's dates, so that each party can see whether both have the same.
///
/// What counts is the signature inside; the line's own certificate only keeps strangers out.
struct StatusListener: Sendable {
    let store: TrusteeStore
    let register: OrganisationNumber
    /// The season as of now.
    let season: @Sendable () -> SeasonCalendar
    /// Judges signers as of now.
    let signers: @Sendable () -> SignerVerification
    /// Told whose revocation list is missing.
    let held: @Sendable (Certificate) -> Void
    let log: Logger

    func run(
        _ settings: HTTPListenerSettings, bound: @escaping @Sendable (SocketAddress) -> Void
    ) async throws {
        var settings = settings
        settings.limits.bodyBytes = StatusEvent.maximumBytes
        let responder = CallbackResponder { (request: Request, _: HTTPRequestContext) in
            await self.respond(to: request)
        }
        try await HTTPListener(settings: settings, responder: responder, log: log).run(bound: bound)
    }

    func respond(to request: Request) async -> Response {
        if request.uri.path.lowercased() == "/season" { return tell(request.method) }
        guard request.uri.path.lowercased() == "/status" else { return Self.problem(.notFound, "notFound") }
        guard request.method == .post else { return Self.problem(.methodNotAllowed, "methodNotAllowed") }
        var signed: [UInt8] = []
        do {
            for try await buffer in request.body {
                signed += buffer.readableBytesView
                guard signed.count <= StatusEvent.maximumBytes else {
                    return Self.problem(.contentTooLarge, "tooLarge")
                }
            }
            let signers = signers()
            try await store.keep(
                StatusEvent.verify(signed, signers: signers, register: register), now: signers.now)
            return Response(status: .noContent)
        } catch let fault as SubmissionFault {
            if fault.code == .revocationUnknown,
                let signer = signers().signerWithoutLists(of: signed, as: StatusEvent.self)
            {
                held(signer)
            }
            return Self.problem(
                fault.consequence == .hold ? .serviceUnavailable : .unprocessableContent, fault.code.rawValue)
        } catch TrusteeError.unknown {
            return Self.problem(.notFound, "unknownSubmission")
        } catch {
            log.error("status-not-kept", metadata: ["sentence": "\((error as? TrusteeError)?.description ?? "cut")"])
            return Self.problem(.serviceUnavailable, "unavailable")
        }
    }

    private func tell(_ method: HTTPRequest.Method) -> Response {
        guard method == .get else { return Self.problem(.methodNotAllowed, "methodNotAllowed") }
        guard let body = try? JSONEncoder().encode(season()) else {
            return Self.problem(.serviceUnavailable, "unavailable")
        }
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    private struct Problem: Encodable {
        let type: String
        let title: String
        let status: Int
        let code: String
    }

    private static func problem(_ status: HTTPResponse.Status, _ code: String) -> Response {
        let problem = Problem(
            type: "/problems/\(code)", title: "The status is not taken.", status: status.code, code: code)
        let body = (try? JSONEncoder().encode(problem)) ?? Data()
        return Response(
            status: status, headers: [.contentType: "application/problem+json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
