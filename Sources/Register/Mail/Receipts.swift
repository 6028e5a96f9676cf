import Cryptography
import Foundation
import Identifiers
import OsloCalendar
import SQLiteAccess
import SealedSubmission

/// The receipts of a round: one mail for each unit and contact, with everything that arrived before it (I-036, I-080).
struct Receipts: Sendable {
    let queue: MailQueue
    let round: ReceiptRound

    private struct Waiting {
        let submission: Int64
        let contact: [UInt8]
        let round: Date
        let address: String
        let unit: ReportingUnit
        let arrival: MailTexts.Arrival
    }

    private struct Group: Hashable {
        let unit: ReportingUnit
        let contact: [UInt8]
    }

    /// Notes at arrival, in the caller's transaction, that a submission waits for its round.
    static func expect(
        submission: Int64, contact: [UInt8], arrival: Date, round: ReceiptRound, in connection: Connection
    ) throws {
        try connection.run(
            "INSERT INTO receipts (submission, contact, round) VALUES (?, ?, ?)",
            [submission, contact, round.round(forArrivalAt: arrival).microseconds])
    }

    /// Queues the mails of the rounds that have come, in the caller's transaction.
    func write(now: Date, in connection: Connection) throws {
        let waiting = try waiting(now: now, in: connection)
        let groups = Dictionary(grouping: waiting) { Group(unit: $0.unit, contact: $0.contact) }
        for (group, members) in groups.sorted(by: { Self.order($0.value) < Self.order($1.value) }) {
            try write(members, of: group, now: now, in: connection)
        }
    }

    private static func order(_ members: [Waiting]) -> Int64 { members.map(\.submission).min() ?? 0 }

    private func write(_ members: [Waiting], of group: Group, now: Date, in connection: Connection) throws {
        guard let latest = members.map(\.round).max(), let address = members.last?.address else { return }
        guard let municipality = try RegisterStore.municipality(group.unit, in: connection) else {
            throw RegisterError.damaged
        }
        let season = try Self.season(of: members.map(\.arrival.year).max() ?? 0, in: connection)
        let texts = MailTexts(settings: queue.settings, language: municipality.language)
        let order = MailOrder(
            reference: "receipt/\(group.unit)/\(Hexadecimal.encode(group.contact))/\(latest.microseconds)",
            kind: .receipt, unit: group.unit, to: address,
            text: texts.receipt(
                for: municipality, unit: group.unit, arrivals: members.map(\.arrival),
                feedbackFrom: season?.feedbackFrom))
        if let mail = try queue.add(order, now: now, to: connection) {
            for member in members {
                try connection.run("UPDATE receipts SET mail = ? WHERE submission = ?", [mail, member.submission])
            }
        } else {
            // The clock was set back after this round: these arrivals belong to the next one.
            let next = round.round(forArrivalAt: latest).microseconds
            for member in members {
                try connection.run("UPDATE receipts SET round = ? WHERE submission = ?", [next, member.submission])
            }
        }
    }

    private func waiting(now: Date, in connection: Connection) throws -> [Waiting] {
        try connection.all(
            """
            SELECT r.submission, r.contact, r.round, s.id, s.municipality, s.district, s.year, s.label, s.sequence,
                s.persons, s.arrived_at, s.contact, s.state
            FROM receipts r JOIN submissions s ON s.key = r.submission
            WHERE r.mail IS NULL AND r.round <= ? ORDER BY r.submission
            """,
            [now.microseconds]
        ) { row in
            let id = try row.required(row.text(3).flatMap { SubmissionID($0) })
            let contact = try Contacts.open(try row.required(row.bytes(11)), of: id, keys: queue.keys)
            return Waiting(
                submission: try row.required(row.integer(0)), contact: try row.required(row.bytes(1)),
                round: try row.required(row.date(2)), address: contact.contact.email,
                unit: try row.required(
                    ReportingUnit("\(try row.required(row.text(4)))-\(try row.required(row.text(5)))")),
                arrival: MailTexts.Arrival(
                    id: id, year: try row.required(row.count(6)),
                    label: try row.required(row.text(7).flatMap(SubmissionLabel.init)),
                    sequence: try row.required(row.count(8)), persons: try row.required(row.count(9)),
                    arrivedAt: try row.required(row.date(10)),
                    isRefused: row.text(12) == SubmissionState.refused.rawValue))
        }
    }

    static func season(of year: Int, in connection: Connection) throws -> SeasonCalendar? {
        try connection.first("SELECT calendar FROM seasons WHERE year = ?", [year]) {
            try RegisterStore.decode(SeasonCalendar.self, from: $0.required($0.text(0)))
        }
    }
}
