public import Identifiers
public import SealedSubmission

/// What the register answers to one step of a delivery.
public enum IntakeAnswer: Sendable, Equatable {
    /// Manifest and statement are good; these parts are still wanted.
    case wanted([PartName])
    /// Everything is there, and on disk as a received submission.
    case received(SubmissionID)
    /// The same submission was received before; nothing was changed.
    case known(SubmissionID)
    case refused(IntakeRefusal)
}

/// Why a delivery is not taken. The trustee is told, and the audit chain has it.
public enum IntakeRefusal: Sendable, Equatable, Error, CustomStringConvertible {
    /// A document or a part is not as it must be.
    case fault(SubmissionFault)
    /// The register knows no such municipality or district.
    case unknownUnit
    /// The municipality is known by another organisation number.
    case otherOrganisation
    /// Another submission has this number in the same series; the client must take the next one.
    case sequenceTaken
    /// There is another manifest under this id already.
    case otherManifest
    /// A part or the end came before the manifest.
    case notBegun

    /// Whether trying again unchanged can help.
    public var isTemporary: Bool {
        switch self {
        case .fault(let fault): fault.consequence == .hold
        case .notBegun: true
        case .unknownUnit, .otherOrganisation, .sequenceTaken, .otherManifest: false
        }
    }

    /// A stable word for interfaces and logs.
    public var code: String {
        switch self {
        case .fault(let fault): fault.code.rawValue
        case .unknownUnit: "unknownUnit"
        case .otherOrganisation: "otherOrganisation"
        case .sequenceTaken: "sequenceTaken"
        case .otherManifest: "otherManifest"
        case .notBegun: "notBegun"
        }
    }

    public var description: String {
        switch self {
        case .fault(let fault): fault.description
        case .unknownUnit: "The register does not know this municipality or district."
        case .otherOrganisation: "The municipality has another organisation number in the register."
        case .sequenceTaken: "Another submission has this sequence number."
        case .otherManifest: "Another manifest has come under this submission's id."
        case .notBegun: "The manifest has not come yet."
        }
    }
}
