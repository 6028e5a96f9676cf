import HTTPTypes
import Identifiers
import SealedSubmission

/// The addresses of the send module. Every letter may be of either case, and `/Sendemodul/` may stand in front of all of
/// them: the address is typed from a letter.
enum SendRoute: Equatable {
    case season
    case challenge
    case login
    case logout
    case key(year: Int, holder: KeyHolder)
    case submissions
    case submission(SubmissionID)
    case manifest(SubmissionID)
    case part(SubmissionID, PartName)
    case complete(SubmissionID)
    case receipt(SubmissionID)
    case password(SubmissionID)
    case contact(SubmissionID)

    /// Nil for an address of nothing.
    init?(path: String) {
        var segments = path.lowercased().split(separator: "/")
        if segments.first == "sendemodul" { segments.removeFirst() }
        guard let first = segments.first else { return nil }
        switch (first, segments.count) {
        case ("season", 1): self = .season
        case ("challenge", 1): self = .challenge
        case ("login", 1): self = .login
        case ("logout", 1): self = .logout
        case ("keys", 3):
            guard let year = Int(segments[1]), let holder = KeyHolder(rawValue: String(segments[2])) else { return nil }
            self = .key(year: year, holder: holder)
        case ("submissions", 1): self = .submissions
        case ("submissions", 2...4):
            guard let id = SubmissionID(segments[1]) else { return nil }
            self.init(submission: id, rest: segments.dropFirst(2))
        default: return nil
        }
    }

    private init?(submission id: SubmissionID, rest: ArraySlice<Substring>) {
        switch (rest.first, rest.count) {
        case (nil, 0): self = .submission(id)
        case ("manifest", 1): self = .manifest(id)
        case ("complete", 1): self = .complete(id)
        case ("receipt", 1): self = .receipt(id)
        case ("password", 1): self = .password(id)
        case ("contact", 1): self = .contact(id)
        case ("parts", 2):
            let name = rest.last.map(String.init) ?? ""
            guard let part = PartName(fileName: name.hasSuffix(".p7m") ? name : name + ".p7m") else { return nil }
            self = .part(id, part)
        default: return nil
        }
    }

    var methods: [HTTPRequest.Method] {
        switch self {
        case .season, .challenge, .key, .submissions, .submission, .receipt: [.get]
        case .login, .logout, .complete, .password: [.post]
        case .contact: [.get, .put]
        case .manifest: [.put]
        case .part: [.head, .patch]
        }
    }
}
