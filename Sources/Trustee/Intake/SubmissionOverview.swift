public import Foundation
public import Identifiers
import SQLiteAccess
public import SealedSubmission

/// A submission as the trustee's own staff see it: how far it has come, and nothing of what is in it.
public struct SubmissionOverview: Codable, Sendable, Equatable {
    public let submission: SubmissionID
    public let unit: ReportingUnit
    public let year: Int
    public let kind: SubmissionKind
    public let sequence: Int
    public let state: SubmissionState
    /// What it counts as; nil until it has arrived.
    public let countsAs: ReceiptKind?
    public let arrivedAt: Date?
    /// The code of the fault for which it was refused.
    public let reason: String?
}

extension TrusteeStore {
    /// All submissions, in order of arrival; those that have not arrived come first.
    public func submissionOverview() async throws -> [SubmissionOverview] {
        try await database.read { connection in
            try connection.all(SubmissionRecord.columns + " ORDER BY arrived_at, id") { row in
                let record = try SubmissionRecord(row)
                return SubmissionOverview(
                    submission: record.id, unit: record.unit, year: record.year, kind: record.kind,
                    sequence: record.sequence, state: record.state, countsAs: record.tag, arrivedAt: record.arrivedAt,
                    reason: record.reason)
            }
        }
    }

    /// How many municipalities are known, and how many of them have no PIN yet.
    public func municipalityCount() async throws -> (all: Int, withoutPIN: Int) {
        try await database.read { connection in
            let counts = try connection.first("SELECT count(*), count(*) - count(pin) FROM municipalities") { row in
                (all: Int(try row.required(row.integer(0))), withoutPIN: Int(try row.required(row.integer(1))))
            }
            return counts ?? (0, 0)
        }
    }

    /// The generation of this register's pseudonyms that is being made; nil while none is replaced.
    public func generationBeingMade(of register: RegisterName) async throws -> Int? {
        try await database.read { try self.generation(of: register, .preparing, in: $0) }
    }
}
