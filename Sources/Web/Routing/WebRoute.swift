/// An address of a site: one case for each, which links and the router share, so that no link can be to nothing.
///
/// A site's routes are an enum. `examples` lists one of each, so that tests can go through all of them.
public protocol WebRoute: Hashable, Sendable {
    /// One value of each case, every method counted.
    static var examples: [Self] { get }

    /// How it is asked for. What changes anything is `.post`.
    var method: WebMethod { get }
    /// The parts of the path, decoded: `["files", "2026", "delete"]`. None may be empty, `.` or `..`.
    var segments: [String] { get }
    /// Who may ask.
    var access: WebAccess { get }
    /// What comes with the request.
    var body: WebBody { get }

    /// The route of these parts; nil when there is none.
    init?(_ method: WebMethod, _ segments: [String])
}

extension WebRoute {
    /// As it stands in a link: from the root, encoded.
    public var path: String { "/" + segments.map(PercentEncoding.encode).joined(separator: "/") }

    /// The same with a query: what has no value is left out, so that an address says only what was asked for.
    public func path(_ query: [(name: String, value: String?)]) -> String {
        let pairs = query.compactMap { field in
            field.value.map { "\(PercentEncoding.encode(field.name))=\(PercentEncoding.encode($0))" }
        }
        return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }
}

/// The only two methods of pages; HEAD counts as GET.
public enum WebMethod: String, Sendable, CaseIterable {
    case get = "GET"
    case post = "POST"
}

/// Who may ask for a route.
public enum WebAccess: Hashable, Sendable {
    case everyone
    /// Anyone who is logged in.
    case session
    /// Who is logged in with this right.
    case right(String)
    /// Who is logged in with any of these.
    case oneOf([String])
}

/// What a route takes with a request, and how much of it.
public enum WebBody: Hashable, Sendable {
    /// Nothing; on a POST route only the form's token.
    case none
    /// Fields of text, all together at most `FormLimits.formOctets`.
    case form
    /// Fields of text and after them one file of at most so many octets.
    case upload(Int)
    /// Fields of text and after them any number of files, together of at most so many octets.
    case uploads(Int)
}

/// Goes through a site's routes and tells what does not hold: for the site's tests.
public enum RouteMatrix {
    /// One sentence for each route that the router would not find, or that changes things by GET.
    public static func faults<Route: WebRoute>(of _: Route.Type) -> [String] {
        var faults: [String] = []
        for route in Route.examples {
            let name = "\(route.method.rawValue) \(route.path)"
            if Route(route.method, route.segments) != route { faults.append("\(name) is not read back as itself.") }
            if route.segments.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
                faults.append("\(name) has a segment that browsers take away.")
            }
            if route.method == .get, route.body != .none { faults.append("\(name) has a body.") }
        }
        if Set(Route.examples).count != Route.examples.count { faults.append("A route is listed twice.") }
        return faults
    }
}
