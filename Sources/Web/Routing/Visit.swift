import Cryptography
import HTTPTypes
import HummingbirdCore
import Texts

/// Who asks, as far as the request's head tells, and what is found out about them on the way.
struct Visit {
    let address: RequestAddress?
    let language: Language
    /// The language was chosen in this request, and is to be remembered.
    let hasChosenLanguage: Bool
    /// What the browser sent as its session's id; there may be no such session.
    let sessionID: SessionID?
    /// What a form's token is bound to before log-in.
    let visitor: SessionID?
    /// The visitor's id is new, and the browser is to keep it.
    let isNewVisitor: Bool
    let device: String?
    var session: WebSession?
    /// Methods of the address when it was asked for by another.
    var allowed: [WebMethod] = []

    init<Route>(_ request: Request, _ surroundings: WebSite<Route>.Surroundings) {
        let cookies = request.headers[values: .cookie]
        let cookie = { WebCookie.value($0, of: surroundings.origin, in: cookies) }
        address = RequestAddress(request.head.path ?? "")
        let chosen = address?.query["lang"].flatMap(Language.init(rawValue:))
        hasChosenLanguage = chosen != nil
        language =
            chosen ?? cookie(.language).flatMap(Language.init(rawValue:))
            ?? AcceptedLanguage.best(of: request.headers[.acceptLanguage]) ?? surroundings.language
        sessionID = cookie(.session).flatMap { SessionID($0) }
        device = cookie(.device)
        let known = cookie(.visitor).flatMap { SessionID($0) }
        visitor = known ?? SessionID(drawn: surroundings.draw(SessionID.octets))
        isNewVisitor = known == nil
    }

    /// What a form must bring back.
    func token(_ key: SecretBytes) -> CSRFToken? {
        (session == nil ? visitor : sessionID).map { CSRFToken(key: key, boundTo: $0) }
    }
}

/// Which of our languages a browser would rather read (RFC 9110 12.5.4).
enum AcceptedLanguage {
    /// The first of ours in order of preference; nil when none is accepted.
    static func best(of header: String?) -> Language? {
        guard let header, header.utf8.count <= 500 else { return nil }
        var best: (language: Language, quality: Double)?
        for item in header.split(separator: ",") {
            let parts = item.lowercased().filter { $0 != " " }.split(separator: ";")
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            guard let language = parts.first.flatMap(language), quality > best?.quality ?? 0 else { continue }
            best = (language, quality)
        }
        return best?.language
    }

    /// `no` is either form of Norwegian; bokmål is what most then mean.
    private static func language(_ tag: Substring) -> Language? {
        switch tag.prefix(while: { $0 != "-" }) {
        case "nb", "no": .nb
        case "nn": .nn
        case "en": .en
        default: nil
        }
    }
}
