/// One answer of an SMTP server: a code and one or more lines of text (RFC 5321 4.2).
public struct SMTPReply: Equatable, Sendable {
    public let code: Int
    /// The text of each line after the code.
    public let lines: [String]

    public init(code: Int, lines: [String]) {
        self.code = code
        self.lines = lines
    }

    public var isPositive: Bool { (200...299).contains(code) }

    /// The enhanced status code at the start of the text, such as 5.1.1 (RFC 2034).
    public var enhancedStatus: String? {
        guard let word = lines.last?.split(separator: " ").first else { return nil }
        let numbers = word.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 3, ["2", "4", "5"].contains(numbers[0]),
            numbers.allSatisfy({ (1...3).contains($0.utf8.count) && Int($0) != nil })
        else { return nil }
        return String(word)
    }
}

/// Puts the lines of an answer together.
struct SMTPReplyReader: Sendable {
    private var code: Int?
    private var lines: [String] = []

    static let maximumLineBytes = 4096
    static let maximumLines = 128

    /// The next whole answer in the input, nil when more bytes are needed.
    ///
    /// Throws ``MailError`` with the code `protocolViolation`.
    mutating func next(from input: inout InputBuffer) throws(MailError) -> SMTPReply? {
        while true {
            switch input.nextLine(limit: Self.maximumLineBytes) {
            case .incomplete: return nil
            case .bareLineEnd, .tooLong: throw MailError(.protocolViolation, .retry)
            case .complete(let line):
                guard try add(line) else { continue }
                defer { self = SMTPReplyReader() }
                return SMTPReply(code: code ?? 0, lines: lines)
            }
        }
    }

    /// Takes one line; true when it was the last of its answer.
    private mutating func add(_ line: [UInt8]) throws(MailError) -> Bool {
        let isLast = line.count == 3 || (line.count > 3 && line[3] == Wire.space)
        guard line.count >= 3, line[..<3].allSatisfy({ (48...57).contains($0) }),
            isLast || line[3] == UInt8(ascii: "-"), lines.count < Self.maximumLines
        else { throw MailError(.protocolViolation, .retry, serverLine: String(decoding: line, as: UTF8.self)) }
        let number = line[..<3].reduce(0) { $0 * 10 + Int($1 - 48) }
        guard (200...599).contains(number), code == nil || code == number else {
            throw MailError(.protocolViolation, .retry)
        }
        code = number
        lines.append(String(decoding: line.dropFirst(4), as: UTF8.self))
        return isLast
    }
}
