import Certificates
import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import OsloCalendar
import PrivateFiles
import Register
import SealedSubmission
import ServiceNode

/// The trustee's door: mutual TLS, a handful of addresses, limits before a body is read, and one piece of work at a time.
///
/// One request goes, top to bottom: *route* → *who asks* → *size* → *body* → *reception*. Nobody but the trustee gets a
/// body read.
struct PushReception: HTTPResponder {
    /// What it needs from the node.
    struct Surroundings: Sendable {
        let store: RegisterStore
        let waiting: WaitingDeliveries
        /// When receipts go.
        let round: ReceiptRound
        let faults: FaultPoints
        let trust: @Sendable () -> RegisterTrust
        /// Told whose revocation list is missing: what they signed waits until it has come.
        let held: @Sendable (Certificate) -> Void
        let clock: @Sendable () -> Date
        let log: Logger
        /// Something was received: the loop has work.
        let received: @Sendable () -> Void
        /// The disk no longer keeps what is written.
        let notDurable: @Sendable () -> Void
    }

    private let surroundings: Surroundings
    private let rekeys = RekeyReception()
    private let work = SerialWork("register intake")
    private let bodies = BodyBudget(all: 160 << 20, each: 160 << 20)

    init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
        let reply = await reply(to: request, from: context.connection.clientCertificate)
        return Response(
            status: reply.status, headers: reply.headers, body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }

    private func reply(to request: Request, from certificate: [UInt8]?) async -> PushReply {
        let path = request.uri.string.prefix { $0 != "?" }
        guard let route = PushRoute(path: path) else {
            return PushReply(.notFound, code: "notFound", "There is nothing at this address.")
        }
        guard route.method == request.method else {
            var reply = PushReply(.methodNotAllowed, code: "methodNotAllowed", "Not by this method.")
            reply.headers[.allow] = route.method.rawValue
            return reply
        }
        if let refusal = refusal(of: certificate) { return refusal }
        do {
            return try await answer(route, request)
        } catch {
            return reply(to: error, of: route)
        }
    }

    private func answer(_ route: PushRoute, _ request: Request) async throws -> PushReply {
        let tooLarge = PushReply(.contentTooLarge, code: "tooLarge", "At most \(route.largestBody) octets here.")
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard (0...route.largestBody).contains(length) else { return tooLarge }
        let share = bodies.share(of: "trustee")
        defer { share.release() }
        var body: [UInt8] = []
        // A large array that grows piece by piece takes twice the room.
        body.reserveCapacity(length)
        for try await piece in request.body {
            guard body.count + piece.readableBytes <= route.largestBody else { return tooLarge }
            guard share.take(piece.readableBytes) else {
                return PushReply(.serviceUnavailable, code: "busy", "Too much at once.", retryAfter: 5)
            }
            body += piece.readableBytesView
        }
        let bytes = body
        let arrived = HTTPField.Name("Trustee-Arrived-At").flatMap { request.headers[$0] }
            .flatMap { try? Date($0, strategy: .iso8601) }
        let answer = try await work.run { try take(bytes, at: route, arrived: arrived) }
        note(answer, route)
        noteHeld(answer, bytes, route)
        if case .received = answer { surroundings.received() }
        return PushReply(answer)
    }

    /// - Parameter arrived: when the trustee had the whole submission, as it says with the end of a delivery.
    private func take(_ body: [UInt8], at route: PushRoute, arrived: Date?) throws -> PushAnswer {
        let (now, trust) = (surroundings.clock(), surroundings.trust())
        let submissions = SubmissionReception(
            store: surroundings.store, waiting: surroundings.waiting, trust: trust, round: surroundings.round,
            faults: surroundings.faults)
        switch route {
        case .manifest(let id): return try submissions.take(manifest: body, of: id, now: now)
        case .part(let id, let part): return try submissions.take(part, body, of: id, now: now)
        case .map(let id): return try submissions.take(statement: body, of: id, now: now)
        case .complete(let id): return try submissions.complete(id, arrived: arrived, now: now)
        case .contact(let id): return try submissions.take(contact: body, of: id, now: now)
        case .pinNotice(let number): return try submissions.take(pinNotice: body, of: number, now: now)
        case .rekeyStatement(let id): return rekeys.take(statement: body, of: id)
        case .rekeyPart(let id, let part): return rekeys.take(part, body, of: id)
        case .rekeyComplete(let id):
            return try rekeys.complete(
                id, store: surroundings.store, trust: trust, faults: surroundings.faults, now: now)
        }
    }

