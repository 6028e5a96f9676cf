public import MunicipalNode
public import Web

/// The addresses of who has access to the tenant's pages.
public enum PeopleRoute: WebRoute {
    case list, invite
    case account(UserName), roles(UserName), disable(UserName), enable(UserName)
    case resetPassword(UserName), resetFactor(UserName)

    public static var examples: [PeopleRoute] {
        [.list, .invite] + [UserName("kari.prove")].compactMap { $0 }.flatMap(own)
    }

    /// The routes that concern one account.
    public static func own(_ name: UserName) -> [PeopleRoute] {
        [.account(name), .roles(name), .disable(name), .enable(name), .resetPassword(name), .resetFactor(name)]
    }

    public var method: WebMethod {
        switch self {
        case .list, .account: .get
        case .invite, .roles, .disable, .enable, .resetPassword, .resetFactor: .post
        }
    }

    public var segments: [String] {
        switch self {
        case .list, .invite: ["people"]
        case .account(let name): ["people", name.text]
        case .roles(let name): ["people", name.text, "roles"]
        case .disable(let name): ["people", name.text, "disable"]
        case .enable(let name): ["people", name.text, "enable"]
        case .resetPassword(let name): ["people", name.text, "reset-password"]
        case .resetFactor(let name): ["people", name.text, "reset-factor"]
        }
    }

    public var access: WebAccess {
        .right(method == .get ? PeopleRight.review.rawValue : PeopleRight.people.rawValue)
    }

    public var body: WebBody {
        switch self {
        case .invite, .roles: .form
        default: .none
        }
    }

    public init?(_ method: WebMethod, _ segments: [String]) {
        guard segments.first == "people" else { return nil }
        if segments.count == 1 {
            self = method == .get ? .list : .invite
            return
        }
        guard let name = UserName(segments[1]), name.text == segments[1] else { return nil }
        switch (method, Array(segments[2...])) {
        case (.get, []): self = .account(name)
        case (.post, ["roles"]): self = .roles(name)
        case (.post, ["disable"]): self = .disable(name)
        case (.post, ["enable"]): self = .enable(name)
        case (.post, ["reset-password"]): self = .resetPassword(name)
        case (.post, ["reset-factor"]): self = .resetFactor(name)
        default: return nil
        }
    }
}
