import Web

/// The addresses of the site that the tests ask: one of each kind of route, and those of accounts.
enum TestRoute: WebRoute {
    case front, files, file(String), echo
    case sendEcho, delete(String), upload, order, ask
    case account(AccountRoute)

    static var examples: [TestRoute] {
        [.front, .files, .file("a b+ø.zip"), .echo, .sendEcho, .delete("x"), .upload, .order, .ask]
            + AccountRoute.examples.map(Self.account)
    }

    var method: WebMethod {
        switch self {
        case .front, .files, .file, .echo: .get
        case .sendEcho, .delete, .upload, .order, .ask: .post
        case .account(let route): route.method
        }
    }

    var segments: [String] {
        switch self {
        case .front: []
        case .files: ["files"]
        case .file(let name): ["files", name]
        case .delete(let name): ["files", name, "delete"]
        case .echo, .sendEcho: ["echo"]
        case .upload: ["upload"]
        case .order: ["order"]
        case .ask: ["ask"]
        case .account(let route): route.segments
        }
    }

    var access: WebAccess {
        switch self {
        case .front, .echo, .sendEcho, .upload: .everyone
        case .files, .file, .delete: .session
        case .order: .right("order")
        case .ask: .oneOf(["order", "fetch"])
        case .account(let route): route.access
        }
    }

    var body: WebBody {
        switch self {
        case .front, .files, .file, .echo, .delete, .order, .ask: .none
        case .sendEcho: .form
        case .upload: .upload(200_000)
        case .account(let route): route.body
        }
    }

    init?(_ method: WebMethod, _ segments: [String]) {
        switch (method, segments.first, segments.count) {
        case (.get, nil, 0): self = .front
        case (.get, "files", 1): self = .files
        case (.get, "files", 2): self = .file(segments[1])
        case (.post, "files", 3) where segments[2] == "delete": self = .delete(segments[1])
        case (.get, "echo", 1): self = .echo
        case (.post, "echo", 1): self = .sendEcho
        case (.post, "upload", 1): self = .upload
        case (.post, "order", 1): self = .order
        case (.post, "ask", 1): self = .ask
        default:
            guard let route = AccountRoute(method, segments) else { return nil }
            self = .account(route)
        }
    }
}
