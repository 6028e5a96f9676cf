import Identifiers

/// Where a site is reached: the only source of addresses that leave it, whatever a request calls it (T-092).
public struct WebOrigin: Hashable, Sendable, CustomStringConvertible {
    public let isSecure: Bool
    /// Host, and port when it is not the scheme's own: `filsluse.example`, `127.0.0.1:8080`.
    public let authority: String

    /// Reads `https://host`, `https://host:port`, or `http://` on this machine's own loopback; nil for anything else.
    public init?(_ text: String) {
        let scheme: String
        if text.hasPrefix("https://") {
            (isSecure, scheme) = (true, "https://")
        } else if text.hasPrefix("http://") {
            (isSecure, scheme) = (false, "http://")
        } else {
            return nil
        }
        let rest = text.dropFirst(scheme.count).lowercased()
        guard !rest.isEmpty, rest.utf8.count <= 255,
            rest.utf8.allSatisfy({
                (97...122).contains($0) || (48...57).contains($0) || [45, 46, 58, 91, 93].contains($0)
            })
        else { return nil }
        authority = rest.hasSuffix(isSecure ? ":443" : ":80") ? String(rest.dropLast(isSecure ? 4 : 3)) : rest
        guard isSecure || Self.isLoopback(authority) else { return nil }
    }

    public var description: String { (isSecure ? "https://" : "http://") + authority }

    /// The whole address of a route, for mails.
    public func address(of route: some WebRoute) -> String { description + route.path }

    /// Whether a request's authority names this site.
    func isNamed(by authority: String?) -> Bool {
        guard let named = authority?.lowercased() else { return false }
        return named == self.authority || named == self.authority + (isSecure ? ":443" : ":80")
    }

    private static func isLoopback(_ authority: String) -> Bool {
        if authority.hasPrefix("[") { return Loopback.contains(String(authority.dropFirst().prefix { $0 != "]" })) }
        return Loopback.contains(String(authority.prefix { $0 != ":" }))
    }
}
