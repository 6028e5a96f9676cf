import NIOCore

/// One logged-in connection to a mailbox.
///
/// It never reconnects: after any failure of the connection every call throws `sessionOver`, and the numbers of its
/// listing mean nothing any more. So no mail can be deleted under a number of another session.
public struct POP3Session: Sendable {
    private let connection: ClientConnection<POP3ClientConversation>

    init(_ connection: ClientConnection<POP3ClientConversation>) { self.connection = connection }

    /// The mails in the mailbox in the server's order, with their ids and sizes. Throws ``MailError``.
    public func list() async throws(MailError) -> [POP3Entry] {
        guard case .listing(let entries) = try await perform(.list) else { throw MailError(.protocolViolation, .retry) }
        return entries
    }

    /// One whole mail, lines ended by CR LF as the server sent them.
    ///
    /// Throws ``MailError``: `mailTooLarge` (hold; the session goes on), `unknownMail` for a number that is not in
    /// the listing, and what ends the session.
    public func retrieve(_ number: Int) async throws(MailError) -> [UInt8] {
        try Self.mail(await connection.perform(.retrieve(number))).get()
    }

    /// Many mails, asked for ahead of time where the server takes that, handed over one by one in order.
    ///
    /// At most 32 mails or 8 MB of announced size are on their way at a time, one mail at least. Throws ``MailError``
    /// when the session is over, and what the body throws.
    public func retrieve(
        _ entries: [POP3Entry], isolation: isolated (any Actor)? = #isolation,
        _ body: (POP3Entry, Result<[UInt8], MailError>) async throws -> Void
    ) async throws {
        // answers that have been taken are let go, so that memory does not grow with the mailbox
        var underWay = CircularBuffer<EventLoopFuture<Result<POP3ClientConversation.Reply, MailError>>>()
        var bytesUnderWay = 0
        var toAsk = entries[...]
        for entry in entries {
            while let next = toAsk.first,
                underWay.isEmpty || (underWay.count < 32 && bytesUnderWay + next.size <= 8_000_000)
            {
                toAsk.removeFirst()
                bytesUnderWay += next.size
                underWay.append(connection.submit(.retrieve(next.number)))
            }
            let answer = Self.mail(try await underWay.removeFirst().get())
            bytesUnderWay -= entry.size
            if case .failure(let error) = answer, !connection.isActive { throw error }
            try await body(entry, answer)
        }
    }

    /// Marks a mail for removal at ``quit()``. Throws ``MailError``.
    public func delete(_ number: Int) async throws(MailError) {
        _ = try await perform(.delete(number))
    }

    /// Marks many mails for removal, in one flight where the server takes that. Throws the first ``MailError``.
    public func delete(_ numbers: [Int]) async throws(MailError) {
        let answers = numbers.map { connection.submit(.delete($0)) }
        var failure: MailError?
        for answer in answers {
            do {
                _ = try await answer.get().get()
            } catch {
                failure = failure ?? (error as? MailError) ?? MailError(.connectionLost, .retry)
            }
        }
        if let failure { throw failure }
    }

    /// Ends the session; only when this returns are the marked mails gone (RFC 1939 6).
    ///
    /// Throws ``MailError``: after `deletionsNotConfirmed` some marked mails may be gone and some not.
    public func quit() async throws(MailError) {
        _ = try await perform(.quit)
    }

    private func perform(
        _ command: POP3ClientConversation.Command
    ) async throws(MailError) -> POP3ClientConversation.Reply {
        try await connection.perform(command).get()
    }

    private static func mail(
        _ result: Result<POP3ClientConversation.Reply, MailError>
    ) -> Result<[UInt8], MailError> {
        result.flatMap { reply in
            guard case .mail(let bytes) = reply else { return .failure(MailError(.protocolViolation, .retry)) }
            return .success(bytes)
        }
    }
}
