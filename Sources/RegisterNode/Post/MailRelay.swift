import Foundation
import Identifiers
import Mail
import NIOCore
import Register

/// The mail relay: hands over the register's mails by SMTP.
struct MailRelay: Sendable {
    private let client: SMTPClient
    private let senderName: String

    /// Connects to nothing yet: the relay is called when there is something to send.
    init(_ settings: RegisterConfiguration.Mail, group: any EventLoopGroup) {
        let protection: MailServerAddress.Protection =
            switch settings.security {
            case .none: .none
            case .startTLS: .startTLS
            case .implicit: .implicit
            }
        let file = settings.passwordFile ?? ""
        let credentials = settings.user.map { user in
            MailCredentials(user: user) {
                let bytes = try PrivateFile.read(file, limit: 4096) ?? []
                return String(decoding: bytes.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
            }
        }
        client = SMTPClient(
            address: MailServerAddress(
                host: settings.host, port: settings.port, protection: protection,
                trustRootsPEM: settings.trustRoots, credentials: credentials),
            allowed: AllowedHosts([settings.host]), helloName: settings.helloName,
            timeouts: MailTimeouts(connect: .seconds(20), reply: .seconds(60), transfer: .seconds(120)), group: group)
        senderName = settings.settings.registerName
    }

    /// Sends one mail: accepted, refused for good, or to be tried again.
    func send(_ mail: RegisterMail) async -> MailAnswer {
        guard let from = EDIAddress(mail.from), let to = EDIAddress(mail.to),
            let data = try? MailWriting.write(mail, senderName: senderName)
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
    func check() async throws(MailError) { try await client.check() }

    func close() async { await client.close() }

    /// What needs a person, such as a wrong password, waits like what passes by itself: the mail is sound.
    private static func answer(_ error: MailError) -> MailAnswer {
        switch error.consequence {
        case .permanent: .refused(code: error.replyCode ?? 0)
        case .retry, .hold: .deferred(code: error.replyCode ?? 0)
        }
    }
}
