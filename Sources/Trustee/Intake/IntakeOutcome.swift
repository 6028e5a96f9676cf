public import Identifiers
public import OsloCalendar
public import SealedSubmission

/// Why the send module does not take something: a value, each with its own sentence for the sender.
public enum IntakeRefusal: Error, Sendable, Equatable {
    /// The manifest, and above all its signature, or what the log-in says otherwise.
    case manifest(SubmissionFault)
    /// Outside the season nothing but tests is taken (I-003).
    case season(SeasonPhase)
    /// A submission with this or a higher number of the same unit, year and kind has arrived: a replay, or the sender
    /// has lost count.
    case sequenceNotAbove(Int)
    /// This unit has begun so many, or so much, and not ended them: no more until they are.
    case tooMuchOpen
    /// This submission was begun with another manifest.
    case otherManifest
    /// There is no such submission of this sender's.
    case unknownSubmission
    /// The manifest lists no such part.
    case unknownPart
    /// It has arrived as a whole; its parts cannot be changed.
    case arrivedBefore
    /// It was refused when it was opened; a new one must be made.
    case refusedBefore
    /// These parts are missing, short or not what was signed for. What was altered must be sent again from its start.
    case parts([SubmissionFault])
}

/// What the sender must still send.
public struct UploadPlan: Sendable, Equatable {
    public struct Part: Sendable, Equatable {
        public let name: PartName
        /// How many octets have come: the next ones begin here.
        public let offset: Int
        public let octets: Int
    }

    public let submission: SubmissionID
    public let parts: [Part]
}

/// What came of a manifest.
public enum BeginOutcome: Sendable, Equatable {
    case upload(UploadPlan)
    /// It has arrived before: the same signed receipt again.
    case received([UInt8])
    case refused(IntakeRefusal)
}

/// What came of some bytes of a part.
public enum AppendOutcome: Sendable, Equatable {
    /// The part has so many octets now.
    case at(Int)
    /// The bytes did not begin where the part ends; send from here.
    case expected(Int)
    /// More bytes than the manifest says the part has.
    case tooLong
    /// Another connection is writing the same part.
    case busy
    case refused(IntakeRefusal)
}

/// What came of the end of an upload.
public enum CompleteOutcome: Sendable, Equatable {
    /// On disk, counted, and this is the signed `SubmissionReceipt`.
    case received([UInt8])
    case refused(IntakeRefusal)
}
