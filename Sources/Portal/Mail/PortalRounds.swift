public import Foundation
import OsloCalendar
public import Web

/// What the portal does by itself, now and then: asks whether addresses are read, reminds of files, and destroys what
/// has come to its end. Every deed is noted before it is repeated, so a round may be run at any time and again.
public struct PortalRounds: Sendable {
    private let store: PortalStore
    private let texts: PortalMailTexts
    private let draw: @Sendable (Int) -> [UInt8]
    private let send: PortalMailing

    /// How long after a question that is not answered it is asked again.
    static let again: TimeInterval = 7 * 86_400
    /// How long it is kept what became of a mail.
    static let mailsKept: TimeInterval = 180 * 86_400
    /// How long a file lies before a reminder.
    static let waiting: TimeInterval = 7 * 86_400

    /// - Parameter draw: so many unpredictable octets.
    public init(
        _ store: PortalStore, mails: PortalMailSettings, origin: WebOrigin, draw: @escaping @Sendable (Int) -> [UInt8],
        send: @escaping PortalMailing
    ) {
        self.store = store
        texts = PortalMailTexts(settings: mails, origin: origin)
        self.draw = draw
        self.send = send
    }

    public func run(now: Date) async throws {
        _ = try await store.purge(now: now)
        try await store.forgetMails(before: now.addingTimeInterval(-Self.mailsKept))
        try await askForConfirmation(now: now)
        try await remind(now: now)
    }

    /// In November, each account that has not been confirmed since it began (I-048).
    private func askForConfirmation(now: Date) async throws {
        let today = OsloTime.day(at: now)
        guard today.month == 11, let first = CivilDate(year: today.year, month: 11, day: 1),
            let before = CivilDate(year: today.year, month: 12, day: 1)
        else { return }
        let asked = now.addingTimeInterval(-Self.again)
        for account in try await store.unconfirmed(since: OsloTime.instant(of: first), askedBefore: asked) {
            guard let unit = try await store.units(of: account).first, let token = LinkToken(drawn: draw(24)) else {
                continue
            }
            try await store.askToConfirm(account, token.digest, ends: OsloTime.instant(of: before), now: now)
            try await send(texts.confirmation(token, unit, before: before, now: now))
        }
    }

    /// Once for each file that nobody has fetched.
    private func remind(now: Date) async throws {
        let season = try await store.season()
        for file in try await store.forgotten(since: now.addingTimeInterval(-Self.waiting)) {
            guard let unit = try await store.unit(file.unit) else { continue }
            let corrections = season?.yearReported == file.year ? season?.correctionsBefore : nil
            let isAhead = corrections.map { OsloTime.day(at: now) < $0 } ?? false
            // The mail first: it is better sent twice after a crash than never.
            try await send(texts.waiting(file, unit, before: isAhead ? corrections : nil, now: now))
            try await store.reminded(of: file, now: now)
        }
    }
}
