import Foundation
import Identifiers
import Mail
import NIOCore

extension MailServerSettings {
    /// How long its answers are waited for.
    var timeouts: MailTimeouts {
        MailTimeouts(
            connect: .seconds(min(30, timeoutSeconds)), reply: .seconds(timeoutSeconds),
            transfer: .seconds(8 * timeoutSeconds))
    }

    /// Where mail is handed in.
    var smtpAddress: MailServerAddress {
        let credentials = user.flatMap { user in
            passwordFile.map { file in MailCredentials(user: user) { try PasswordFile.read(file) } }
        }
        return smtp.address(trustRoots: trustRoots, credentials: credentials)
    }
}

extension MailEndpoint {
    func address(trustRoots: String?, credentials: MailCredentials?) -> MailServerAddress {
        let protection: MailServerAddress.Protection =
            switch tls {
            case .none: .none
            case .startTLS: .startTLS
            case .implicit: .implicit
            }
        return MailServerAddress(
            host: host, port: port, protection: protection, trustRootsPEM: trustRoots, credentials: credentials)
    }
}

extension Configuration {
    /// The reader of a configured mailbox; nil when there is none of that name.
    func mailbox(_ name: String, allowed: AllowedHosts, group: any EventLoopGroup) -> POP3Mailbox? {
        guard let box = mailboxes[name], let server = mailServers[box.server] else { return nil }
        let file = box.passwordFile
        let credentials = MailCredentials(user: box.user) { try PasswordFile.read(file) }
        let address = server.pop3.address(trustRoots: server.trustRoots, credentials: credentials)
        return POP3Mailbox(
            client: POP3Client(address: address, allowed: allowed, timeouts: server.timeouts, group: group))
    }

    /// How long a mailbox that was empty is left alone.
    func pollInterval(of name: String) -> Duration {
        .seconds(mailboxes[name].flatMap { mailServers[$0.server]?.pollSeconds } ?? 60)
    }
}

/// A password kept in a file of its own: its first line.
enum PasswordFile {
    static func read(_ path: String) throws -> String {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return String(text.prefix { !$0.isNewline })
    }
}
