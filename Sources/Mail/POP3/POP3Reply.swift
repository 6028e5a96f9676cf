/// The first line of a POP3 answer: `+OK` or `-ERR`, and what follows (RFC 1939 3, RFC 2449 8).
struct POP3Reply: Equatable, Sendable {
    let isPositive: Bool
    let text: String

    /// Throws ``MailError`` with the code `protocolViolation` for a line that is neither.
    init(_ line: [UInt8]) throws(MailError) {
        let words = line.split(separator: Wire.space, maxSplits: 1, omittingEmptySubsequences: false)
        switch words.first.map({ String(decoding: $0, as: UTF8.self).uppercased() }) {
        case "+OK": isPositive = true
        case "-ERR": isPositive = false
        default: throw MailError(.protocolViolation, .retry, serverLine: String(decoding: line, as: UTF8.self))
        }
        text = words.count > 1 ? String(decoding: words[1], as: UTF8.self) : ""
    }

    /// The response code in brackets, such as `IN-USE`, in upper case.
    var responseCode: String? {
        guard text.hasPrefix("["), let end = text.firstIndex(of: "]") else { return nil }
        return text[text.index(after: text.startIndex)..<end].uppercased()
    }

    /// A refused log-in: most are a matter for a person, some pass by themselves.
    var loginError: MailError {
        let code = responseCode ?? ""
        if code == "IN-USE" { return MailError(.mailboxBusy, .retry, serverLine: text) }
        if code == "LOGIN-DELAY" || code.hasPrefix("SYS") {
            return MailError(.serviceUnavailable, .retry, serverLine: text)
        }
        return MailError(.authenticationFailed, .hold, serverLine: text)
    }
}
