import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import SealedSubmission
import Trustee

/// What a request is refused for, as programs tell it apart. The raw value is stable.
enum ProblemCode: String, CaseIterable {
    case notFound, methodNotAllowed, malformed, tooLarge, cut
    case loginNeeded, loginRefused, busy
    case manifestRefused, manifestHeld, otherSubmission, otherManifest, season, sequenceNotAbove, tooMuchOpen
    case unknownSubmission, unknownPart, arrivedBefore, refusedBefore, partsIncomplete
    case offsetDiffers, partTooLong, partBusy, checksumDiffers
    case proofNeeded, codeRefused, passwordNotYet, passwordGone, contactRefused, notArrived
    case unavailable, internalError
}

/// Why a request is not carried out, in the form of RFC 9457.
struct Problem: Error {
    let code: ProblemCode
    var detail: String?
    /// Seconds after which to try again.
    var retryAfter: Int?
    /// Methods an address takes, when another was used.
    var allowed: [String] = []
    /// Where a part ends, when octets began elsewhere.
    var offset: Int?
    /// The code of the engine's own fault.
    var fault: String?
    /// What is wrong with which part.
    var parts: [PartFault] = []

    struct PartFault: Encodable {
        let part: String
        let fault: String
    }

    init(
        _ code: ProblemCode, _ detail: String? = nil, retryAfter: Int? = nil, allowed: [String] = [],
        offset: Int? = nil, fault: String? = nil, parts: [PartFault] = []
    ) {
        self.code = code
        self.detail = detail
        self.retryAfter = retryAfter
        self.allowed = allowed
        self.offset = offset
        self.fault = fault
        self.parts = parts
    }

    /// What an error that was let through is to the one who asked.
    init(of error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case TrusteeError.unknown: self.init(.notFound)
        case TrusteeError.full, TrusteeError.noKey, is CancellationError: self.init(.unavailable, retryAfter: 60)
        default: self.init(.internalError)
        }
    }

    private struct Body: Encodable {
        let type: String
        let title: String
        let status: Int
        let code: String
        let detail: String?
        let fault: String?
        let parts: [PartFault]?
    }

    var response: Response {
        let body = Body(
            type: "/problems/\(code.rawValue)", title: code.title, status: code.status.code, code: code.rawValue,
            detail: detail, fault: fault, parts: parts.isEmpty ? nil : parts)
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        if code == .loginNeeded || code == .loginRefused { headers[.wwwAuthenticate] = "Bearer realm=\"send module\"" }
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        if !allowed.isEmpty { headers[.allow] = allowed.joined(separator: ", ") }
        if let offset { headers.set("Upload-Offset", String(offset)) }
        let bytes = (try? Response.encoded(body)) ?? ByteBuffer()
        return Response(status: code.status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }
}

extension ProblemCode {
    var status: HTTPResponse.Status {
        switch self {
        case .notFound, .unknownSubmission, .unknownPart, .passwordNotYet: .notFound
        case .proofNeeded, .codeRefused: .forbidden
        case .passwordGone: .gone
        case .methodNotAllowed: .methodNotAllowed
        case .malformed, .cut, .checksumDiffers: .badRequest
        case .tooLarge, .partTooLong: .contentTooLarge
        case .loginNeeded, .loginRefused: .unauthorized
        case .manifestRefused, .contactRefused: .unprocessableContent
        case .otherSubmission, .otherManifest, .season, .sequenceNotAbove, .tooMuchOpen, .arrivedBefore,
            .refusedBefore, .partsIncomplete, .offsetDiffers, .partBusy, .notArrived:
            .conflict
        case .busy, .manifestHeld, .unavailable: .serviceUnavailable
        case .internalError: .internalServerError
        }
    }

    var title: String {
        switch self {
        case .notFound: "There is nothing at this address."
        case .methodNotAllowed: "The address does not take this method."
        case .malformed: "The request is not in the agreed form."
        case .tooLarge: "The body is larger than allowed."
        case .cut: "The body ended before it was whole; what has come is kept."
        case .loginNeeded: "Log in first: the token is missing, unknown or older than half an hour."
        case .loginRefused: "The log-in was refused."
        case .busy: "Too many log in at the same time; nothing was counted. Try again."
        case .manifestRefused: "The manifest is not taken."
        case .manifestHeld: "The manifest cannot be judged at the moment. Try again later."
        case .otherSubmission: "The manifest is of another submission than the address names."
        case .otherManifest: "The submission was begun with another manifest. Seal a new one."
        case .season: "Only tests are taken now."
        case .sequenceNotAbove: "A submission with this number or a higher one has arrived. Seal again with the next."
        case .tooMuchOpen: "Too many uploads were begun and not ended. End them, or wait until they are sent on."
        case .unknownSubmission: "There is no such submission of this municipality or district."
        case .unknownPart: "The manifest lists no such part."
        case .arrivedBefore: "The submission has arrived as a whole; nothing of it can be changed."
        case .refusedBefore: "The submission was refused when it was opened. Seal a new one."
        case .partsIncomplete: "Parts are missing, short or not what was signed for."
        case .offsetDiffers: "The octets do not begin where the part ends. Go on from Upload-Offset."
        case .partTooLong: "The part would be longer than the manifest says."
        case .partBusy: "Another connection is writing this part."
        case .checksumDiffers: "The octets do not have this checksum; none were kept."
        case .proofNeeded: "A PIN alone is not enough for this: log in by certificate, or give the receipt's code."
        case .codeRefused: "The code is wrong or used, or is another submission's. The certificate always works."
        case .passwordNotYet: "The register has not made the file of this submission."
        case .passwordGone: "The password was shown or is older than thirty days, and was destroyed."
        case .contactRefused: "The contact cannot be used."
        case .notArrived: "Not all of the submission has arrived."
        case .unavailable: "The send module cannot do this at the moment. Try again later."
        case .internalError: "The send module failed. Nothing was lost; try again."
        }
    }
}
