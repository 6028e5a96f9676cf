import Cryptography
import Foundation
import Identifiers
import Synchronization
import Trustee

/// Who has logged in, by the token each was given: 256 random bits, good for half an hour and never longer.
///
/// Only their hashes are kept, in memory: after a restart everybody logs in again, and an upload goes on where it was.
final class Tickets: Sendable {
    static let lifetime: TimeInterval = 30 * 60
    /// Tokens of one unit at a time; the oldest makes room.
    static let mostOfOneUnit = 32

    private struct Ticket {
        let admission: Admission
        let expires: Date
        /// Submissions whose signed manifest came with this token.
        var manifests: Set<SubmissionID> = []
    }

    private let tickets = Mutex<[[UInt8]: Ticket]>([:])

    /// Makes a token.
    func issue(to admission: Admission, now: Date) -> (token: String, expires: Date) {
        let token = Hexadecimal.encode(SecureRandom.bytes(32))
        let expires = now + Self.lifetime
        tickets.withLock { tickets in
            tickets = tickets.filter { $0.value.expires > now }
            let own = tickets.filter { $0.value.admission.unit == admission.unit }
            if own.count >= Self.mostOfOneUnit, let oldest = own.min(by: { $0.value.expires < $1.value.expires }) {
                tickets[oldest.key] = nil
            }
            tickets[Self.hash(token)] = Ticket(admission: admission, expires: expires)
        }
        return (token, expires)
    }

    /// Nil for a token that was never given, has run out or was given back.
    func admission(of token: String, now: Date) -> Admission? {
        tickets.withLock { tickets in
            guard let ticket = tickets[Self.hash(token)], ticket.expires > now else { return nil }
            return ticket.admission
        }
    }

    /// Keeps that the signed manifest of a submission came with this token.
    func note(manifestOf id: SubmissionID, shownBy token: String) {
        tickets.withLock { _ = $0[Self.hash(token)]?.manifests.insert(id) }
    }

    func hasShown(manifestOf id: SubmissionID, token: String) -> Bool {
        tickets.withLock { $0[Self.hash(token)]?.manifests.contains(id) == true }
    }

    func withdraw(_ token: String) { tickets.withLock { $0[Self.hash(token)] = nil } }

    private static func hash(_ token: String) -> [UInt8] { SHA256.digest(Array(token.utf8)) }
}
