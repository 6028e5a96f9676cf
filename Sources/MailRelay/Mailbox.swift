import Identifiers
import Mail
public import NIOCore

/// The line to a mailbox of a program's own: takes mails out of it by POP3, each once it has been dealt with.
public struct Mailbox: Sendable {
    /// What becomes of a mail that was looked at.
    public enum Verdict: Sendable {
        /// It is dealt with, and removed.
        case done
        /// It is somebody else's: it stays where it is, for people to read.
        case leave
    }

    /// Octets of the largest mail that is fetched; a longer one stays.
    public static let largestMail = 4 << 20

    private let client: POP3Client

    /// Connects to nothing yet.
    public init(_ settings: MailboxSettings, group: any EventLoopGroup) {
        client = POP3Client(
            address: MailServerAddress(
                host: settings.host, port: settings.port,
                protection: MailServerAddress.Protection(settings.security), trustRootsPEM: settings.trustRoots,
                credentials: MailCredentials(user: settings.user, passwordFile: settings.passwordFile)),
            allowed: AllowedHosts([settings.host]),
            timeouts: MailTimeouts(connect: .seconds(20), reply: .seconds(60), transfer: .seconds(120)),
            maximumMailBytes: Self.largestMail, group: group)
    }

    /// Connects, logs in and looks how many there are; changes nothing.
    public func check() async throws { try await client.session { session in _ = try await session.list() } }

    /// Looks at every mail that is not known yet, in the server's order, and removes those that are done.
    /// - Parameters:
    ///   - known: unique ids of mails that were left before.
    ///   - look: called once for each; what it throws ends the session, and nothing is removed.
    /// - Returns: the unique ids of all mails that stay.
    /// - Throws: `MailError`, and what `look` throws. Mails may come again after it.
    public func read(
        except known: Set<String>, isolation: isolated (any Actor)? = #isolation,
        _ look: (_ mail: [UInt8]) async throws -> Verdict
    ) async throws -> Set<String> {
        try await client.session { session in
            let all = try await session.list()
            var left = known.intersection(all.map(\.uidl))
            var done: [Int] = []
            let new = all.filter { !left.contains($0.uidl) && $0.size <= Self.largestMail }
            try await session.retrieve(new) { entry, mail in
                switch try await look(try mail.get()) {
                case .done: done.append(entry.number)
                case .leave: left.insert(entry.uidl)
                }
            }
            if !done.isEmpty { try await session.delete(done) }
            try await session.quit()
            return left
        }
    }
}
