import AddressRegister
import HTTPTypes
import Store
import Texts

/// Why a request is not carried out: what `ErrorMessage` of the national interface and RFC 9457 say of it together.
struct Problem: Error {
    let code: APIProblemCode
    /// What to correct, one sentence each.
    var faults: [String] = []
    /// Reason why a document was refused, as it is stored and logged; see `ReasonCode`.
    var reason: String?
    /// Seconds after which to try again.
    var retryAfter: Int?
    /// Methods an address takes, when another was used.
    var allowed: [String] = []

    init(
        _ code: APIProblemCode, faults: [String] = [], reason: String? = nil, retryAfter: Int? = nil,
        allowed: [String] = []
    ) {
        self.code = code
        self.faults = faults
        self.reason = reason
        self.retryAfter = retryAfter
        self.allowed = allowed
    }

    /// What an error that a handler let through is to the one who asked.
    init(of error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case StoreError.full, is RegisterError: self.init(.unavailable, retryAfter: 10)
        case is CancellationError: self.init(.unavailable, retryAfter: 5)
        default: self.init(.internalError)
        }
    }

    func reply(to requestID: String, language: Language) -> APIReply {
        let title = code.phrase.text(language)
        var members: [JSONValue.Member] = [
            .init("type", .string("/problems/\(code.name)")), .init("title", .string(title)),
            .init("status", .integer(Int64(code.status.code))),
        ]
        if !faults.isEmpty { members.append(.init("detail", .string(faults.joined(separator: " ")))) }
        members += [
            .init("instance", .string("urn:uuid:\(requestID)")),
            .init("error", .string(title)), .init("errorCode", .integer(Int64(code.rawValue))),
            .init("validationErrors", faults.isEmpty ? .null : .array(faults.map(JSONValue.string))),
            .init("stackTrace", .null), .init("requestId", .string(requestID)),
        ]
        if let reason { members.append(.init("reason", .string(reason))) }
        var reply = APIReply(code.status, .object(members))
        if code == .notAuthenticated || code == .certificateRequired {
            reply.headers[.wwwAuthenticate] = "Bearer realm=\"budstikke\""
        }
        if let retryAfter { reply.headers[.retryAfter] = String(retryAfter) }
        if !allowed.isEmpty { reply.headers[.allow] = allowed.joined(separator: ", ") }
        return reply
    }

    /// Every problem's body.
    static let schema = JSONSchema.named(
        "ErrorMessage",
        .object([
            .init(
                "type", .string(format: .uriReference), required: true,
                "Which problem it is; the address tells more of it."),
            .init("title", .string(), required: true),
            .init("status", .integer(minimum: 400, maximum: 599), required: true),
            .init("detail", .string()),
            .init("instance", .string(format: .uri), required: true),
            .init("error", .nullable(.string()), "As `title`."),
            .init("errorCode", .integer(minimum: 1000, maximum: 1999), required: true, "The same problem as a number."),
            .init("validationErrors", .nullable(.array(.string())), "What to correct, one sentence each."),
            .init("stackTrace", .nullable(.string()), "Always null."),
            .init("requestId", .string(), required: true, "Stands in the server's log too."),
            .init("reason", .string(), "Why a document was refused, as a code."),
        ]))
}

extension APIProblemCode {
    var status: HTTPResponse.Status {
        switch self {
        case .notAuthenticated, .certificateRequired: .unauthorized
        case .herIDNotAllowed: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .requestInvalid, .documentRefused, .appRecNotPossible, .notReadable: .badRequest
        case .tooLarge: .contentTooLarge
        case .mediaTypeUnknown: .unsupportedMediaType
        case .appRecAlreadySent, .idempotencyKeyReused: .conflict
        case .tooManyRequests: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .internalError: .internalServerError
        }
    }
}
