import Cryptography
public import Foundation
public import Identifiers
import SQLiteAccess
import SealedSubmission

/// A signed word about a submission that the trustee's send module has not taken yet.
public struct SignedStatusEvent: Sendable, Equatable {
    /// To be given back when the trustee has taken it.
    public let key: Int64
    public let submission: SubmissionID
    public let signed: [UInt8]
}

/// The steps of submissions that the municipality sees after logging in: without content, signed, and each once (I-082).
///
/// With the file comes its password, sealed to the trustee's key, to be shown in the send module (I-081).
enum StatusEvents {
    /// Notes a step in the caller's transaction; a step that was noted before stays as it is.
    static func note(_ step: SubmissionStep, of submission: Int64, at time: Date, in connection: Connection) throws {
        try connection.run(
            "INSERT OR IGNORE INTO status_events (submission, step, at) VALUES (?, ?, ?)",
            [submission, step.rawValue, time.microseconds])
    }
}

extension RegisterStore {
    /// The events that wait to be taken, oldest first, each signed with the register's key and only once.
    /// - Parameter key: of the last one that was seen before.
    public func statusEvents(
        signer: RegisterKeyPair, now: Date, after key: Int64 = 0, limit: Int = 100
    ) throws -> [SignedStatusEvent] {
        let waiting = try database.read {
            try $0.all(
                """
                SELECT e.key, s.id, e.step, e.at, e.signed, a.for_trustee FROM status_events e
                JOIN submissions s ON s.key = e.submission LEFT JOIN archives a ON a.submission = e.submission
                WHERE e.taken_at IS NULL AND e.key > ? ORDER BY e.key LIMIT ?
                """,
                [key, limit]
            ) { row in
                let step = try row.required(row.text(2).flatMap(SubmissionStep.init))
                return (
                    key: try row.required(row.integer(0)),
                    event: StatusEvent(
                        submission: try row.required(row.text(1).flatMap { SubmissionID($0) }), step: step,
                        at: try row.required(row.date(3)), password: step == .fileReady ? row.bytes(5) : nil),
                    signed: row.bytes(4)
                )
            }
        }
        return try waiting.map { entry in
            let signed = try entry.signed ?? sign(entry.event, key: entry.key, by: signer, now: now)
            return SignedStatusEvent(key: entry.key, submission: entry.event.submission, signed: signed)
        }
    }

    /// The trustee has these events, in these octets: another may have come under the key of one that was taken back.
    public func statusEventsTaken(_ events: [SignedStatusEvent], now: Date) throws {
        try database.write { connection in
            for event in events {
                try connection.run(
                    "UPDATE status_events SET taken_at = ? WHERE key = ? AND taken_at IS NULL AND signed = ?",
                    [now.microseconds, event.key, event.signed])
            }
        }
    }

    private func sign(_ event: StatusEvent, key: Int64, by signer: RegisterKeyPair, now: Date) throws -> [UInt8] {
        let signed = try usingKey(
            signer.key.publicKey.fingerprint, for: "status", of: event.submission.text, now: now
        ) {
            try event.signed(key: signer.key, certificate: signer.certificate, at: now)
        }
        try database.write {
            try $0.run("UPDATE status_events SET signed = ? WHERE key = ?", [signed, key])
        }
        return signed
    }
}
