public import Identifiers
public import Web

/// The addresses of the portal.
public enum PortalRoute: WebRoute {
    case front, files
    case file(SubmissionID), download(SubmissionID), askDelete(SubmissionID)
    case forward(SubmissionID), delete(SubmissionID), restore(SubmissionID)
    case help, guide(String), mails
    case confirmation(LinkToken), confirm(LinkToken)
    case account(AccountRoute)

    public static var examples: [PortalRoute] {
        let ids = [SubmissionID("0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a")].compactMap { $0 }
        let tokens = [LinkToken(String(repeating: "0b", count: 24))].compactMap { $0 }
        return [.front, .files, .help, .guide("sikker-sone"), .mails] + ids.flatMap(own)
            + tokens.flatMap { [.confirmation($0), .confirm($0)] } + AccountRoute.examples.map(Self.account)
    }

    /// The routes that concern one file.
    static func own(_ id: SubmissionID) -> [PortalRoute] {
        [.file(id), .download(id), .askDelete(id), .forward(id), .delete(id), .restore(id)]
    }

    public var method: WebMethod {
        switch self {
        case .front, .files, .file, .download, .askDelete, .help, .guide, .mails, .confirmation: .get
        case .forward, .delete, .restore, .confirm: .post
        case .account(let route): route.method
        }
    }

    public var segments: [String] {
        switch self {
        case .front: []
        case .files: ["files"]
        case .file(let id): ["files", id.text]
        case .download(let id): ["files", id.text, "download"]
        case .askDelete(let id), .delete(let id): ["files", id.text, "delete"]
        case .forward(let id): ["files", id.text, "forwarded"]
        case .restore(let id): ["files", id.text, "restore"]
        case .help: ["help"]
        case .guide(let name): ["help", name]
        case .mails: ["mails"]
        case .confirmation(let token), .confirm(let token): ["confirm-address", token.text]
        case .account(let route): route.segments
        }
    }

    public var access: WebAccess {
        switch self {
        case .front, .help, .guide, .mails, .confirmation, .confirm: .everyone
        case .files, .file, .download, .askDelete, .forward, .delete, .restore: .session
        case .account(let route): route.access
        }
    }

    public var body: WebBody {
        if case .account(let route) = self { route.body } else { .none }
    }

    public init?(_ method: WebMethod, _ segments: [String]) {
        switch (method, segments.first, segments.count) {
        case (.get, nil, 0): self = .front
        case (.get, "files", 1): self = .files
        case (_, "files", 2...3):
            guard let id = SubmissionID(segments[1]) else { return nil }
            self.init(method, id, segments.count == 3 ? segments[2] : nil)
        case (.get, "help", 1): self = .help
        case (.get, "help", 2): self = .guide(segments[1])
        case (.get, "mails", 1): self = .mails
        case (_, "confirm-address", 2):
            guard let token = LinkToken(segments[1]) else { return nil }
            self = method == .get ? .confirmation(token) : .confirm(token)
        default:
            guard let route = AccountRoute(method, segments) else { return nil }
            self = .account(route)
        }
    }

    private init?(_ method: WebMethod, _ id: SubmissionID, _ deed: String?) {
        switch (method, deed) {
        case (.get, nil): self = .file(id)
        case (.get, "download"): self = .download(id)
        case (.get, "delete"): self = .askDelete(id)
        case (.post, "delete"): self = .delete(id)
        case (.post, "forwarded"): self = .forward(id)
        case (.post, "restore"): self = .restore(id)
        default: return nil
        }
    }
}
