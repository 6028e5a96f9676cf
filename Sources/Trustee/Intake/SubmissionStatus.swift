public import Foundation
public import Identifiers
public import OsloCalendar
import SQLiteAccess
public import SealedSubmission

/// What the send module shows about a submission after log-in.
public struct SubmissionStatus: Sendable, Equatable {
    /// One thing that happened: a state of the trustee's, or `register.` and a `SubmissionStep`.
    public struct Step: Sendable, Equatable {
        public let name: String
        public let at: Date
    }

    public let submission: SubmissionID
    public let year: Int
    public let kind: SubmissionKind
    public let sequence: Int
    public let state: SubmissionState
    /// What it counts as; nil until it has arrived.
    public let tag: ReceiptKind?
    public let arrivedAt: Date?
    /// Why it was refused.
    public let reason: SubmissionFault.Code?
    public let steps: [Step]
    public let timeline: [TimelineEntry]
    public let password: PasswordState
    /// Where the receipt goes, hidden but for its first letter and the domain; nil when it is not known.
    public let maskedAddress: String?
}

extension TrusteeStore {
    /// The submissions of the unit that has logged in, newest number first.
    /// - Parameter round: when the register's receipts go out.
    public func status(
        for sender: Admission, now: Date, round: ReceiptRound
    ) async throws -> [SubmissionStatus] {
        try await database.read { [self] connection in
            try connection.all(
                SubmissionRecord.columns + " WHERE unit = ? ORDER BY year DESC, sequence DESC, id",
                ["\(sender.unit)"]
            ) { try SubmissionRecord($0) }
            .map { try status(of: $0, now: now, round: round, in: connection) }
        }
    }

    /// One submission of the unit that has logged in; nil when it has no such.
    public func status(
        of id: SubmissionID, for sender: Admission, now: Date, round: ReceiptRound
    ) async throws -> SubmissionStatus? {
        try await database.read { [self] connection in
            guard let record = try SubmissionRecords.find(id, in: connection), record.unit == sender.unit else {
                return nil
            }
            return try status(of: record, now: now, round: round, in: connection)
        }
    }

    private func status(
        of record: SubmissionRecord, now: Date, round: ReceiptRound, in connection: Connection
    ) throws -> SubmissionStatus {
        let steps = try connection.all(
            "SELECT step, at FROM submission_steps WHERE submission = ? ORDER BY at, step", [record.id.text]
        ) { SubmissionStatus.Step(name: try $0.required($0.text(0)), at: try $0.required($0.date(1))) }
        let timeline = Timeline(
            state: record.state, sealedAt: record.sealedAt, arrivedAt: record.arrivedAt,
            steps: Dictionary(steps.map { ($0.name, $0.at) }) { first, _ in first }, round: round)
        return SubmissionStatus(
            submission: record.id, year: record.year, kind: record.kind, sequence: record.sequence,
            state: record.state, tag: record.tag, arrivedAt: record.arrivedAt,
            reason: record.reason.flatMap { SubmissionFault.Code(rawValue: $0) }, steps: steps,
            timeline: timeline.entries(now: now),
            password: try ArchivePasswords.state(of: record.id, at: now, in: connection),
            maskedAddress: try ContactBook.maskedAddress(of: record.id, self, in: connection))
    }

    /// The highest number that has arrived; the next submission of the kind must be above it.
    public func highestSequence(for sender: Admission, year: Int, kind: SubmissionKind) async throws -> Int {
        try await database.read {
            try SubmissionRecords.highestSequence(of: sender.unit, year: year, kind: kind, in: $0)
        }
    }
}
