public import Cryptography
public import Foundation
import HTTPTypes
public import HummingbirdCore
public import Texts

/// A site of pages: takes a request through all that must hold before a handler sees it, and writes the answer out.
///
/// One request goes, top to bottom: *name of the site* → *method* → *provenance* → *route* → *session and right* →
/// *form within its limits* → *form's token* → *handler*. It knows no sockets and no clock.
public struct WebSite<Route: WebRoute>: Sendable {
    /// What the site needs from the outside.
    public struct Surroundings: Sendable {
        public let origin: WebOrigin
        public let sessions: WebSessions
        /// 32 octets or more; a new one makes forms that are open now too old.
        public let formKey: SecretBytes
        public let clock: @Sendable () -> Date
        /// So many unpredictable octets.
        public let draw: @Sendable (Int) -> [UInt8]
        /// The language of those who ask for none of ours.
        public let language: Language
        /// Where to log in, for those who must.
        public let logIn: Route
        /// Told of faults of ours. The address is not told, since it may hold a secret (T-109).
        public let report: @Sendable (any Error) -> Void

        public init(
            origin: WebOrigin, sessions: WebSessions, formKey: SecretBytes, clock: @escaping @Sendable () -> Date,
            draw: @escaping @Sendable (Int) -> [UInt8], language: Language = .nb, logIn: Route,
            report: @escaping @Sendable (any Error) -> Void
        ) {
            self.origin = origin
            self.sessions = sessions
            self.formKey = formKey
            self.clock = clock
            self.draw = draw
            self.language = language
            self.logIn = logIn
            self.report = report
        }
    }

    public typealias Handler = @Sendable (WebCall<Route>) async throws -> WebReply

    let surroundings: Surroundings
    let shell: PageShell
    private let handler: Handler

    public init(_ surroundings: Surroundings, shell: PageShell, handler: @escaping Handler) {
        self.surroundings = surroundings
        self.shell = shell
        self.handler = handler
    }

    /// Answers one request; never throws.
    public func respond(to request: Request) async -> WebAnswer {
        var visit = Visit(request, surroundings)
        let reply: WebReply
        do {
            reply = try await answer(request, &visit)
        } catch let fault as WebFault {
            reply = .fault(fault)
        } catch {
            surroundings.report(error)
            reply = .fault(.internalError)
        }
        return write(reply, for: request, visit)
    }

    // MARK: - Stages

    private func answer(_ request: Request, _ visit: inout Visit) async throws -> WebReply {
        guard surroundings.origin.isNamed(by: request.head.authority) else { throw WebFault.misdirected }
        guard let method = method(of: request) else { throw WebFault.methodNotAllowed }
        if method == .post {
            guard RequestProvenance.isOurs(request.headers, origin: surroundings.origin) else {
                throw WebFault.notFromOurForm
            }
        }
        guard let address = visit.address else { throw WebFault.notFound }
        guard let route = Route(method, address.segments) else {
            visit.allowed = WebMethod.allCases.filter { Route($0, address.segments) != nil }
            throw visit.allowed.isEmpty ? WebFault.notFound : WebFault.methodNotAllowed
        }
        let now = surroundings.clock()
        if let id = visit.sessionID {
            let isUse = method == .post || address.query[Refresh.unattended] == nil
            visit.session = await surroundings.sessions.find(id, now: now, isUse: isUse)
        }
        if let refusal = refusal(of: route, visit.session) {
            guard refusal == .sessionNeeded, method == .get else { throw refusal }
            return .redirect(to: surroundings.logIn)
        }
        let (form, files) = method == .get ? (FormFields(), nil) : try await self.form(of: request, route)
        guard method == .get || visit.token(surroundings.formKey)?.isMet(by: form[CSRFToken.field]) == true else {
            throw WebFault.notFromOurForm
        }
        return try await handler(
            WebCall(
                route: route, query: address.query, form: form, upload: files?.one, uploads: files?.several,
                session: visit.session, sessionID: visit.session == nil ? nil : visit.sessionID, device: visit.device,
                language: visit.language, now: now))
    }

    private func method(of request: Request) -> WebMethod? {
        request.method == .head ? .get : WebMethod(rawValue: request.method.rawValue)
    }

    func refusal(of route: Route, _ session: WebSession?) -> WebFault? {
        switch route.access {
        case .everyone: nil
        case .session: session == nil ? .sessionNeeded : nil
        case .right(let right): self.refusal(of: [right], session)
        case .oneOf(let rights): self.refusal(of: rights, session)
        }
    }

    private func refusal(of rights: [String], _ session: WebSession?) -> WebFault? {
        guard let session else { return .sessionNeeded }
        return rights.contains(where: session.rights.contains) ? nil : .rightMissing
    }

    private enum Files {
        case one(WebUpload)
        case several(WebUploads)

        var one: WebUpload? { if case .one(let upload) = self { upload } else { nil } }
        var several: WebUploads? { if case .several(let uploads) = self { uploads } else { nil } }
    }

    /// Reads the fields; of an upload only up to the file, which the handler reads.
    private func form(of request: Request, _ route: Route) async throws -> (FormFields, Files?) {
        let (limit, takesFile) = route.body.limits
        let declared = request.headers[.contentLength].map { Int($0) ?? .max } ?? 0
        let encoding = FormEncoding(request.headers[.contentType])
        // A form of ours is never sent so; another site's JSON may be (T-091).
        guard encoding != .plainText else { throw WebFault.notFromOurForm }
        guard declared <= limit else { throw WebFault.tooLarge }
        let reader = BodyReader(request.body, limit: limit)
        switch encoding {
        case .urlencoded:
            guard !takesFile else { throw WebFault.mediaTypeUnknown }
            guard let form = FormFields(encoded: try await reader.all()) else { throw WebFault.malformed }
            return (form, nil)
        case .multipart(let boundary):
            var parts = MultipartForm(reader, boundary: boundary)
            var form = FormFields()
            while let part = try await parts.nextPart() {
                if part.fileName != nil {
                    switch route.body {
                    case .upload(let limit): return (form, .one(WebUpload(part, of: parts, limit: limit)))
                    case .uploads(let limit): return (form, .several(WebUploads(part, of: parts, limit: limit)))
                    case .none, .form: throw WebFault.malformed
                    }
                }
                guard form.add(part.name, try await parts.text()) else { throw WebFault.malformed }
            }
            return (form, nil)
        case .plainText, .unknown: throw WebFault.mediaTypeUnknown
        }
    }
}

extension WebBody {
    /// Octets of the whole body, and whether a file may be in it.
    var limits: (octets: Int, takesFile: Bool) {
        switch self {
        case .none, .form: (FormLimits.formOctets, false)
        case .upload(let octets), .uploads(let octets): (octets + FormLimits.formOctets, true)
        }
    }
}
