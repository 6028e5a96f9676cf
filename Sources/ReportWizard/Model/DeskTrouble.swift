public import Texts

/// Why something was not done, for a person: the code chooses the words, the detail stands below them.
public struct DeskTrouble: Error, Sendable, Equatable {
    public enum Code: String, Sendable, CaseIterable, Codable {
        // The report as a whole.
        case busy, interrupted, sealedAlready, notChecked, otherReportOpen
        // Sending.
        case notSealed, sendModuleNotSet, sendingInterrupted
        /// The client of the send module has words of its own.
        case notSent
        // What is brought in.
        case spoolFull, identitiesUnusable, identitiesAmbiguous, extractNotThere
        // Making it.
        case mappingNotThere, mappingUnusable, sourceUnusable, extractFailed, yearUnknown, unitNotOurs
        // Sealing.
        case stopped, changedMeanwhile, realPersonsInTest, noCertificate, partiesNotSet, keyMissing, keyChanged
        // Keys.
        case keyOtherYear, keySwapped, keyStranger, keyExpired, keyTooEarly, keysOfOne, programTooOld, keyUnusable
        case revocationUnknown
        // Feedback.
        case inboxNotSet, registerSilent, feedbackRefused, archiveNotKept, archiveMissing, feedbackNotThere
        case passwordNeeded, passwordForm, passwordWrong, archiveCut, archiveUnsafe, archiveTooLarge, noFeedback
        case feedbackOfOthers, otherUnits
        /// A fault of ours.
        case other
    }

    public let code: Code
    /// A line number, a code of the sealing's: what a person who is called about it needs. Never payload.
    public let detail: String?
    /// Words that are better than the code's.
    let words: Phrase?

    public init(_ code: Code, detail: String? = nil, words: Phrase? = nil) {
        self.code = code
        self.detail = detail
        self.words = words
    }
}
