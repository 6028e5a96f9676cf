import Foundation
import Logging
import MIME
import Mail
import MailRelay
import Register

/// Reads what has come back of the register's own mails: reports that one could not be delivered (RFC 3464).
///
/// A report counts when it names the Message-ID of a mail that was sent, which nobody but its reader knows. It is removed
/// once that is on disk; everything else in the mailbox stays, for people to read.
actor ReturnedMails {
    private let store: RegisterStore
    private let mailbox: Mailbox
    private let log: Logger
    /// Mails that are none of the register's, by the mailbox's own ids.
    private var left: Set<String> = []
    private var isRunning = false

    init(store: RegisterStore, mailbox: Mailbox, log: Logger) {
        self.store = store
        self.mailbox = mailbox
        self.log = log
    }

    /// One look. A second call while the first is under way does nothing, and a mailbox that cannot be read is asked
    /// again in the next round.
    /// - Throws: `RegisterError`.
    func run(now: Date) async throws {
        guard !isRunning else { return }
        isRunning = true
        defer { isRunning = false }
        do {
            left = try await mailbox.read(except: left) { try self.look(at: $0, now: now) }
        } catch let error as MailError {
            log.warning("returns-unreadable", metadata: ["error": "\(error.code.rawValue)"])
        }
    }

    private func look(at mail: [UInt8], now: Date) throws -> Mailbox.Verdict {
        guard let entity = try? MIMEEntity.parse(mail), let report = (try? DeliveryStatus.parse(entity)) ?? nil,
            let id = try [report.originalMessageID, report.originalEnvelopeID].compactMap({ $0 })
                .first(where: { try store.isOwnMail($0) })
        else { return .leave }
        // A mail is on its way, or has arrived: nothing follows from it.
        guard report.action == .failed else { return .done }
        let status = report.status.map { String($0.prefix(20).filter { $0.isASCII && ($0.isNumber || $0 == ".") }) }
        if try store.mailReturned(id, status: status, now: now) {
            log.warning("mail-returned", metadata: ["messageID": "\(id)", "status": "\(status ?? "")"])
        }
        return .done
    }
}
