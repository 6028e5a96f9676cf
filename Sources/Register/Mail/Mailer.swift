public import Foundation
public import Identifiers
public import OsloCalendar
import SQLiteAccess

/// Sends the register's mails: receipts in the morning's round, notices as soon as they are queued.
///
/// A receipt's Message-ID is on disk before the mail leaves. After a crash the same mail goes again under the same id,
/// never another one for the same arrivals. `runOnce(now:)` is called every minute and at start; what was due while the
/// server was down goes at once (I-036).
public actor Mailer {
    private let store: RegisterStore
    private let settings: MailSettings
    private let round: ReceiptRound
    private let send: MailSending
    private let faults: FaultPoints
    private var isRunning = false

    public init(
        store: RegisterStore, settings: MailSettings, round: ReceiptRound = .morning, faults: FaultPoints = .none,
        send: @escaping MailSending
    ) {
        self.faults = faults
        self.store = store
        self.settings = settings
        self.round = round
        self.send = send
    }

    /// Writes the receipts whose round has come and sends every mail that is due, oldest first.
    ///
    /// A second call while the first is under way does nothing.
    /// - Returns: how many mails a server took.
    @discardableResult
    public func runOnce(now: Date) async throws -> Int {
        guard !isRunning else { return 0 }
        isRunning = true
        defer { isRunning = false }
        let queue = MailQueue(keys: store.keys, settings: settings)
        let receipts = Receipts(queue: queue, round: round)
        let notices = Notices(queue: queue)
        try store.database.write { connection in
            try receipts.write(now: now, in: connection)
            try notices.write(now: now, in: connection)
        }
        try faults.pass(.receiptsWritten)
        var sent = 0
        var last: Int64 = 0
        while let due = try store.database.write({ try queue.begin(after: last, now: now, in: $0) }) {
            last = due.key
            try faults.pass(.beforeSending)
            let answer = await send(due.mail)
            try faults.pass(.afterSending)
            try store.database.write { try queue.end(due, with: answer, now: now, in: $0) }
            if answer == .accepted { sent += 1 }
        }
        return sent
    }
}

extension RegisterStore {
    /// Queues the letter that announces a season to the shared mailbox of every municipality, once each (I-075).
    /// - Returns: how many were queued now.
    @discardableResult
    public func announce(_ season: SeasonCalendar, settings: MailSettings, now: Date) throws -> Int {
        let queue = MailQueue(keys: keys, settings: settings)
        let all = try municipalities()
        return try database.write { connection in
            try all.filter { municipality in
                let texts = MailTexts(settings: settings, language: municipality.language)
                let order = MailOrder(
                    reference: "season/\(season.yearReported)/\(municipality.unit)", kind: .seasonOpening,
                    unit: municipality.unit, to: municipality.sharedAddress,
                    text: texts.seasonOpening(for: municipality, season: season))
                return try queue.add(order, now: now, to: connection) != nil
            }.count
        }
    }

    /// The mails about one unit, newest first; all that no server has taken when `unit` is nil.
    public func mails(of unit: ReportingUnit?, settings: MailSettings) throws -> [MailStatus] {
        try database.read { try MailQueue(keys: keys, settings: settings).statuses(of: unit, in: $0) }
    }

    /// Sends the words of a mail again, as a new mail.
    /// - Parameter actor: who wishes it, as the audit chain names them.
    /// - Throws: `RegisterError.unknown`.
    public func repeatMail(_ messageID: String, settings: MailSettings, by actor: String, now: Date) throws {
        try database.write { connection in
            try MailQueue(keys: keys, settings: settings).repeated(messageID, now: now, in: connection)
            let entry = AuditEntry(at: now, actor: actor, action: "mail.repeat", detail: ["mail": messageID])
            try audit.append(entry, to: connection)
        }
    }
}
