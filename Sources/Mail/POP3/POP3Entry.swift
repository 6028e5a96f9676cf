/// One mail in the listing of a session.
public struct POP3Entry: Equatable, Sendable {
    /// The number in this session and in no other.
    public let number: Int
    /// The id the server gives this mail in every session (UIDL): 1 to 70 printable characters.
    public let uidl: String
    /// The size in bytes as the server tells it.
    public let size: Int
}

/// Reads the lines of LIST and UIDL.
enum POP3Listing {
    /// The most mails that are taken into one listing; the others wait for the next session.
    static let maximumEntries = 100_000

    /// `1 120` per line to number and size. Throws ``MailError`` with the code `protocolViolation`.
    static func sizes(_ content: [UInt8]) throws(MailError) -> [Int: Int] {
        var sizes: [Int: Int] = [:]
        for (number, word) in try lines(content) {
            guard let size = Int(word), size >= 0 else { throw MailError(.protocolViolation, .retry) }
            sizes[number] = size
        }
        return sizes
    }

    /// `1 id` per line, joined with the sizes in order of the numbers. Throws as ``sizes(_:)``, and when the two
    /// lists do not name the same mails.
    static func entries(_ content: [UInt8], sizes: [Int: Int]) throws(MailError) -> [POP3Entry] {
        var entries: [POP3Entry] = []
        for (number, id) in try lines(content) {
            guard let size = sizes[number], (1...70).contains(id.utf8.count),
                id.utf8.allSatisfy({ (33...126).contains($0) })
            else { throw MailError(.protocolViolation, .retry) }
            entries.append(POP3Entry(number: number, uidl: id, size: size))
        }
        guard entries.count == sizes.count, Set(entries.map(\.number)).count == entries.count else {
            throw MailError(.protocolViolation, .retry)
        }
        return entries.sorted { $0.number < $1.number }
    }

    private static func lines(_ content: [UInt8]) throws(MailError) -> [(number: Int, word: String)] {
        var result: [(number: Int, word: String)] = []
        for line in content.split(separator: Wire.lineFeed) {
            let text = String(decoding: line.last == Wire.carriageReturn ? line.dropLast() : line, as: UTF8.self)
            // RFC 1939 5: more words may follow, and mean nothing to us
            let words = text.split(separator: " ")
            guard words.count >= 2, let number = Int(words[0]), number > 0, result.count < maximumEntries else {
                throw MailError(.protocolViolation, .retry)
            }
            result.append((number, String(words[1])))
        }
        return result
    }
}
