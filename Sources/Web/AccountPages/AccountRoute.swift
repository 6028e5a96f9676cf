/// The addresses of accounts, for a site to have among its own.
public enum AccountRoute: WebRoute {
    case logIn, sendLogIn
    case logOut, loggedOut
    case link(PasswordLink.Purpose), askForLink(PasswordLink.Purpose), linkAsked(PasswordLink.Purpose)
    case password(LinkToken), setPassword(LinkToken), renewLink(LinkToken)
    case passwordSet

    public static var examples: [AccountRoute] {
        let purposes = PasswordLink.Purpose.allCases
        let tokens = [LinkToken(String(repeating: "0a", count: LinkToken.octets))].compactMap { $0 }
        return [.logIn, .sendLogIn, .logOut, .loggedOut, .passwordSet]
            + purposes.flatMap { [.link($0), .askForLink($0), .linkAsked($0)] }
            + tokens.flatMap { [.password($0), .setPassword($0), .renewLink($0)] }
    }

    public var method: WebMethod {
        switch self {
        case .logIn, .loggedOut, .link, .linkAsked, .password, .passwordSet: .get
        case .sendLogIn, .logOut, .askForLink, .setPassword, .renewLink: .post
        }
    }

    public var segments: [String] {
        switch self {
        case .logIn, .sendLogIn: ["log-in"]
        case .logOut: ["log-out"]
        case .loggedOut: ["logged-out"]
        case .link(let purpose), .askForLink(let purpose): ["new-link", Self.word(purpose)]
        case .linkAsked(let purpose): ["new-link", Self.word(purpose), "asked"]
        case .password(let token), .setPassword(let token): ["password", token.text]
        case .renewLink(let token): ["password", token.text, "new-link"]
        case .passwordSet: ["password-set"]
        }
    }

    public var access: WebAccess { self == .logOut ? .session : .everyone }

    public var body: WebBody {
        switch self {
        case .sendLogIn, .askForLink, .setPassword: .form
        case .logIn, .logOut, .loggedOut, .link, .linkAsked, .password, .renewLink, .passwordSet: .none
        }
    }

    public init?(_ method: WebMethod, _ segments: [String]) {
        guard let first = segments.first else { return nil }
        let purpose = segments.count > 1 ? PasswordLink.Purpose.allCases.first { Self.word($0) == segments[1] } : nil
        let token = segments.count > 1 ? LinkToken(segments[1]) : nil
        switch (method, first, segments.count) {
        case (.get, "log-in", 1): self = .logIn
        case (.post, "log-in", 1): self = .sendLogIn
        case (.post, "log-out", 1): self = .logOut
        case (.get, "logged-out", 1): self = .loggedOut
        case (.get, "password-set", 1): self = .passwordSet
        case (.get, "new-link", 2): self.init(purpose, Self.link)
        case (.post, "new-link", 2): self.init(purpose, Self.askForLink)
        case (.get, "new-link", 3) where segments[2] == "asked": self.init(purpose, Self.linkAsked)
        case (.get, "password", 2): self.init(token, Self.password)
        case (.post, "password", 2): self.init(token, Self.setPassword)
        case (.post, "password", 3) where segments[2] == "new-link": self.init(token, Self.renewLink)
        default: return nil
        }
    }

    private init?<Value>(_ value: Value?, _ make: (Value) -> Self) {
        guard let value else { return nil }
        self = make(value)
    }

    private static func word(_ purpose: PasswordLink.Purpose) -> String {
        switch purpose {
        case .newUser: "new-user"
        case .forgotten: "forgotten"
        }
    }
}
