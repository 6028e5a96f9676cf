public import Foundation
public import Identifiers
public import Reporting

/// The name of a feedback in addresses: the first half of its archive's SHA-256, in 32 hexadecimal digits. The same archive
/// has the same name whichever way it came.
public struct FeedbackID: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    /// - Parameter sha256: of the archive; nil when it is none.
    public init?(sha256: [UInt8]) {
        guard sha256.count == 32, let id = ReportID(bytes: Array(sha256.prefix(16))) else { return nil }
        text = id.text
    }

    /// Reads what stands in an address; nil when it cannot be one.
    public init?(_ text: String) {
        guard let id = ReportID(text) else { return nil }
        self.text = id.text
    }

    public var description: String { text }
}

/// A feedback that the municipality has: fetched from its inbox, or uploaded and open.
public struct FeedbackEntry: Sendable, Equatable {
    public let id: FeedbackID
    public let unit: ReportingUnit
    public let year: Int
    /// Which submission it answers; nil for an archive that was uploaded and is not known here.
    public let answers: Answered?
    /// The archive's name.
    public let fileName: String
    /// When it was fetched or uploaded, and by whom.
    public let at: Date
    public let by: String
    /// Whether it lies here for good; what was uploaded is gone when it is closed.
    public let isFetched: Bool
    public let isOpen: Bool

    /// The submission that a feedback answers.
    public struct Answered: Sendable, Equatable {
        public let submission: SubmissionID
        public let kind: String
        public let sequence: Int

        public init(submission: SubmissionID, kind: String, sequence: Int) {
            self.submission = submission
            self.kind = kind
            self.sequence = sequence
        }
    }

    public init(
        id: FeedbackID, unit: ReportingUnit, year: Int, answers: Answered?, fileName: String, at: Date, by: String,
        isFetched: Bool, isOpen: Bool
    ) {
        self.id = id
        self.unit = unit
        self.year = year
        self.answers = answers
        self.fileName = fileName
        self.at = at
        self.by = by
        self.isFetched = isFetched
        self.isOpen = isOpen
    }
}

/// What came of looking into the municipality's inbox.
public struct FetchOutcome: Sendable, Equatable {
    /// Feedback that was taken, the same one taken before included.
    public let taken: Int
    /// Why messages were rejected.
    public let refused: [DeskTrouble]

    public init(taken: Int, refused: [DeskTrouble]) {
        self.taken = taken
        self.refused = refused
    }
}

/// An archive that somebody has uploaded.
public struct UploadedArchive: Sendable {
    public let octets: [UInt8]
    /// As the browser calls it.
    public let name: String
    /// As it was typed; empty where the municipality has it.
    public let password: String

    public init(octets: [UInt8], name: String, password: String) {
        self.octets = octets
        self.name = name
        self.password = password
    }
}

/// A feedback that is open, with what it says.
public struct OpenedEntry: Sendable {
    public let entry: FeedbackEntry
    public let content: KeptFeedback

    public init(entry: FeedbackEntry, content: KeptFeedback) {
        self.entry = entry
        self.content = content
    }
}
