/// The numbers that a session may name to its server: those of its own listing that it has not marked as deleted.
struct POP3Numbers: Sendable {
    private var sizes: [Int: Int] = [:]
    private var deleted: Set<Int> = []
    private let maximumMailBytes: Int

    init(maximumMailBytes: Int) { self.maximumMailBytes = maximumMailBytes }

    /// Takes the answer to LIST. Throws ``MailError`` with the code `protocolViolation`.
    mutating func take(sizes content: [UInt8]) throws(MailError) { sizes = try POP3Listing.sizes(content) }

    /// The listing, from the answer to UIDL. Throws as ``take(sizes:)``.
    func entries(_ content: [UInt8]) throws(MailError) -> [POP3Entry] {
        try POP3Listing.entries(content, sizes: sizes)
    }

    /// Why a mail may not be asked for; nil when it may.
    func refusal(toRetrieve number: Int) -> MailError? {
        guard let size = sizes[number], !deleted.contains(number) else { return MailError(.unknownMail, .retry) }
        return size > maximumMailBytes ? MailError(.mailTooLarge, .hold) : nil
    }

    /// Marks a mail as deleted; why that may not be, else nil.
    mutating func mark(_ number: Int) -> MailError? {
        guard sizes[number] != nil, deleted.insert(number).inserted else { return MailError(.unknownMail, .retry) }
        return nil
    }

    /// The server has not deleted it.
    mutating func unmark(_ number: Int) { deleted.remove(number) }
}
