/// One command line of a POP3 client (RFC 1939, RFC 2449, RFC 2595).
enum POP3Command: Equatable, Sendable {
    case capabilities
    case startTLS
    case user(String)
    case password(String)
    case status
    case list(Int?)
    case uniqueIDs(Int?)
    case retrieve(Int)
    case top(Int, lines: Int)
    case delete(Int)
    case noOperation
    case reset
    case quit

    /// Reads a line; nil when it is no command.
    init?(_ line: [UInt8]) {
        guard line.allSatisfy({ $0 >= 32 && $0 != 127 }) else { return nil }
        let text = String(decoding: line, as: UTF8.self)
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        let argument = words.count > 1 ? words[1] : ""
        let numbers = argument.split(separator: " ").map { Int($0) ?? -1 }
        guard let keyword = words.first?.uppercased() else { return nil }
        switch (keyword, numbers.count) {
        case ("USER", 1...): self = .user(argument)
        case ("PASS", 1...): self = .password(argument)
        case ("CAPA", 0): self = .capabilities
        case ("STLS", 0): self = .startTLS
        case ("STAT", 0): self = .status
        case ("LIST", 0): self = .list(nil)
        case ("UIDL", 0): self = .uniqueIDs(nil)
        case ("LIST", 1): self = .list(numbers[0])
        case ("UIDL", 1): self = .uniqueIDs(numbers[0])
        case ("RETR", 1): self = .retrieve(numbers[0])
        case ("TOP", 2) where numbers[1] >= 0: self = .top(numbers[0], lines: numbers[1])
        case ("DELE", 1): self = .delete(numbers[0])
        case ("NOOP", 0): self = .noOperation
        case ("RSET", 0): self = .reset
        case ("QUIT", 0): self = .quit
        default: return nil
        }
    }
}