    /// Nil for a certificate that leads to a trusted issuer, is not withdrawn, and bears the trustee's number.
    private func refusal(of shown: [UInt8]?) -> PushReply? {
        let stranger = PushReply(.forbidden, code: "notTheTrustee", "The certificate shown is not the trustee's.")
        guard let shown, let certificate = try? Certificate(der: shown) else { return stranger }
        let trust = surroundings.trust()
        let verdict = trust.trust.verify(
            certificate, at: surroundings.clock(), revocation: trust.revocation, organisation: trust.trustee)
        guard case .refused(let refusal) = verdict else { return nil }
        surroundings.log.warning(
            "intake-stranger",
            metadata: ["certificate": "\(certificate.fingerprint)", "reason": "\(refusal.code)"])
        guard refusal.isTemporary else { return stranger }
        if refusal.code == .revocationUnknown { surroundings.held(certificate) }
        return PushReply(
            .serviceUnavailable, code: "revocationUnknown", "Whether the certificate is withdrawn is not known now.",
            retryAfter: 300)
    }

    /// Tells of the signer when a document waits for want of a revocation list.
    private func noteHeld(_ answer: PushAnswer, _ body: [UInt8], _ route: PushRoute) {
        guard case .refused(let refusal) = answer, refusal.code == SubmissionFault.Code.revocationUnknown.rawValue
        else { return }
        let trust = surroundings.trust()
        let signers = SignerVerification(trust: trust.trust, revocation: trust.revocation, now: surroundings.clock())
        let signer: Certificate? =
            switch route {
            case .manifest: signers.signerWithoutLists(of: body, as: SubmissionManifest.self)
            case .map: signers.signerWithoutLists(of: body, as: MapStatement.self)
            case .contact: signers.signerWithoutLists(of: body, as: ContactChange.self)
            case .pinNotice: signers.signerWithoutLists(of: body, as: PinNotice.self)
            // The statement came before, and its signer, the trustee, holds the line too.
            case .part, .complete, .rekeyStatement, .rekeyPart, .rekeyComplete: nil
            }
        if let signer { surroundings.held(signer) }
    }

    private func note(_ answer: PushAnswer, _ route: PushRoute) {
        switch answer {
        case .refused(let refusal):
            surroundings.log.warning(
                "intake-refused", metadata: ["code": "\(refusal.code)", "route": "\(route)"])
        case .received(let id):
            surroundings.log.notice("submission-received", metadata: ["submission": "\(id)"])
        case .rekeyed(let persons):
            surroundings.log.notice("rekeyed", metadata: ["persons": "\(persons ?? 0)"])
        case .taken, .known, .missing: break
        }
    }

    private func reply(to error: any Error, of route: PushRoute) -> PushReply {
        surroundings.log.error("intake-failed", metadata: ["error": "\(error)", "route": "\(route)"])
        switch error {
        case RegisterError.notDurable, PrivateFile.Failure.system(EIO): surroundings.notDurable()
        case RegisterError.full, PrivateFile.Failure.system(ENOSPC), PrivateFile.Failure.system(EDQUOT):
            return PushReply(.serviceUnavailable, code: "full", "There is no room at the moment.", retryAfter: 600)
        default: break
        }
        return PushReply(.internalServerError, code: "internal", "The register failed; try again later.")
    }
}
