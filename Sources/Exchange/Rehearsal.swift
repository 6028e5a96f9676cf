public import Foundation
import HealthMessages
public import Identifiers
public import Store
public import Texts

/// What would become of a submitted document.
public enum RehearsalVerdict: Sendable, Equatable {
    /// With what would be remarked upon, each reason once.
    case passes(remarks: [ReasonCode])
    /// Refused, or taken and held.
    case stopped(ReasonCode, detail: [String: String], isHeld: Bool)
}

/// A submission that is only tried: the code that judges it is the code that sends, and nothing is stored, signed or
/// sent.
public struct Rehearsal: Sendable {
    private let context: ExchangeContext

    public init(context: ExchangeContext) {
        self.context = context
    }

    /// The first thing that would stop it, for any of its receivers.
    public func rehearse(
        _ bytes: [UInt8], by system: RecordSystem, envelope: EnvelopeWishes, receivers: [HERId]?, now: Date
    ) async throws -> RehearsalVerdict {
        let reader = SubmissionReader(context: context)
        switch try await reader.read(bytes, by: system, envelope: envelope, receivers: receivers, now: now) {
        case .refused(let reason, let detail, _): return .stopped(reason, detail: detail, isHeld: false)
        case .new(let submission):
            if let reused = try await reused(submission) { return reused }
            let document = try HealthDocument.read(bytes)
            var remarks: [ReasonCode] = []
            for message in submission.messages {
                let tried = Submission(message: message, bytes: bytes, document: document, wishes: envelope)
                do {
                    let found = try await OutgoingFlow(context: context).judge(tried, now: now)
                    remarks += found.filter { !remarks.contains($0) }
                } catch let setback as Setback {
                    return .stopped(setback.reason, detail: setback.detail, isHeld: setback.consequence == .hold)
                }
            }
            return .passes(remarks: remarks)
        }
    }

    private func reused(_ submission: NewSubmission) async throws -> RehearsalVerdict? {
        let (msgID, first) = (submission.msgID, submission.messages.first)
        let earlier = try await context.store.read { try $0.submitted(msgID: msgID) }
        let isReused = earlier.contains {
            $0.recordSystem == first?.recordSystem && $0.state != .refusedByUs && $0.digest != first?.digest
        }
        return isReused ? .stopped(.messageIDReused, detail: [:], isHeld: false) : nil
    }
}
