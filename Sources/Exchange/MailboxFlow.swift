import Delivery
import EbXML
public import Foundation
import Identifiers
import Mail
import Store
import Synchronization
import Texts

/// Reads one mailbox in a session of its own.
public protocol MailboxReading: Sendable {
    /// Opens a session, runs `body` and closes it; deletions count only when this returns.
    func session(_ body: @Sendable (any MailboxSession) async throws -> Void) async throws
}

/// One session with a mailbox. After any failure of the connection it is of no more use.
public protocol MailboxSession: Sendable {
    func list() async throws -> [MailboxEntry]
    func retrieve(_ entry: MailboxEntry) async throws -> [UInt8]
    func delete(_ entry: MailboxEntry) async throws
}

/// One mail in a mailbox, numbered for this session only.
public struct MailboxEntry: Sendable, Equatable {
    public let number: Int
    public let uidl: String
    public let size: Int

    public init(number: Int, uidl: String, size: Int) {
        self.number = number
        self.uidl = uidl
        self.size = size
    }
}

/// Brings a mailbox's mails into the store (architecture §3, M-059).
///
/// 1. *list*: UIDL again in every session; numbers belong to one session.
/// 2. *fetch*: what is not stored yet, a batch at a time. On a disk that is nearly full the mails stay where they are.
/// 3. *commit*: raw bytes as `received`, a job each, and the UIDL remembered, in one transaction.
/// 4. *delete*: only now, and only what is committed; it counts when the session ends well.
public struct MailboxFlow: Sendable {
    private let context: ExchangeContext
    private let name: String
    private let mailbox: any MailboxReading
    /// Octets held in memory before a batch is committed.
    private let batch: Int
    /// Octets of the largest mail that room is asked for: more than any mail that is taken has.
    private static let largestAsked = 200_000_000
    private let emptiness = Emptiness()

    public init(context: ExchangeContext, name: String, mailbox: any MailboxReading, batch: Int = 8_000_000) {
        self.context = context
        self.name = name
        self.mailbox = mailbox
        self.batch = batch
    }

    /// Empties the mailbox once. Returns how many mails were stored.
    /// - Throws: what the mailbox and the store throw, and `StoreError.full` when mails were left for want of room.
    @discardableResult
    public func fetch(now: @escaping @Sendable () -> Date) async throws -> Int {
        let counter = Counter()
        try await mailbox.session { session in
            let entries = try await session.list()
            let listed = Set(entries.map(\.uidl))
            var waiting: [(entry: MailboxEntry, mail: [UInt8])] = []
            var octets = 0
            var isFull = false
            let known = try await context.store.read { [name] store in
                try listed.filter { try store.hasFetched(mailbox: name, uidl: $0) }
            }
            for entry in entries {
                if known.contains(entry.uidl) {
                    try await session.delete(entry)
                    continue
                }
                // In their order: what comes behind one that is left is left too.
                // A mailbox may list any size. What is larger than any mail that is taken is refused as it is fetched.
                let size = min(entry.size, Self.largestAsked)
                isFull = isFull || !context.hasRoom(octets + size)
                if isFull { continue }
                do { waiting.append((entry, try await session.retrieve(entry))) } catch let error as MailError
                    where error.code == .mailTooLarge || error.code == .refusedForNow
                {
                    // The session goes on: one mail that cannot be had must not hold up those behind it.
                    try await skip(entry, error, now: now())
                    continue
                } catch {
                    if !waiting.isEmpty { await counter.add(try await store(waiting, now: now())) }
                    throw error
                }
                octets += size
                if octets >= batch || waiting.count >= 64 {
                    await counter.add(try await store(waiting, now: now()))
                    for mail in waiting { try await session.delete(mail.entry) }
                    (waiting, octets) = ([], 0)
                }
            }
            if !waiting.isEmpty {
                await counter.add(try await store(waiting, now: now()))
                for mail in waiting { try await session.delete(mail.entry) }
            }
            if isFull { await counter.leave() }
            context.crash.pass(.afterMailDeleted)
            // A mailbox that stays empty is not written about each time it is looked at.
            if listed.count < 1000, emptiness.isNews(listed: listed.count) {
                try await context.store.write { try $0.forgetFetched(mailbox: name, except: listed) }
            }
        }
        // The session ended well, so that what was stored is gone from the mailbox.
        if await counter.hasLeft { throw StoreError.full }
        return await counter.count
    }

    /// Makes a mail visible that stays in the mailbox because it cannot be fetched; once for each UIDL.
    private func skip(_ entry: MailboxEntry, _ error: MailError, now: Date) async throws {
        let (mark, uuid) = ("\(name) skipped", context.randomness.uuid)
        try await context.store.write { transaction in
            guard try !transaction.hasFetched(mailbox: mark, uidl: entry.uidl) else { return }
            var message = StoredMessage(
                serverID: uuid(), direction: .incoming, kind: .unknown, state: .unreadable, at: now, size: entry.size)
            message.reason = (error.code == .mailTooLarge ? ReasonCode.tooLarge : .mailServerUnavailable).rawValue
            let stored = try transaction.insert(message)
            try transaction.rememberFetched(mailbox: mark, uidl: entry.uidl, at: now)
            try transaction.append(
                MessageEvent(
                    message: stored.key, at: now, step: "unreadable", actor: "server",
                    detail: ["reason": stored.reason ?? "", "mailbox": name, "uidl": entry.uidl]))
        }
    }

    private func store(_ mails: [(entry: MailboxEntry, mail: [UInt8])], now: Date) async throws -> Int {
        let sealed = try mails.map { (uidl: $0.entry.uidl, entity: try ReceivedEntity($0.mail, context: context)) }
        let name = name
        try await context.store.write { transaction in
            for mail in sealed {
                try mail.entity.insert(
                    in: transaction, from: .mailbox(name), detail: ["mailbox": name, "uidl": mail.uidl], at: now)
                try transaction.rememberFetched(mailbox: name, uidl: mail.uidl, at: now)
            }
        }
        context.crash.pass(.afterMailStored)
        context.wakes.processing.raise()
        return sealed.count
    }

    /// Whether a mailbox was empty when it was looked at last: then no UIDL of it is remembered any more.
    private final class Emptiness: Sendable {
        private let wasEmpty = Mutex(false)

        func isNews(listed: Int) -> Bool {
            wasEmpty.withLock { wasEmpty in
                defer { wasEmpty = listed == 0 }
                return !wasEmpty || listed > 0
            }
        }
    }

    private actor Counter {
        var count = 0
        /// Whether mails were left in the mailbox.
        var hasLeft = false
        func add(_ number: Int) { count += number }
        func leave() { hasLeft = true }
    }
}
