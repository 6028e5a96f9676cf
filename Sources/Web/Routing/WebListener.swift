public import HTTPListening
import HTTPTypes
import Hummingbird
public import Logging
public import NIOCore

/// A site on a socket.
public struct WebListener<Route: WebRoute>: Sendable {
    private let site: WebSite<Route>
    private let settings: HTTPListenerSettings
    private let log: Logger
    /// Far more than a site puts off in a second; beyond it something is wrong, and what comes then is not done.
    private var mostWaiting: Int { 2_000 }

    /// - Parameter settings: `limits.bodyBytes` is set to what the largest route takes.
    public init(_ site: WebSite<Route>, settings: HTTPListenerSettings, log: Logger) {
        self.site = site
        self.settings = settings
        self.log = log
    }

    /// Serves until the task is cancelled, and then does what was put off.
    /// - Parameter bound: told the address once it can be reached.
    /// - Throws: `HTTPListenerError`, or what keeps the address from being had.
    public func run(bound: @escaping @Sendable (SocketAddress) -> Void) async throws {
        var settings = settings
        settings.limits.bodyBytes = Route.examples.map(\.body.limits.octets).max() ?? FormLimits.formOctets
        let (works, later) = AsyncStream.makeStream(of: Work.self, bufferingPolicy: .bufferingOldest(mostWaiting))
        // Not on the connection that asked: its next answer, or its end, would tell how long the work took (I-052).
        let worker = Task { for await work in works { await work() } }
        let listener = HTTPListener(
            settings: settings, responder: WebResponder(site: site, later: later), log: log)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await listener.run(bound: bound)) } catch { outcome = .failure(error) }
        later.finish()
        await worker.value
        try outcome.get()
    }
}

/// What is done once an answer is on its way, so that its time tells nothing; one after the other.
private typealias Work = @Sendable () async -> Void

/// Carries a request to the site and its answer back.
private struct WebResponder<Route: WebRoute>: HTTPResponder {
    let site: WebSite<Route>
    let later: AsyncStream<Work>.Continuation

    func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
        let answer = await site.respond(to: request)
        let afterwards = answer.afterwards
        let (length, isEmpty): (Int, Bool) =
            switch answer.body {
            case .octets(let octets): (octets.count, octets.isEmpty)
            case .stream(let length, _): (length, false)
            }
        if isEmpty, afterwards == nil {
            return Response(status: answer.status, headers: answer.headers)
        }
        let body = ResponseBody(contentLength: length) { writer in
            switch answer.body {
            case .octets(let octets):
                if !octets.isEmpty { try await writer.write(ByteBuffer(bytes: octets)) }
            case .stream(_, let read):
                for try await piece in read() { try await writer.write(ByteBuffer(bytes: piece)) }
            }
            try await writer.finish(nil)
            if let afterwards { later.yield(afterwards) }
        }
        return Response(status: answer.status, headers: answer.headers, body: body)
    }
}
