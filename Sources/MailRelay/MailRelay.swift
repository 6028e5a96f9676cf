import Foundation
import Identifiers
public import Mail
public import NIOCore
import PrivateFiles

/// The line to a mail relay: hands over a program's own mails by SMTP.
public struct MailRelay: Sendable {
    private let client: SMTPClient

    /// Connects to nothing yet: the relay is called when there is something to send.
    public init(_ settings: RelaySettings, group: any EventLoopGroup) {
        let credentials = settings.user.map { MailCredentials(user: $0, passwordFile: settings.passwordFile ?? "") }
        client = SMTPClient(
            address: MailServerAddress(
                host: settings.host, port: settings.port,
                protection: MailServerAddress.Protection(settings.security),
                trustRootsPEM: settings.trustRoots, credentials: credentials),
            allowed: AllowedHosts([settings.host]), helloName: settings.helloName,
            timeouts: MailTimeouts(connect: .seconds(20), reply: .seconds(60), transfer: .seconds(120)), group: group)
    }

    /// Sends one mail: accepted, refused for good, or to be tried again.
    public func send(_ mail: RelayedMail) async -> RelayAnswer {
        guard let from = EDIAddress(mail.returnTo), let to = EDIAddress(mail.to),
            let data = try? MailWriting.write(mail)
        else { return .refused(code: 0) }
        do throws(MailError) {
            let accepted = try await client.send(
                OutgoingMail(from: from, to: [to], envid: String(mail.messageID.prefix(100)), data: data))
            return accepted.refused.first.map { Self.answer($0.error) } ?? .accepted
        } catch {
            return Self.answer(error)
        }
    }

    /// Connects, secures the line and logs in, and sends nothing.
    public func check() async throws(MailError) { try await client.check() }

    public func close() async { await client.close() }

    /// What needs a person, such as a wrong password, waits like what passes by itself: the mail is sound.
    private static func answer(_ error: MailError) -> RelayAnswer {
        switch error.consequence {
        case .permanent: .refused(code: error.replyCode ?? 0)
        case .retry, .hold: .deferred(code: error.replyCode ?? 0)
        }
    }
}

extension MailServerAddress.Protection {
    init(_ security: RelaySettings.Security) {
        self =
            switch security {
            case .none: .none
            case .startTLS: .startTLS
            case .implicit: .implicit
            }
    }
}

extension MailCredentials {
    /// The password is the first line of a file, read anew for each log-in.
    init(user: String, passwordFile file: String) {
        self.init(user: user) {
            guard let bytes = try PrivateFile.read(file, limit: 4096) else {
                throw PrivateFile.Failure.system(ENOENT)
            }
            return String(decoding: bytes.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
        }
    }
}
