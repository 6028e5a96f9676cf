public import Foundation
public import Identifiers
import SQLiteAccess

/// What somebody at the trustee, and where there is one the municipality, must be told of at once.
public enum AlarmKind: String, Sendable, Codable, CaseIterable {
    /// Several wrong PINs in a row for one municipality.
    case pinGuessed
    /// A municipality's wrong PINs of the season are used up: only the certificate way is left.
    case pinExhausted
    /// So many wrong PINs for all together that PINs rest until the next hour.
    case pinSpray
    /// A submission sealed for another municipality, district or organisation than the one logged in (T-119).
    case foreignSubmission
    /// Under a signed manifest lay a part that was sealed for another submission.
    case foreignPart
    /// Wrong codes for a submission's password or contact, by somebody who knows the PIN.
    case codeGuessed
    /// A municipality has not been told of wrong PINs: the register did not take the word for days.
    case pinNoticeUntold
}

/// One alarm, kept until the end of the season.
public struct Alarm: Codable, Sendable, Equatable {
    public let number: Int64
    public let at: Date
    public let kind: AlarmKind
    public let municipality: MunicipalityNumber?
    public let submission: SubmissionID?
}

extension TrusteeStore {
    /// Alarms in the order they were raised, after the one with this number.
    public func alarms(after number: Int64 = 0) async throws -> [Alarm] {
        try await database.read { connection in
            try connection.all(
                "SELECT number, at, kind, municipality, submission FROM alarms WHERE number > ? ORDER BY number",
                [number]
            ) { row in
                Alarm(
                    number: try row.required(row.integer(0)), at: try row.required(row.date(1)),
                    kind: try row.required(row.code(2)), municipality: row.text(3).flatMap { MunicipalityNumber($0) },
                    submission: row.text(4).flatMap { SubmissionID($0) })
            }
        }
    }

    /// Raises an alarm in the caller's transaction.
    func raise(
        _ kind: AlarmKind, municipality: MunicipalityNumber?, submission: SubmissionID? = nil, at: Date,
        in connection: Connection
    ) throws {
        try connection.run(
            "INSERT INTO alarms (at, kind, municipality, submission) VALUES (?, ?, ?, ?)",
            [at, kind.rawValue, municipality?.digits, submission?.text])
        let detail = ["municipality": municipality?.digits, "submission": submission?.text].compactMapValues { $0 }
        try audit.append(
            AuditEntry(at: at, actor: "trustee", action: "alarm.\(kind.rawValue)", detail: detail), to: connection)
    }
}
