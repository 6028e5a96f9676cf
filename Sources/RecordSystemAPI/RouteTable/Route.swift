import Foundation
import HTTPTypes
import Texts

/// One thing the API does: how it is asked for, what it answers, and the code that does it.
///
/// `/openapi.json` is made of these, and requests are checked against them: nothing is served that is not described.
struct Route: Sendable {
    /// Who may ask, and the code that answers.
    enum Work: Sendable {
        /// Given the path's values and the language.
        case everybody(@Sendable ([String: String], Language) throws -> APIReply)
        case recordSystem(@Sendable (APICall) async throws -> APIReply)
    }

    struct Body: Sendable {
        let schema: JSONSchema
        /// Octets.
        let limit: Int
        let note: String
    }

    struct Answer: Sendable {
        let status: HTTPResponse.Status
        let note: String
        /// nil for an answer without a body.
        var schema: JSONSchema?
        var mediaType = "application/json"
        /// Whether it has a `Location`.
        var isCreation = false
    }

    let method: HTTPRequest.Method
    /// With `{name}` for path parameters.
    let path: String
    let operationID: String
    let summary: String
    var parameters: [Parameter] = []
    var body: Body?
    let answer: Answer
    /// What it may refuse with, beside what every route may.
    var problems: [APIProblemCode] = []
    let work: Work

    var isOpen: Bool { if case .everybody = work { true } else { false } }

    var segments: [Substring] { path.split(separator: "/") }

    /// How many parts of the path a client fills in.
    var parameterCount: Int { segments.count { $0.first == "{" } }

    /// The values of the path's parameters when a path is this one; literal words count in either case, as they do in
    /// the national service.
    func match(_ path: [Substring]) -> [String: String]? {
        let own = segments
        guard own.count == path.count else { return nil }
        var values: [String: String] = [:]
        for (mine, given) in zip(own, path) {
            if mine.first == "{" {
                guard let value = given.removingPercentEncoding else { return nil }
                values[String(mine.dropFirst().dropLast())] = value
            } else if mine.lowercased() != given.lowercased() {
                return nil
            }
        }
        return values
    }

    /// All problems, in the order of their numbers.
    var allProblems: [APIProblemCode] {
        var codes: Set<APIProblemCode> = [.methodNotAllowed, .unavailable, .internalError]
        codes.formUnion(problems)
        if !isOpen { codes.formUnion([.notAuthenticated, .certificateRequired, .tooManyRequests]) }
        if !parameters.isEmpty || body != nil { codes.insert(.requestInvalid) }
        if parameters.contains(where: { $0.place == .path }) { codes.insert(.notFound) }
        if body != nil { codes.formUnion([.tooLarge, .mediaTypeUnknown]) }
        return codes.sorted { $0.rawValue < $1.rawValue }
    }
}
