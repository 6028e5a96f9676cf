public import Foundation
public import Texts

/// A request that has been let in: its route is known, its form read, its token right.
///
/// Not `Sendable`, since a file that comes with it is read by who answers.
public struct WebCall<Route: WebRoute> {
    public let route: Route
    public let query: FormFields
    /// Empty on GET.
    public let form: FormFields
    /// The file that follows the fields of an `.upload` route; nil when the form had none.
    public let upload: WebUpload?
    /// The files that follow the fields of an `.uploads` route; nil when the form had none.
    public let uploads: WebUploads?
    /// nil on routes for everyone when nobody is logged in.
    public let session: WebSession?
    public let sessionID: SessionID?
    /// What the browser was given when somebody logged in from it before; not checked.
    public let device: String?
    public let language: Language
    public let now: Date

    /// The same call as a part of the site sees it that has routes of its own.
    public func at<Part: WebRoute>(_ route: Part) -> WebCall<Part> {
        WebCall<Part>(
            route: route, query: query, form: form, upload: upload, uploads: uploads, session: session,
            sessionID: sessionID, device: device, language: language, now: now)
    }
}

/// The answer to a call.
public struct WebReply: Sendable {
    enum Content: Sendable {
        case page(Page)
        case redirect(String)
        case download(Download)
        case fault(WebFault)
    }

    let content: Content
    var cookies: [WebCookie] = []
    /// Done once the answer is on its way, so that its time tells nothing.
    public var afterwards: (@Sendable () async -> Void)?

    public static func page(_ page: Page) -> WebReply { WebReply(content: .page(page)) }

    /// Sends the reader on with GET (303), so that loading the page again repeats nothing.
    public static func redirect(to route: some WebRoute) -> WebReply { WebReply(content: .redirect(route.path)) }

    /// The same, with a query: what the page there is to tell.
    public static func redirect(to route: some WebRoute, _ query: [(name: String, value: String?)]) -> WebReply {
        WebReply(content: .redirect(route.path(query)))
    }

    public static func download(_ file: Download) -> WebReply { WebReply(content: .download(file)) }

    public static func fault(_ fault: WebFault) -> WebReply { WebReply(content: .fault(fault)) }

    /// The same, and the browser keeps this session from now on.
    public func beginning(_ id: SessionID) -> WebReply { adding(WebCookie(kind: .session, value: id.text)) }

    /// The same, and the browser forgets its session.
    public func endingSession() -> WebReply { adding(WebCookie(kind: .session, value: "")) }

    /// The same, and the browser is known again for 400 days, the longest that browsers keep a cookie.
    public func remembering(device: String) -> WebReply {
        adding(WebCookie(kind: .device, value: device, maxAge: 400 * 86_400))
    }

    /// The same, with something to do once it is on its way.
    public func then(_ work: @escaping @Sendable () async -> Void) -> WebReply {
        var reply = self
        reply.afterwards = work
        return reply
    }

    private func adding(_ cookie: WebCookie) -> WebReply {
        var reply = self
        reply.cookies.append(cookie)
        return reply
    }
}

/// A file that is given to the browser to be saved, never shown.
public struct Download: Sendable {
    let name: String
    let mediaType: String
    let length: Int
    let read: @Sendable () -> AsyncThrowingStream<[UInt8], any Error>

    /// - Parameters:
    ///   - name: what the browser is to call it.
    ///   - length: octets; what `read` gives must be as many.
    public init(
        name: String, mediaType: String, length: Int,
        read: @escaping @Sendable () -> AsyncThrowingStream<[UInt8], any Error>
    ) {
        self.name = name
        self.mediaType = mediaType
        self.length = length
        self.read = read
    }

    /// A file that is in memory already.
    public init(name: String, mediaType: String, octets: [UInt8]) {
        self.init(name: name, mediaType: mediaType, length: octets.count) {
            AsyncThrowingStream { pieces in
                pieces.yield(octets)
                pieces.finish()
            }
        }
    }

    /// The value of Content-Disposition (RFC 6266, RFC 8187): nothing in the name can end it or name a folder (T-099).
    var disposition: String {
        let safe = name.unicodeScalars.map { scalar in
            scalar.value < 32 || scalar.value == 127 || "\"\\/:*?<>|%;".unicodeScalars.contains(scalar) ? "_" : scalar
        }
        var text = String(String.UnicodeScalarView(safe.prefix(150)))
        if text.isEmpty || text.allSatisfy({ $0 == "." }) { text = "_" }
        let ascii = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isASCII ? $0 : "_" }))
        return "attachment; filename=\"\(ascii)\"; filename*=UTF-8''\(PercentEncoding.encode(text))"
    }
}
