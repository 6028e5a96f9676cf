import Identifiers
import Register
import SealedSubmission

/// What the register answers to one request of the trustee's.
enum PushAnswer: Equatable {
    /// It is on disk; these parts are still wanted, as far as is known.
    case taken(wanted: [PartName])
    /// The submission is received, and on disk.
    case received(SubmissionID)
    /// It was received before; nothing was changed.
    case known(SubmissionID)
    /// The end came, and these parts are missing.
    case missing([PartName])
    case refused(PushRefusal)
    /// So many persons have their new derivative; nil when that was so before.
    case rekeyed(persons: Int?)
}

/// Why something is not taken, as it goes over the line.
struct PushRefusal: Error, Equatable {
    /// What the trustee can do about it.
    enum Kind {
        /// Something before it is missing, or something else is here already.
        case conflict
        /// It is not as it must be; unchanged it will never be taken.
        case unusable
        /// Nothing is wrong with it; later.
        case later
    }

    let kind: Kind
    /// A stable word.
    let code: String
    let sentence: String
    var part: PartName?

    init(_ kind: Kind, _ code: String, _ sentence: String) {
        self.kind = kind
        self.code = code
        self.sentence = sentence
    }

    init(_ fault: SubmissionFault) {
        kind =
            switch fault.consequence {
            case .hold: .later
            case .refuse: Self.isDifference(fault.code) ? .conflict : .unusable
            }
        code = fault.code.rawValue
        sentence = fault.description
        part = fault.part
    }

    init(_ refusal: IntakeRefusal) {
        switch refusal {
        case .fault(let fault): self.init(fault)
        case .notBegun, .otherManifest, .sequenceTaken: self.init(.conflict, refusal.code, refusal.description)
        case .unknownUnit, .otherOrganisation: self.init(.unusable, refusal.code, refusal.description)
        }
    }

    /// Whether sending the right bytes instead puts it right.
    private static func isDifference(_ code: SubmissionFault.Code) -> Bool {
        [.partMissing, .partTruncated, .partAltered, .partReordered, .partOfOtherRole, .partRepeated].contains(code)
    }
}
