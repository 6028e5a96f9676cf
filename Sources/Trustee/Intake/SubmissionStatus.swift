public import Foundation
public import Identifiers
import SQLiteAccess
public import SealedSubmission

/// What the send module shows about a submission after log-in.
public struct SubmissionStatus: Sendable, Equatable {
    /// One line of the timeline: a state of the trustee's, or `register.` and a `SubmissionStep`.
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
}

extension TrusteeStore {
    /// The submissions of the unit that has logged in, newest number first.
    public func status(for sender: Admission) async throws -> [SubmissionStatus] {
        try await database.read { connection in
            try connection.all(
                SubmissionRecord.columns + " WHERE unit = ? ORDER BY year DESC, sequence DESC, id",
                ["\(sender.unit)"]
            ) { try SubmissionRecord($0) }
            .map { record in
                let steps = try connection.all(
                    "SELECT step, at FROM submission_steps WHERE submission = ? ORDER BY at, step", [record.id.text]
                ) { SubmissionStatus.Step(name: try $0.required($0.text(0)), at: try $0.required($0.date(1))) }
                return SubmissionStatus(
                    submission: record.id, year: record.year, kind: record.kind, sequence: record.sequence,
                    state: record.state, tag: record.tag, arrivedAt: record.arrivedAt,
                    reason: record.reason.flatMap { SubmissionFault.Code(rawValue: $0) }, steps: steps)
            }
        }
    }

    /// The highest number that has arrived; the next submission of the kind must be above it.
    public func highestSequence(for sender: Admission, year: Int, kind: SubmissionKind) async throws -> Int {
        try await database.read {
            try SubmissionRecords.highestSequence(of: sender.unit, year: year, kind: kind, in: $0)
        }
    }

    /// Keeps a step that the register has told of; the same one again changes nothing.
    /// - Parameter event: verified by `StatusEvent.verify` before.
    /// - Throws: `TrusteeError.unknown`.
    public func keep(_ event: StatusEvent) async throws {
        try await database.write { connection in
            guard try SubmissionRecords.find(event.submission, in: connection) != nil else {
                throw TrusteeError.unknown
            }
            try SubmissionRecords.note(
                "register.\(event.step.rawValue)", of: event.submission, at: event.at, in: connection)
        }
    }
}
