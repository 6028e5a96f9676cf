import Web

/// The addresses of the send module's pages. None of them is one of the API's.
enum SendPage: String, WebRoute, CaseIterable {
    case front = ""
    case logIn = "innlogging"
    case overview = "oversikt"
    case logOut = "logg-ut"

    static var examples: [SendPage] { allCases }

    var method: WebMethod {
        switch self {
        case .front, .overview: .get
        case .logIn, .logOut: .post
        }
    }

    var segments: [String] { rawValue.isEmpty ? [] : [rawValue] }

    var access: WebAccess {
        switch self {
        case .front, .logIn: .everyone
        case .overview, .logOut: .session
        }
    }

    var body: WebBody { self == .logIn ? .form : .none }

    /// The address is typed from a letter: letters of any case.
    init?(_ method: WebMethod, _ segments: [String]) {
        let name = segments.map { $0.lowercased() }.joined(separator: "/")
        guard let page = SendPage(rawValue: name), page.method == method else { return nil }
        self = page
    }
}
