public import Identifiers
import MunicipalNode
public import Web

/// The addresses of coming in by an account.
public enum SignInRoute: WebRoute {
    case logIn
    /// The second factor.
    case code, sendCode
    /// Setting it up.
    case enrol, sendEnrol
    /// The recovery codes, and that they are kept.
    case codes, codesKept
    case invitation(TenantID, LinkToken), accept(TenantID, LinkToken)
    /// One's own account.
    case own

    public static var examples: [SignInRoute] {
        let tenant = TenantID("nord"), token = LinkToken(String(repeating: "0c", count: 24))
        let linked = tenant.flatMap { tenant in token.map { [invitation(tenant, $0), accept(tenant, $0)] } } ?? []
        return [.logIn, .code, .sendCode, .enrol, .sendEnrol, .codes, .codesKept, .own] + linked
    }

    public var method: WebMethod {
        switch self {
        case .code, .enrol, .codes, .invitation, .own: .get
        case .logIn, .sendCode, .sendEnrol, .codesKept, .accept: .post
        }
    }

    public var segments: [String] {
        switch self {
        case .logIn: ["log-in"]
        case .code, .sendCode: ["second-factor"]
        case .enrol, .sendEnrol: ["second-factor", "new"]
        case .codes, .codesKept: ["account", "recovery-codes"]
        case .invitation(let tenant, let token), .accept(let tenant, let token):
            [AccountLink.segment, tenant.name, token.text]
        case .own: ["account"]
        }
    }

    /// A session without any right is enough: it is begun by the password.
    public var access: WebAccess {
        switch self {
        case .logIn, .invitation, .accept: .everyone
        case .code, .sendCode, .enrol, .sendEnrol, .codes, .codesKept, .own: .session
        }
    }

    public var body: WebBody {
        switch self {
        case .logIn, .sendCode, .sendEnrol, .accept: .form
        case .code, .enrol, .codes, .codesKept, .invitation, .own: .none
        }
    }

    public init?(_ method: WebMethod, _ segments: [String]) {
        switch (method, segments) {
        case (.post, ["log-in"]): self = .logIn
        case (_, ["second-factor"]): self = method == .get ? .code : .sendCode
        case (_, ["second-factor", "new"]): self = method == .get ? .enrol : .sendEnrol
        case (_, ["account", "recovery-codes"]): self = method == .get ? .codes : .codesKept
        case (.get, ["account"]): self = .own
        default:
            guard segments.count == 3, segments[0] == AccountLink.segment, let tenant = TenantID(segments[1]),
                let token = LinkToken(segments[2])
            else { return nil }
            self = method == .get ? .invitation(tenant, token) : .accept(tenant, token)
        }
    }
}
