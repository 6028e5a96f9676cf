import Identifiers
import Web

/// The addresses of the send module's pages. None of them is one of the API's.
enum SendPage: WebRoute {
    case front, logIn, overview, logOut
    /// The form to send with, and what it sends.
    case send, upload
    case submission(SubmissionID)
    /// What one sees after having sent: receipt and code.
    case sent(SubmissionID)
    case receipt(SubmissionID)
    case password(SubmissionID)
    case contact(SubmissionID)
    case changeContact(SubmissionID)

    static var examples: [SendPage] {
        let plain: [SendPage] = [.front, .logIn, .overview, .logOut, .send, .upload]
        guard let id = SubmissionID("0b5f1b3e-1f0a-4c8e-9d55-6a1c2f7e8d90") else { return plain }
        return plain + [.submission(id), .sent(id), .receipt(id), .password(id), .contact(id), .changeContact(id)]
    }

    var method: WebMethod {
        switch self {
        case .front, .overview, .send, .submission, .sent, .receipt, .contact: .get
        case .logIn, .logOut, .upload, .password, .changeContact: .post
        }
    }

    var segments: [String] {
        switch self {
        case .front: []
        case .logIn: ["innlogging"]
        case .overview: ["oversikt"]
        case .logOut: ["logg-ut"]
        case .send, .upload: ["send-inn"]
        case .submission(let id): ["innsending", id.text]
        case .sent(let id): ["innsending", id.text, "sendt"]
        case .receipt(let id): ["innsending", id.text, "kvittering"]
        case .password(let id): ["innsending", id.text, "passord"]
        case .contact(let id), .changeContact(let id): ["innsending", id.text, "kontakt"]
        }
    }

    var access: WebAccess {
        switch self {
        case .front, .logIn: .everyone
        case .overview, .logOut, .send, .upload, .submission, .sent, .receipt, .password, .contact, .changeContact:
            .session
        }
    }

    var body: WebBody {
        switch self {
        case .logIn, .password, .changeContact: .form
        case .upload: .uploads(BrowserUpload.largest)
        case .front, .overview, .logOut, .send, .submission, .sent, .receipt, .contact: .none
        }
    }

    /// The address is typed from a letter: letters of any case.
    init?(_ method: WebMethod, _ segments: [String]) {
        let words = segments.map { $0.lowercased() }
        let candidates: [SendPage]
        switch words.count {
        case 0, 1: candidates = [.front, .logIn, .overview, .logOut, .send, .upload]
        default:
            guard let id = SubmissionID(words[1][...]) else { return nil }
            candidates = [.submission(id), .sent(id), .receipt(id), .password(id), .contact(id), .changeContact(id)]
        }
        guard let page = candidates.first(where: { $0.method == method && $0.segments == words }) else { return nil }
        self = page
    }
}
