import Identifiers
import MIME

/// One command line of an SMTP client (RFC 5321 4.1.1).
enum SMTPCommand: Equatable, Sendable {
    case hello(name: String, isExtended: Bool)
    case startTLS
    case authenticate(mechanism: String, initial: [UInt8]?)
    case mail(from: EDIAddress?, parameters: [String: String])
    case recipient(EDIAddress, parameters: [String: String])
    case data
    case reset
    case verify
    case noOperation
    case quit

    /// Reads a line; a reply in place of a command that is unknown or malformed.
    static func read(_ line: [UInt8]) -> Result<SMTPCommand, SMTPServerReply> {
        guard line.allSatisfy({ (32...126).contains($0) }) else { return .failure(.syntax) }
        let text = String(decoding: line, as: UTF8.self)
        let words = text.split(separator: " ", maxSplits: 1)
        let argument = words.count > 1 ? String(words[1]) : ""
        switch words.first?.uppercased() {
        case "EHLO": return argument.isEmpty ? .failure(.syntax) : .success(.hello(name: argument, isExtended: true))
        case "HELO": return argument.isEmpty ? .failure(.syntax) : .success(.hello(name: argument, isExtended: false))
        case "STARTTLS": return argument.isEmpty ? .success(.startTLS) : .failure(.syntax)
        case "AUTH": return authenticate(argument)
        case "MAIL": return path(argument, "FROM:").map { .mail(from: $0, parameters: $1) }
        case "RCPT":
            return path(argument, "TO:").flatMap { address, parameters in
                guard let address else { return .failure(.noSuchMailbox) }
                return .success(.recipient(address, parameters: parameters))
            }
        case "DATA": return argument.isEmpty ? .success(.data) : .failure(.syntax)
        case "RSET": return .success(.reset)
        case "VRFY": return .success(.verify)
        case "NOOP": return .success(.noOperation)
        case "QUIT": return .success(.quit)
        default: return .failure(.unknownCommand)
        }
    }

    private static func authenticate(_ argument: String) -> Result<SMTPCommand, SMTPServerReply> {
        let words = argument.split(separator: " ")
        guard let mechanism = words.first, words.count <= 2 else { return .failure(.syntax) }
        guard words.count == 2 else { return .success(.authenticate(mechanism: mechanism.uppercased(), initial: nil)) }
        // a single = stands for an empty answer (RFC 4954 4)
        let word = words[1] == "=" ? "" : words[1]
        guard let initial = try? Base64Transfer.decode(Array(word.utf8)[...]) else { return .failure(.syntax) }
        return .success(.authenticate(mechanism: mechanism.uppercased(), initial: initial))
    }

    /// `FROM:<address> NAME=value …`; a nil address stands for `<>`.
    private static func path(
        _ argument: String, _ keyword: String
    ) -> Result<(EDIAddress?, [String: String]), SMTPServerReply> {
        guard argument.uppercased().hasPrefix(keyword) else { return .failure(.syntax) }
        let rest = argument.dropFirst(keyword.count).drop { $0 == " " }
        guard rest.first == "<", let end = rest.firstIndex(of: ">") else { return .failure(.syntax) }
        let text = rest[rest.index(after: rest.startIndex)..<end]
        let address = EDIAddress(text)
        guard text.isEmpty || address != nil else { return .failure(.malformedAddress) }
        var parameters: [String: String] = [:]
        for word in rest[rest.index(after: end)...].split(separator: " ") {
            let pair = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = pair[0].uppercased()
            guard !name.isEmpty, parameters[name] == nil else { return .failure(.syntax) }
            parameters[name] = pair.count > 1 ? String(pair[1]) : ""
        }
        return .success((address, parameters))
    }
}
