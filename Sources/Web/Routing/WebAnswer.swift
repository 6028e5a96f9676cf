public import HTTPTypes

/// What goes back to the browser, whole or as a stream.
public struct WebAnswer: Sendable {
    public enum Body: Sendable {
        case octets([UInt8])
        case stream(length: Int, @Sendable () -> AsyncThrowingStream<[UInt8], any Error>)
    }

    public var status: HTTPResponse.Status
    public var headers: HTTPFields
    public var body: Body
    /// Done after the answer is sent.
    public var afterwards: (@Sendable () async -> Void)?

    init(_ status: HTTPResponse.Status, headers: HTTPFields = [:], body: Body = .octets([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The body when it is held whole.
    public var octets: [UInt8] {
        if case .octets(let octets) = body { octets } else { [] }
    }
}

/// What every answer says of itself to the browser (T-094).
struct SecurityHeaders {
    let origin: WebOrigin

    static let policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'"

    func add(to headers: inout HTTPFields) {
        headers[.contentSecurityPolicy] = headers[.contentSecurityPolicy] ?? Self.policy
        headers[.xContentTypeOptions] = "nosniff"
        headers[.cacheControl] = headers[.cacheControl] ?? "no-store"
        let others = [
            ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            ("X-Robots-Tag", "noindex, nofollow"),
        ]
        for (name, value) in others {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        if origin.isSecure { headers[.strictTransportSecurity] = "max-age=63072000" }
    }
}
