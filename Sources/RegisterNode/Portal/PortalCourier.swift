import Foundation
import Identifiers
import Logging
import Register

/// Tells the portal what it should know, and asks it what has happened: the season's dates, municipalities, archives, then
/// events, and at last how mails stand.
///
/// What is to be told is what the store says and the portal has not confirmed; it is on disk before anything is sent, and
/// everything may be sent again. A portal that does not answer ends the round, and is asked again after a pause that
/// grows. What it refuses is tried again each hour, and what it fails at each five minutes; neither holds up anything else.
actor PortalCourier {
    private let store: RegisterStore
    private let line: PortalLine
    private let log: Logger
    /// After a failure: how long the pause is, and when it ends.
    private var pause: (length: TimeInterval, until: Date)?
    /// When what was refused may be tried again.
    private var refused: [String: Date] = [:]
    private var isRunning = false

    static let firstPause: TimeInterval = 5
    static let longestPause: TimeInterval = 900
    /// Answers about events that are asked for in a round: a portal with ever more of them keeps no round from its end.
    static let answersPerRound = 100
    static let patience: TimeInterval = 3600
    /// For what the portal failed at, by no fault of what it was told.
    static let patienceAfterFailure: TimeInterval = 300

    init(store: RegisterStore, line: PortalLine, log: Logger) {
        self.store = store
        self.line = line
        self.log = log
    }

    /// One round, unless the pause after a failure has not ended or a round is under way.
    /// - Returns: whether an archive has come to the portal, so that its notice may go.
    /// - Throws: `RegisterError`.
    @discardableResult
    func run(now: Date) async throws -> Bool {
        guard !isRunning, pause.map({ $0.until <= now }) ?? true else { return false }
        isRunning = true
        defer { isRunning = false }
        var hasPushed = false
        do {
            try await tellSeason()
            try await tellUnits(now: now)
            hasPushed = try await pushArchives(now: now)
            try await fetchEvents()
            try await tellMails(now: now)
            pause = nil
            try store.portalTried(at: now, trouble: nil)
        } catch let trouble as Trouble {
            let length = min(Self.longestPause, pause.map { $0.length * 2 } ?? Self.firstPause)
            pause = (length, now + length)
            log.warning("portal-round-ended", metadata: ["trouble": "\(trouble.word)", "again": "\(Int(length)) s"])
            // What it refuses, or how it does not answer, is kept for `status` and `doctor`.
            try store.portalTried(at: now, trouble: trouble.word)
            hasPushed = hasPushed || trouble.hasPushed
        }
        return hasPushed
    }

    /// Why a round did not come to its end.
    private struct Trouble: Error {
        let word: String
        var hasPushed = false
    }

    // MARK: - Steps

    private func tellSeason() async throws {
        guard let body = try store.seasonToTell() else { return }
        switch await line.tell(season: body) {
        case .taken: try store.seasonTold(body)
        case .refused(let word), .failed(let word): throw Trouble(word: "season: \(word)")
        case .unreachable(let word): throw Trouble(word: word)
        }
    }

    private func tellUnits(now: Date) async throws {
        for unit in try store.unitsToTell() where mayTry(Self.key(of: unit), now) {
            switch await line.tell(unit) {
            case .taken(let word):
                try store.unitTold(unit, isNewAddress: word == "moved" || word == "new")
                // A file may have been refused for want of its unit; another unit was not.
                refused = refused.filter { $0.key.hasPrefix(Self.unitPrefix) }
            case .refused(let word):
                try store.unitRefused(unit, word)
                note(word, of: Self.key(of: unit), until: now + Self.patience)
            case .failed(let word):
                try store.unitRefused(unit, word)
                note(word, of: Self.key(of: unit), until: now + Self.patienceAfterFailure)
            case .unreachable(let word): throw Trouble(word: word)
            }
        }
    }

    private func pushArchives(now: Date) async throws -> Bool {
        var hasPushed = false
        for id in try store.archivesToPush(limit: .max) where mayTry("\(id)", now) {
            guard let archive = try store.archive(of: id) else { continue }
            switch await line.put(archive) {
            case .taken:
                try store.archivePushed(of: id, number: archive.number, at: now)
                refused["\(id)"] = nil
                hasPushed = true
                log.notice("archive-pushed", metadata: ["submission": "\(id)"])
            case .refused(let word):
                try store.archiveRefused(of: id, word)
                note(word, of: "\(id)", until: now + Self.patience)
            case .failed(let word):
                try store.archiveRefused(of: id, word)
                note(word, of: "\(id)", until: now + Self.patienceAfterFailure)
            case .unreachable(let word): throw Trouble(word: word, hasPushed: hasPushed)
            }
        }
        return hasPushed
    }

    /// Asks from the last event on that is known, so that a record which has been changed shows (N-39).
    private func fetchEvents() async throws {
        for _ in 0..<Self.answersPerRound {
            let last = try store.lastPortalEvent()?.key ?? 0
            guard let events = await line.events(after: max(0, last - 1)) else { throw Trouble(word: "noEvents") }
            do {
                guard try store.take(events) > 0 else { return }
            } catch let fault as PortalEventFault {
                log.error("portal-record-changed", metadata: ["fault": "\(fault.rawValue)"])
                throw Trouble(word: "events: \(fault.rawValue)")
            }
        }
    }

    /// Last, since nothing waits for it but who wonders what was sent.
    private func tellMails(now: Date) async throws {
        for mail in try store.mailsToTell() where mayTry("mails of \(mail.unit)", now) {
            switch await line.tell(mail) {
            case .taken: try store.mailTold(mail)
            case .refused(let word): note(word, of: "mails of \(mail.unit)", until: now + Self.patience)
            case .failed(let word): note(word, of: "mails of \(mail.unit)", until: now + Self.patienceAfterFailure)
            case .unreachable(let word): throw Trouble(word: word)
            }
        }
    }

    private static let unitPrefix = "unit "

    /// Another one when the portal should know something else of the unit.
    private static func key(of unit: UnitToTell) -> String { "\(unitPrefix)\(unit.unit)/\(unit.digest)" }

    private func mayTry(_ what: String, _ now: Date) -> Bool {
        refused[what].map { $0 <= now } ?? true
    }

    private func note(_ word: String, of what: String, until again: Date) {
        refused[what] = again
        log.error("portal-refuses", metadata: ["what": "\(what)", "problem": "\(word)"])
    }
}
