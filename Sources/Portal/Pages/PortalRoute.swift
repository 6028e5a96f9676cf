public import Identifiers
public import Web

/// The addresses of the portal.
public enum PortalRoute: WebRoute {
    case front, files
    case file(SubmissionID), download(SubmissionID), askDelete(SubmissionID)
    case forward(SubmissionID), delete(SubmissionID), restore(SubmissionID)
    case help, guide(String), mails, sentMails
    case people, invite, removeUser(RowNumber), withdraw(RowNumber)
    case invitation(LinkToken), acceptInvitation(LinkToken)
    case confirmation(LinkToken), confirm(LinkToken)
    case account(AccountRoute)

    public static var examples: [PortalRoute] {
        let ids = [SubmissionID("0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a")].compactMap { $0 }
        let tokens = [LinkToken(String(repeating: "0b", count: 24))].compactMap { $0 }
        let rows = [.removeUser(RowNumber(1)), .withdraw(RowNumber(1))] as [PortalRoute]
        return [.front, .files, .help, .guide("sikker-sone"), .mails, .sentMails, .people, .invite] + rows
            + ids.flatMap(own)
            + tokens.flatMap { [.confirmation($0), .confirm($0), .invitation($0), .acceptInvitation($0)] }
            + AccountRoute.examples.map(Self.account)
    }

    /// The routes that concern one file.
    static func own(_ id: SubmissionID) -> [PortalRoute] {
        [.file(id), .download(id), .askDelete(id), .forward(id), .delete(id), .restore(id)]
    }

    public var method: WebMethod {
        switch self {
        case .front, .files, .file, .download, .askDelete, .help, .guide, .mails, .sentMails, .people, .invitation,
            .confirmation:
            .get
        case .forward, .delete, .restore, .confirm, .invite, .removeUser, .withdraw, .acceptInvitation: .post
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
        case .sentMails: ["sent-mails"]
        case .people, .invite: ["people"]
        case .removeUser(let number): ["people", "users", number.text, "remove"]
        case .withdraw(let number): ["people", "invitations", number.text, "withdraw"]
        case .invitation(let token), .acceptInvitation(let token): ["invitation", token.text]
        case .confirmation(let token), .confirm(let token): ["confirm-address", token.text]
        case .account(let route): route.segments
        }
    }

    public var access: WebAccess {
        switch self {
        case .front, .help, .guide, .mails, .confirmation, .confirm, .invitation, .acceptInvitation: .everyone
        case .files, .file, .download, .askDelete, .forward, .delete, .restore, .sentMails, .people: .session
        case .invite, .removeUser, .withdraw: .right(PortalReader.people)
        case .account(let route): route.access
        }
    }

    public var body: WebBody {
        switch self {
        case .account(let route): route.body
        case .invite: .form
        default: .none
        }
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
        case (.get, "sent-mails", 1): self = .sentMails
        case (_, "people", 1): self = method == .get ? .people : .invite
        case (.post, "people", 4):
            guard let number = RowNumber(segments[2]) else { return nil }
            switch (segments[1], segments[3]) {
            case ("users", "remove"): self = .removeUser(number)
            case ("invitations", "withdraw"): self = .withdraw(number)
            default: return nil
            }
        case (_, "invitation", 2):
            guard let token = LinkToken(segments[1]) else { return nil }
            self = method == .get ? .invitation(token) : .acceptInvitation(token)
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

/// The number of a row in an address, in its one spelling.
public struct RowNumber: Hashable, Sendable {
    let value: Int64

    init(_ value: Int64) { self.value = value }

    init?(_ text: String) {
        guard let value = Int64(text), value > 0, String(value) == text else { return nil }
        self.value = value
    }

    var text: String { String(value) }
}
