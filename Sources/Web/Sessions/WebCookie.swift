/// A cookie of the site, which no script reads and no other site sends along.
///
/// Over TLS its name begins with `__Host-`, so that neither another host of the domain nor plain HTTP can set it. On
/// plain HTTP, which is only this machine's loopback, browsers would refuse that, so it has neither there.
struct WebCookie: Equatable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// The id of a session.
        case session
        /// What a form's token is bound to before there is a session.
        case visitor
        /// That somebody has logged in to an account from this browser before.
        case device
        case language
    }

    let kind: Kind
    /// Letters and digits only; empty to take the cookie away.
    let value: String
    /// Seconds; nil until the browser is closed.
    var maxAge: Int?

    static func name(_ kind: Kind, of origin: WebOrigin) -> String {
        origin.isSecure ? "__Host-\(kind.rawValue)" : kind.rawValue
    }

    /// The value of Set-Cookie.
    func header(for origin: WebOrigin) -> String {
        var text = "\(Self.name(kind, of: origin))=\(value); Path=/; HttpOnly; SameSite=Lax"
        if origin.isSecure { text += "; Secure" }
        if value.isEmpty { return text + "; Max-Age=0" }
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        return text
    }

    /// What the browser sent by this name; nil when it sent none, or two that could be mixed up.
    static func value(_ kind: Kind, of origin: WebOrigin, in headers: [String]) -> String? {
        let wanted = name(kind, of: origin) + "="
        let found = headers.flatMap { $0.split(separator: ";") }.map { $0.drop { $0 == " " } }
            .filter { $0.hasPrefix(wanted) }
        return found.count == 1 ? String(found[0].dropFirst(wanted.count)) : nil
    }
}
