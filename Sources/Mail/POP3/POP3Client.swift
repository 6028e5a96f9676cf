public import Identifiers
public import NIOCore

/// Fetches mail from one mailbox, one session after the other.
///
/// ```swift
/// try await client.session { session in
///     let entries = try await session.list()
///     try await session.retrieve(entries) { entry, mail in try await keep(mail.get()) }
///     for entry in entries { try await session.delete(entry.number) }
///     try await session.quit()
/// }
/// ```
public struct POP3Client: Sendable {
    private let address: MailServerAddress
    private let allowed: AllowedHosts
    private let timeouts: MailTimeouts
    private let maximumMailBytes: Int
    private let group: any EventLoopGroup

    /// Mails over `maximumMailBytes` are listed but never taken; ``POP3Session/retrieve(_:)`` says so.
    public init(
        address: MailServerAddress, allowed: AllowedHosts, timeouts: MailTimeouts = MailTimeouts(),
        maximumMailBytes: Int = 70_000_000, group: any EventLoopGroup
    ) {
        self.address = address
        self.allowed = allowed
        self.timeouts = timeouts
        self.maximumMailBytes = maximumMailBytes
        self.group = group
    }

    /// Connects, logs in, runs the body and closes.
    ///
    /// Without ``POP3Session/quit()`` in the body nothing is removed from the mailbox. Throws ``MailError``, and what
    /// the body throws.
    public func session<Value: Sendable>(
        isolation: isolated (any Actor)? = #isolation, _ body: (POP3Session) async throws -> Value
    ) async throws -> Value {
        try allowed.check(address.host)
        let conversation = POP3ClientConversation(
            protection: address.protection, isLoopback: Loopback.contains(address.host),
            credentials: address.credentials, maximumMailBytes: maximumMailBytes)
        let connection = try await ClientConnection.open(
            address, conversation: conversation, timeouts: timeouts, group: group)
        do {
            let value = try await body(POP3Session(connection))
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }
}
