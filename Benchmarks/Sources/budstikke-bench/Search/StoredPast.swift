import Foundation
import Identifiers
import Keys
import SQLiteStore
import Store

/// Years of a tenant's messages, written into its store while no server runs.
struct StoredPast {
    /// Messages that also have their sealed bytes.
    static let samplesWithContent = 10_000
    /// Written in one transaction.
    private static let batch = 2_000
    private static let actions = ["UTSKRIVNINGSRAPPORT", "LOG_INNLAGT", "DIALOG_FORESPORSEL", "DIALOG_SVAR", "APPREC"]

    let count: Int
    let party: TownParty
    let now: Date

    /// Octets this takes on the disk, seen from above.
    static func estimate(_ count: Int) -> Int { count * 1_500 + min(count, samplesWithContent) * 12_000 }

    /// Fills the store in a data directory. Evenly spread over the last two years, oldest first.
    func write(dataDirectory: String, masterKey: String) async throws {
        var options = SQLiteStore.Options()
        // Only while filling: otherwise the indices of a million messages do not fit and it takes thrice as long.
        options.writerCacheKibibytes = 512 * 1024
        let installation = try SQLiteStore(
            directory: dataDirectory, masterKey: try MasterKey(file: masterKey), options: options
        ) { _ in }
        let store = try await installation.tenant(party.tenant, as: "bench")
        let content = try store.seal([UInt8](repeating: 0x61, count: Correspondents.usualSize))
        var first = 0
        while first < count {
            let numbers = first..<min(first + Self.batch, count)
            let past = self
            try await store.write { transaction in
                for number in numbers { try past.insert(number, content, in: transaction) }
            }
            first = numbers.upperBound
        }
        try await installation.close()
    }

    /// The ids of a message, for searches that look for one.
    func msgID(_ number: Int) -> String { Self.id(number, kind: 1) }
    func conversationID(_ number: Int) -> String { Self.id(number / 3, kind: 3) }
    func messageID(_ number: Int) -> String { Self.id(number, kind: 2) }

    /// One of eighty-eight partners.
    func partner(_ number: Int) throws -> HERId {
        guard let her = HERId(830_001 + number % 88 * 10) else { throw BenchError("a partner's HER-id does not hold") }
        return her
    }

    func date(_ number: Int) -> Date {
        now.addingTimeInterval(-2 * 365 * 86_400 * (1 - Double(number) / Double(count)))
    }

    /// A week of the two years, with a message in its middle or at its edge.
    func week(around number: Int) -> (Date, Date) {
        (date(max(0, number - count / 208)), date(min(count, number + count / 208)))
    }

    // MARK: - One message

    private func insert(_ number: Int, _ content: SealedContent, in transaction: any TenantTransaction) throws {
        let isOutgoing = number % 2 == 0
        let date = date(number)
        var message = StoredMessage(
            serverID: UUID(), direction: isOutgoing ? .outgoing : .incoming, kind: .business,
            state: Self.state(number, isOutgoing), at: date, size: Correspondents.usualSize,
            application: isOutgoing ? .accepted : .notExpected)
        let partner = try partner(number)
        message.messageID = messageID(number)
        message.conversationID = conversationID(number)
        message.msgID = msgID(number)
        message.action = Self.actions[number % Self.actions.count]
        message.service = message.action
        message.cpaID = "\(partner)_\(party.her)"
        message.fromHER = isOutgoing ? party.her : partner
        message.toHER = isOutgoing ? partner : party.her
        message.ediFrom = party.ediAddress.text
        message.ediTo = "edi@partner\(number % 88).example"
        message.recordSystem = "records"
        message.digest = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 32)
        message.generatedAt = date
        let stored = try transaction.insert(message)
        for step in isOutgoing ? ["submitted", "queued", "sent", "acknowledged"] : ["received", "handedOver"] {
            try transaction.append(MessageEvent(message: stored.key, at: date, step: step, actor: "server"))
        }
        if isOutgoing {
            let attempt = Attempt(
                message: stored.key, number: 1, mailMessageID: "\(Self.id(number, kind: 4))@bench.example", date: date)
            try transaction.begin(attempt)
        }
        if number >= count - Self.samplesWithContent {
            try transaction.put(content, isOutgoing ? .submitted : .document, of: stored.key)
        }
    }

    private static func state(_ number: Int, _ isOutgoing: Bool) -> MessageState {
        // One in two thousand went wrong, as an operator hopes.
        if number % 2_000 < 2 { return isOutgoing ? .refusedByPartner : .refused }
        return isOutgoing ? .acknowledged : .answered
    }

    /// A UUID's form, spread so that an index does not simply grow at its end.
    private static func id(_ number: Int, kind: UInt64) -> String {
        let mixed = (UInt64(number) &* 4 &+ kind) &* 0x9E37_79B9_7F4A_7C15
        let digits = String(mixed ^ mixed >> 29, radix: 16)
        let padded = String(repeating: "0", count: 16 - digits.count) + digits
        return "\(padded.prefix(8))-\(padded.dropFirst(8).prefix(4))-4\(kind)00-8000-\(padded.dropFirst(4))"
    }
}
