public import Foundation
import MunicipalNode
public import ReportWizard
public import Web

/// The addresses of a tenant's pages.
public enum ConsoleRoute: WebRoute {
    case front, logOut
    case link(LinkToken), open(LinkToken)
    case overview, stillOverview
    case messages, message(UUID), evidence(UUID), resend(UUID)
    case tasks, task(Int64), take(Int64), change(Int64), resendGroup
    case security, securitySign
    case deviation(DeviationRoute)
    /// The yearly report's own.
    case report(WizardRoute)
    /// Coming in by an account.
    case signIn(SignInRoute)
    /// Who has an account.
    case people(PeopleRoute)

    public static var examples: [ConsoleRoute] {
        let tokens = [LinkToken(String(repeating: "0b", count: 24))].compactMap { $0 }
        let ids = [UUID(uuidString: "6f0a2d9e-4a63-4c3e-8d1c-3b7a2f4e5d60")].compactMap { $0 }
        return [
            .front, .logOut, .overview, .stillOverview, .messages, .tasks, .resendGroup, .security, .securitySign,
        ]
            + tokens.flatMap { [.link($0), .open($0)] } + ids.flatMap(own) + own(task: 12)
            + DeviationRoute.examples.map(ConsoleRoute.deviation) + WizardRoute.examples.map(ConsoleRoute.report)
            + SignInRoute.examples.map(ConsoleRoute.signIn) + PeopleRoute.examples.map(ConsoleRoute.people)
    }

    /// The routes that concern one message.
    public static func own(_ message: UUID) -> [ConsoleRoute] {
        [.message(message), .evidence(message), .resend(message)]
    }

    /// The routes that concern one task.
    public static func own(task: Int64) -> [ConsoleRoute] { [.task(task), .take(task), .change(task)] }

    public var method: WebMethod {
        switch self {
        case .front, .link, .overview, .stillOverview, .messages, .message, .evidence, .tasks, .task, .security: .get
        case .logOut, .open, .resend, .take, .change, .resendGroup, .securitySign: .post
        case .deviation(let route): route.method
        case .report(let route): route.method
        case .signIn(let route): route.method
        case .people(let route): route.method
        }
    }

    public var segments: [String] {
        switch self {
        case .front: []
        case .logOut: ["log-out"]
        case .link(let token), .open(let token): [EntryLinks.segment, token.text]
        case .overview: ["overview"]
        case .stillOverview: ["overview", "still"]
        case .messages: ["messages"]
        case .message(let id): ["messages", Self.text(id)]
        case .evidence(let id): ["messages", Self.text(id), "evidence.json"]
        case .resend(let id): ["messages", Self.text(id), "resend"]
        case .tasks: ["tasks"]
        case .resendGroup: ["tasks", "resend"]
        case .task(let id): ["tasks", "\(id)"]
        case .take(let id): ["tasks", "\(id)", "take"]
        case .change(let id): ["tasks", "\(id)", "change"]
        case .security: ["security"]
        case .securitySign: ["security", "sign"]
        case .deviation(let route): route.segments
        case .report(let route): route.segments
        case .signIn(let route): route.segments
        case .people(let route): route.segments
        }
    }

    public var access: WebAccess {
        switch self {
        case .front, .link, .open: .everyone
        case .logOut: .session
        case .overview, .stillOverview, .messages, .message, .evidence, .tasks, .task, .security:
            .right(ConsoleRight.look)
        case .resend, .take, .change, .resendGroup, .securitySign: .right(ConsoleRight.act)
        case .deviation(let route): route.access
        // The session may be of somebody who has nothing to do with the report.
        case .report(let route): route.access == .session ? .oneOf(ConsoleRight.reporting) : route.access
        case .signIn(let route): route.access
        case .people(let route): route.access
        }
    }

    public var body: WebBody {
        switch self {
        case .change, .resendGroup, .securitySign: .form
        case .deviation(let route): route.body
        case .report(let route): route.body
        case .signIn(let route): route.body
        case .people(let route): route.body
        default: .none
        }
    }

    public init?(_ method: WebMethod, _ segments: [String]) {
        switch (method, segments.first, segments.count) {
        case (.get, nil, 0): self = .front
        case (.post, "log-out", 1): self = .logOut
        case (_, EntryLinks.segment, 2):
            guard let token = LinkToken(segments[1]) else { return nil }
            self = method == .get ? .link(token) : .open(token)
        case (.get, "overview", 1): self = .overview
        case (.get, "overview", 2) where segments[1] == "still": self = .stillOverview
        case (.get, "messages", 1): self = .messages
        case (_, "messages", 2...3):
            guard let id = UUID(uuidString: segments[1]), Self.text(id) == segments[1] else { return nil }
            self.init(method, message: id, Array(segments[2...]))
        case (.get, "tasks", 1): self = .tasks
        case (.post, "tasks", 2) where segments[1] == "resend": self = .resendGroup
        case (_, "tasks", 2...3):
            guard let id = Int64(segments[1]), id > 0, "\(id)" == segments[1] else { return nil }
            self.init(method, task: id, Array(segments[2...]))
        case (.get, "security", 1): self = .security
        case (.post, "security", 2) where segments[1] == "sign": self = .securitySign
        case (_, "deviations", _):
            guard let route = DeviationRoute(method, segments) else { return nil }
            self = .deviation(route)
        default:
            if let route = SignInRoute(method, segments) {
                self = .signIn(route)
            } else if let route = PeopleRoute(method, segments) {
                self = .people(route)
            } else if let route = WizardRoute(method, segments) {
                self = .report(route)
            } else {
                return nil
            }
        }
    }

    private init?(_ method: WebMethod, message id: UUID, _ rest: [String]) {
        switch (method, rest) {
        case (.get, []): self = .message(id)
        case (.get, ["evidence.json"]): self = .evidence(id)
        case (.post, ["resend"]): self = .resend(id)
        default: return nil
        }
    }

    private init?(_ method: WebMethod, task id: Int64, _ rest: [String]) {
        switch (method, rest) {
        case (.get, []): self = .task(id)
        case (.post, ["take"]): self = .take(id)
        case (.post, ["change"]): self = .change(id)
        default: return nil
        }
    }

    private static func text(_ id: UUID) -> String { id.uuidString.lowercased() }
}
