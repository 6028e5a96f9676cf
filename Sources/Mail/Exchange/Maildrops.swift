import Foundation
import Identifiers
import Synchronization

/// The mailboxes of an exchange: who may open them, what is in them, who has them open.
final class Maildrops: Sendable {
    private struct Maildrop {
        let account: MailAccount
        var mails: [StoredMail]
        var isOpen = false
    }

    private let drops: Mutex<[EDIAddress: Maildrop]>
    private let sequence: Mutex<Int>
    private let prefix: String
    private let folder: MaildropFolder?

    /// `startedAt` makes the ids of this run differ from those of every earlier run.
    ///
    /// Throws what the file system throws when mails are kept in a folder.
    init(_ accounts: [MailAccount], folder: MaildropFolder?, startedAt: Date) throws {
        var drops: [EDIAddress: Maildrop] = [:]
        for account in accounts {
            drops[account.address] = Maildrop(account: account, mails: try folder?.load(account.address) ?? [])
        }
        self.drops = Mutex(drops)
        self.folder = folder
        prefix = String(Int(startedAt.timeIntervalSince1970 * 1000), radix: 36)
        sequence = Mutex(0)
    }

    func contains(_ address: EDIAddress) -> Bool { drops.withLock { $0[address] != nil } }

    func accepts(user: String, password: String) -> Bool {
        drops.withLock { $0.values.contains { $0.account.user == user && $0.account.accepts(password) } }
    }

    /// Puts a mail into a mailbox, last; false when it could not be kept.
    func add(_ data: [UInt8], to address: EDIAddress) -> Bool {
        let number = sequence.withLock { value in
            value += 1
            return value
        }
        let uid = "\(prefix)-\(String(repeating: "0", count: max(0, 9 - String(number).count)))\(number)"
        let mail: StoredMail
        do {
            mail =
                try folder?.keep(data, uid: uid, in: address)
                ?? StoredMail(uid: uid, size: data.count, content: .memory(data))
        } catch {
            return false
        }
        return drops.withLock { drops in
            guard drops[address] != nil else { return false }
            drops[address]?.mails.append(mail)
            return true
        }
    }

    /// Every mail in a mailbox, oldest first.
    func mails(in address: EDIAddress) -> [StoredMail] { drops.withLock { $0[address]?.mails ?? [] } }

    enum Opening {
        case opened(EDIAddress, [StoredMail])
        case inUse
        case unknown
    }

    /// Opens a mailbox for one session; nobody else gets it until ``close(_:)`` (RFC 1939 4).
    func open(user: String, password: String) -> Opening {
        drops.withLock { drops in
            guard
                let address = drops.first(where: { $1.account.user == user && $1.account.accepts(password) })?.key,
                let drop = drops[address]
            else { return .unknown }
            guard !drop.isOpen else { return .inUse }
            drops[address]?.isOpen = true
            return .opened(address, drop.mails)
        }
    }

    func close(_ address: EDIAddress) { drops.withLock { $0[address]?.isOpen = false } }

    /// Removes mails; false when one of them is still there.
    func remove(_ uids: [String], from address: EDIAddress) -> Bool {
        let gone = Set(uids)
        guard !gone.isEmpty else { return true }
        guard folder?.remove(uids, from: address) ?? true else { return false }
        drops.withLock { $0[address]?.mails.removeAll { gone.contains($0.uid) } }
        return true
    }
}

/// One mail in the listing of a session.
struct MaildropEntry: Sendable, Equatable {
    let uid: String
    let size: Int
}

/// A mail in a mailbox, in memory or in a file.
struct StoredMail: Sendable {
    enum Content: Sendable {
        case memory([UInt8])
        case file(String)
    }

    let uid: String
    let size: Int
    let content: Content

    var bytes: [UInt8]? {
        switch content {
        case .memory(let bytes): bytes
        case .file(let path): FileManager.default.contents(atPath: path).map { [UInt8]($0) }
        }
    }
}
