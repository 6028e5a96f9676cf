import Foundation
import HummingbirdCore
import Identifiers
import OsloCalendar
import SealedSubmission
import Texts
import Trustee

/// How far the own unit's submissions have come.
extension SendModuleAPI {
    private struct StatusReply: Encodable {
        struct Step: Encodable {
            let step: String
            let at: Date
        }

        let submission: SubmissionID
        let year: Int
        let kind: SubmissionKind
        let sequence: Int
        let state: String
        /// What it counts as; left out until it has arrived.
        let countsAs: ReceiptKind?
        let arrivedAt: Date?
        /// Why it was refused, as a code.
        let reason: SubmissionFault.Code?
        let steps: [Step]
        let timeline: [Line]
        /// `none`, `ready`, `shown` or `destroyed`.
        let password: String
        let passwordUntil: Date?
        /// Hidden but for its first letter and the domain.
        let contactEmail: String?

        struct Line: Encodable {
            let step: String
            let state: String
            let at: Date?
            let by: Date?
        }

        init(_ status: SubmissionStatus) {
            submission = status.submission
            year = status.year
            kind = status.kind
            sequence = status.sequence
            state = status.state.rawValue
            countsAs = status.tag
            arrivedAt = status.arrivedAt
            reason = status.reason
            steps = status.steps.map { Step(step: $0.name, at: $0.at) }
            timeline = status.timeline.map {
                Line(step: $0.step.rawValue, state: $0.state.rawValue, at: $0.at, by: $0.by)
            }
            contactEmail = status.maskedAddress
            switch status.password {
            case .none: (password, passwordUntil) = ("none", nil)
            case .ready(let until): (password, passwordUntil) = ("ready", until)
            case .shown(let until): (password, passwordUntil) = ("shown", until)
            case .destroyed: (password, passwordUntil) = ("destroyed", nil)
            }
        }
    }

    private struct ListReply: Encodable {
        let unit: String
        let submissions: [StatusReply]
        /// The lowest number that the next submission of each kind may have.
        let nextSequence: [String: Int]
    }

    func list(for sender: Admission) async throws -> Response {
        let all = try await surroundings.store.status(for: sender, now: surroundings.clock(), round: surroundings.round)
        var next: [String: Int] = [:]
        for kind in SubmissionKind.allCases {
            let highest = try await surroundings.store.highestSequence(
                for: sender, year: surroundings.season.yearReported, kind: kind)
            next[kind.rawValue] = highest + 1
        }
        return try .json(
            ListReply(unit: "\(sender.unit)", submissions: all.map(StatusReply.init), nextSequence: next))
    }

    func status(of id: SubmissionID, for sender: Admission) async throws -> Response {
        let status = try await surroundings.store.status(
            of: id, for: sender, now: surroundings.clock(), round: surroundings.round)
        guard let status else {
            throw Problem(of: IntakeRefusal.unknownSubmission)
        }
        return try .json(StatusReply(status))
    }
}
