/// One command that has been sent: what the server's next answer belongs to.
enum POP3Exchange: Sendable {
    case login
    case capabilities
    case sizes
    case uniqueIDs
    case retrieve
    case delete(Int)
    case quit
    /// Never sent; it keeps the order of the answers.
    case refusedHere(MailError)

    /// Whether lines follow a positive first line.
    var isMultiline: Bool {
        switch self {
        case .capabilities, .sizes, .uniqueIDs, .retrieve: true
        case .login, .delete, .quit, .refusedHere: false
        }
    }
}
