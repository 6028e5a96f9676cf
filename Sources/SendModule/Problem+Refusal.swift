import OsloCalendar
import SealedSubmission
import Trustee

extension Problem {
    /// What the engine's refusal is to the one who asked: each has its own code and sentence.
    init(of refusal: IntakeRefusal) {
        switch refusal {
        case .manifest(let fault) where fault.consequence == .hold:
            self.init(.manifestHeld, fault.description, retryAfter: 60, fault: fault.code.rawValue)
        case .manifest(let fault): self.init(.manifestRefused, fault.description, fault: fault.code.rawValue)
        case .season(let phase): self.init(.season, phase.sentence)
        case .sequenceNotAbove(let highest): self.init(.sequenceNotAbove, "The highest that arrived is \(highest).")
        case .tooMuchOpen: self.init(.tooMuchOpen)
        case .otherManifest: self.init(.otherManifest)
        case .unknownSubmission: self.init(.unknownSubmission)
        case .unknownPart: self.init(.unknownPart)
        case .arrivedBefore: self.init(.arrivedBefore)
        case .refusedBefore: self.init(.refusedBefore)
        case .parts(let faults):
            let parts = faults.map {
                PartFault(part: $0.part.map { "\($0)" } ?? "", fault: $0.code.rawValue)
            }
            self.init(.partsIncomplete, faults.first?.description, parts: parts)
        }
    }
}

extension Problem {
    /// What the engine's refusal of something that takes more than a PIN is.
    init(of refusal: SenderRefusal) {
        switch refusal {
        case .unknownSubmission: self.init(.unknownSubmission)
        case .proofNeeded: self.init(.proofNeeded)
        case .codeRefused: self.init(.codeRefused)
        case .passwordNotYet: self.init(.passwordNotYet)
        case .passwordGone: self.init(.passwordGone)
        case .notArrived: self.init(.notArrived)
        case .refusedBefore: self.init(.refusedBefore)
        case .contact(let code):
            self.init(.contactRefused, SubmissionFault(code).description, fault: code.rawValue)
        }
    }
}

extension SeasonPhase {
    /// The phase with its dates, for a person.
    var sentence: String {
        switch self {
        case .notOpen(let opens): "The season opens on \(opens)."
        case .ordinary(let lastDay): "Submissions are ordinary until the end of \(lastDay), Norwegian time."
        case .late(let feedbackFrom, let correctionsBefore):
            "The last day has passed: submissions are marked late. Feedback begins on \(feedbackFrom); corrections are"
                + " taken before \(correctionsBefore)."
        case .correction(let before): "Corrections are taken before \(before)."
        case .closed(let published): "The season is closed; the final figures are published on \(published)."
        }
    }
}
