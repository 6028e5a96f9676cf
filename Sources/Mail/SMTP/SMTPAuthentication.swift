import MIME

/// One log-in by PLAIN or LOGIN (RFC 4616, and the older practice), PLAIN where both are offered.
struct SMTPAuthentication: Sendable {
    /// The first line to send.
    let command: String
    private var answers: [String]

    /// Throws ``MailError`` with the code `authenticationNotOffered` or `credentialsUnusable`.
    init(_ credentials: MailCredentials, offered: Set<String>) throws(MailError) {
        let (user, password) = try credentials.disclosed()
        if offered.contains("PLAIN") {
            command = "AUTH PLAIN " + Self.base64([0] + Array(user.utf8) + [0] + Array(password.utf8))
            answers = []
        } else if offered.contains("LOGIN") {
            command = "AUTH LOGIN"
            answers = [Self.base64(Array(user.utf8)), Self.base64(Array(password.utf8))]
        } else {
            throw MailError(.authenticationNotOffered, .hold)
        }
    }

    /// The next line for a 334 reply; nil when the server asks for more than there is.
    mutating func nextAnswer() -> String? { answers.isEmpty ? nil : answers.removeFirst() }

    private static func base64(_ bytes: [UInt8]) -> String {
        String(decoding: Base64Transfer.encode(bytes).filter { $0 != 13 && $0 != 10 }, as: UTF8.self)
    }
}
