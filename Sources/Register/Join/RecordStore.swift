import CMS
import Foundation
import Identifiers
import IplosContent
import SQLiteAccess
import SealedSubmission

/// The persons of one submission in the database: content sealed and compressed, each under what stands for the person;
/// the municipality's numbers apart, so that they can go when the feedback has been made.
struct RecordStore: Sendable {
    /// One person as stored.
    struct Stored {
        let ordinal: Int
        /// What stands for the person; nil where the trustee gave a reason.
        let person: [UInt8]?
        let reason: Int?
        let content: [UInt8]
        /// Nil when they are gone.
        let numbers: [UInt8]?
    }

    /// More bytes than one person's record can have.
    private static let largest = 16 << 20

    let store: RegisterStore
    let submission: Int64
    let id: SubmissionID
    private let generation: Int
    private let codec = RecordCodec()

    init(store: RegisterStore, submission: Submission) {
        self.store = store
        self.submission = submission.key
        id = submission.id
        generation = submission.generation
    }

    /// A record made ready outside of any transaction: encoding, compressing and sealing take the time.
    struct Prepared {
        let ordinal: Int
        let person: [UInt8]?
        let reason: Int?
        let content: [UInt8]
        let numbers: [UInt8]
    }

    func prepare(_ record: PersonRecord, ordinal: Int, outcome: MapOutcome) throws -> Prepared {
        let (content, numbers) = codec.encode(record)
        let (person, reason): ([UInt8]?, Int?) =
            switch outcome {
            case .pseudonym(let pseudonym): (store.keys.person(of: pseudonym.bytes), nil)
            case .reason(let code): (nil, Int(code))
            }
        return Prepared(
            ordinal: ordinal, person: person, reason: reason,
            content: try store.keys.seal(Gzip.deflate(content), as: use("content", ordinal)),
            numbers: try store.keys.seal(numbers, as: use("numbers", ordinal)))
    }

    func insert(_ records: [Prepared], in connection: Connection) throws {
        for record in records {
            try connection.run(
                """
                INSERT INTO records (submission, ordinal, person, reason, generation, content)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    submission, record.ordinal, record.person, record.reason, generation, record.content,
                ])
            try connection.run(
                "INSERT INTO local_numbers (submission, ordinal, number) VALUES (?, ?, ?)",
                [submission, record.ordinal, record.numbers])
        }
    }

    /// Takes away what an unfinished join left, or all of a submission that is refused.
    func removeAll(in connection: Connection) throws {
        try connection.run("DELETE FROM records WHERE submission = ?", [submission])
        try removeNumbers(in: connection)
    }

    func removeNumbers(in connection: Connection) throws {
        try connection.run("DELETE FROM local_numbers WHERE submission = ?", [submission])
    }

    /// Calls `body` for each person in the order of the ordinals; at most `batch` of them are in memory.
    func each(batch: Int = 200, _ body: (Stored) throws -> Void) throws {
        var last = -1
        while true {
            let rows = try store.database.read { try page(after: last, limit: batch, in: $0) }
            for row in rows { try body(row) }
            guard let end = rows.last?.ordinal, rows.count == batch else { return }
            last = end
        }
    }

    /// Opens a stored person into `record`, whose memory is used again.
    /// - Throws: `RegisterError.damaged`.
    func open(_ stored: Stored, into record: inout PersonRecord) throws {
        let packed = try store.keys.open(stored.content, as: use("content", stored.ordinal))
        let numbers = try stored.numbers.map { try store.keys.open($0, as: use("numbers", stored.ordinal)) }
        guard let content = try? Gzip.inflate(packed, limit: Self.largest) else { throw RegisterError.damaged }
        try codec.decode(content, numbers: numbers, into: &record)
    }

    /// The local number of one person; nil when the numbers are gone.
    func localNumber(_ ordinal: Int) throws -> [UInt8]? {
        let sealed = try store.database.read {
            try $0.first(
                "SELECT number FROM local_numbers WHERE submission = ? AND ordinal = ?", [submission, ordinal]
            ) { try $0.required($0.bytes(0)) }
        }
        guard let sealed else { return nil }
        return try RecordCodec.localNumber(store.keys.open(sealed, as: use("numbers", ordinal)))
    }

    private func page(after last: Int, limit: Int, in connection: Connection) throws -> [Stored] {
        try connection.all(
            """
            SELECT r.ordinal, r.person, r.reason, r.content, n.number FROM records r
            LEFT JOIN local_numbers n ON n.submission = r.submission AND n.ordinal = r.ordinal
            WHERE r.submission = ? AND r.ordinal > ? ORDER BY r.ordinal LIMIT ?
            """,
            [submission, last, limit]
        ) { row in
            Stored(
                ordinal: try row.required(row.count(0)), person: row.bytes(1), reason: row.count(2),
                content: try row.required(row.bytes(3)), numbers: row.bytes(4))
        }
    }

    private func use(_ half: String, _ ordinal: Int) -> String { "\(half)/\(id)/\(ordinal)" }
}
