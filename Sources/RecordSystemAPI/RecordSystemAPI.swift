public import Foundation
import HTTPListening
public import HTTPTypes
public import Texts

/// The API for record systems: documents in and out, receipts, notices, and questions about parties and certificates.
///
/// One request goes, top to bottom: *route* → *who asks* → *parameters* → *body* → *handler*. Nobody unknown gets a
/// body read, and no handler sees a value that its route does not describe. It knows no sockets: `respond` is given
/// what a listener has read.
public struct RecordSystemAPI: Sendable {
    /// What the API needs from the outside.
    public struct Surroundings: Sendable {
        public let tenants: any APITenants
        public let clock: @Sendable () -> Date
        public let makeID: @Sendable () -> UUID
        /// The language of answers to those who ask for none of ours.
        public let language: Language
        /// Version of the program, as `/openapi.json` tells it.
        public let version: String
        /// Told of faults of ours, with the request's id.
        public let report: @Sendable (_ error: any Error, _ requestID: String) -> Void

        public init(
            tenants: any APITenants, clock: @escaping @Sendable () -> Date, makeID: @escaping @Sendable () -> UUID,
            language: Language, version: String,
            report: @escaping @Sendable (_ error: any Error, _ requestID: String) -> Void
        ) {
            self.tenants = tenants
            self.clock = clock
            self.makeID = makeID
            self.language = language
            self.version = version
            self.report = report
        }
    }

    /// Octets of the largest request body: a document of 35 MB in base64, and what stands around it.
    public static let largestBody = 48_000_000

    private let surroundings: Surroundings
    private let routes: [Route]
    private let places = RequestPlaces()
    /// Apart from the others, so that clients which hang up on a poll and come again can still send.
    private let waitingPlaces = RequestPlaces(limit: 8)
    private let bodies = BodyBudget(all: 256_000_000, each: 100_000_000)

    public init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        routes = RouteTable.routes(version: surroundings.version)
    }

    /// Answers one request; never throws.
    ///
    /// - Parameters:
    ///   - target: path and query, as the request line has them.
    ///   - certificate: the verified client certificate of the connection, DER.
    ///   - read: reads the body up to so many octets; nil when there are more. Tells how many arrive each time, and
    ///     lets through what that throws.
    public func respond(
        to method: HTTPRequest.Method, _ target: String, headers: HTTPFields, certificate: [UInt8]?,
        read: @Sendable (_ limit: Int, _ arrived: @Sendable (Int) throws -> Void) async throws -> [UInt8]?
    ) async -> APIReply {
        let id = surroundings.makeID().uuidString.lowercased()
        let language = AcceptedLanguage.best(of: headers[.acceptLanguage]) ?? surroundings.language
        var reply: APIReply
        do {
            let target = RequestTarget(target)
            let (route, path) = try route(method, target)
            switch route.work {
            case .everybody(let answer): reply = try answer(path, language)
            case .recordSystem(let answer):
                let authenticate = { @Sendable () async throws(Problem) -> Caller in
                    try await Authentication(tenants: surroundings.tenants).caller(
                        of: headers, certificate: certificate, now: surroundings.clock())
                }
                let caller = try await authenticate()
                let parameters = try parameters(of: route, path, target, headers)
                let patience = LongPoll.seconds(parameters["Prefer"]?.string ?? "")
                reply = try await (patience > 0 ? waitingPlaces : places).holding(one: caller.place) {
                    let share = bodies.share(of: caller.place)
                    defer { share.release() }
                    let body = try await body(of: route, headers, share, read)
                    // A body may have taken long: what was revoked meanwhile counts no more.
                    let call = APICall(
                        caller: route.body == nil ? caller : try await authenticate(), parameters: parameters,
                        body: body, language: language, now: surroundings.clock(), requestID: id,
                        isStillAllowed: { (try? await authenticate()) != nil })
                    return try await answer(call)
                }
            }
        } catch {
            let problem = Problem(of: error)
            if problem.code == .internalError || problem.code == .unavailable { surroundings.report(error, id) }
            reply = problem.reply(to: id, language: language)
        }
        if let name = HTTPField.Name("X-Request-ID") { reply.headers[name] = id }
        reply.headers[.cacheControl] = "no-store"
        return reply
    }

    // MARK: - Stages

    private func route(
        _ method: HTTPRequest.Method, _ target: RequestTarget
    ) throws(Problem) -> (Route, [String: String]) {
        let matching = routes.compactMap { route in route.match(target.segments).map { (route, $0) } }
        // A word that is written out wins over a parameter in its place.
        let plainest = matching.map(\.0.parameterCount).min()
        let fitting = matching.filter { $0.0.parameterCount == plainest }
        if let found = fitting.first(where: { $0.0.method == method }) { return found }
        guard !fitting.isEmpty else { throw Problem(.notFound) }
        throw Problem(.methodNotAllowed, allowed: fitting.map(\.0.method.rawValue).sorted())
    }

    private func parameters(
        of route: Route, _ path: [String: String], _ target: RequestTarget, _ headers: HTTPFields
    ) throws(Problem) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        var faults: [String] = []
        for parameter in route.parameters {
            let texts: [String] =
                switch parameter.place {
                case .path: path[parameter.name].map { [$0] } ?? []
                case .query: target.values(of: parameter.name)
                case .header: HTTPField.Name(parameter.name).map { headers[values: $0] } ?? []
                }
            let (value, found) = parameter.read(texts)
            // An id that cannot be one is the id of nothing.
            if !found.isEmpty, parameter.place == .path { throw Problem(.notFound, faults: found) }
            faults += found
            if let value { values[parameter.name] = value }
        }
        guard faults.isEmpty else { throw Problem(.requestInvalid, faults: faults) }
        return values
    }

    private func body(
        of route: Route, _ headers: HTTPFields, _ share: BodyBudget.Share,
        _ read: (_ limit: Int, _ arrived: @Sendable (Int) throws -> Void) async throws -> [UInt8]?
    ) async throws -> JSONValue {
        guard let body = route.body else { return .null }
        guard MediaType.isJSON(headers[.contentType]) else { throw Problem(.mediaTypeUnknown) }
        let length = headers[.contentLength].flatMap { Int($0) } ?? body.limit
        guard length <= body.limit else {
            throw Problem(.tooLarge, faults: ["A body has at most \(body.limit) octets here."])
        }
        guard
            let bytes = try await read(
                body.limit, { if !share.take($0) { throw Problem(.unavailable, retryAfter: 5) } })
        else {
            throw Problem(.tooLarge, faults: ["A body has at most \(body.limit) octets here."])
        }
        guard let value = JSONValue(reading: bytes) else {
            throw Problem(.requestInvalid, faults: ["The body is no JSON."])
        }
        guard value.isWithoutNUL else {
            throw Problem(.requestInvalid, faults: ["The body holds the character U+0000."])
        }
        let faults = body.schema.faults(in: value, at: "")
        guard faults.isEmpty else { throw Problem(.requestInvalid, faults: Array(faults.prefix(20))) }
        return value
    }
}
