public import Foundation
public import Identifiers
public import Reporting
public import SealedSubmission

/// A report as its pages see it: how far it has come, and what is going on.
public struct DeskReport: Sendable {
    public let id: ReportID
    /// With invented persons only, sent as a test.
    public let isTrial: Bool
    public let begunAt: Date
    public let begunBy: String
    public var extract: HeldFile?
    public var identities: HeldFile?
    /// How the extract was made, when it was made here.
    public var made: MadeExtract?
    /// What is being done right now.
    public var work: DeskWork?
    /// Why the last work came to nothing.
    public var trouble: DeskTrouble?
    /// What the check came to.
    public var check: CheckSummary?
    public var sealed: SealedReport?
    /// What the trusted third party has confirmed; nil until it has all of it.
    public var sent: SentReport?
    /// How far it has come since, as it was last told.
    public var way: ReportWay?
    /// The register's feedback on it, once that has been fetched.
    public var feedback: FeedbackID?

    public init(id: ReportID, isTrial: Bool, begunAt: Date, begunBy: String) {
        self.id = id
        self.isTrial = isTrial
        self.begunAt = begunAt
        self.begunBy = begunBy
    }

    /// Whether it can be sealed as it is.
    public var isSealable: Bool { sealed == nil && check.map { $0.verdict != .stopped } == true }
}

/// A file that was brought in.
public struct HeldFile: Sendable, Equatable {
    /// What it is called, as far as it may be shown.
    public let name: String
    public let octets: Int
    public let at: Date
    public let by: String

    public init(name: String, octets: Int, at: Date, by: String) {
        self.name = name
        self.octets = octets
        self.at = at
        self.by = by
    }
}

/// Work on a report that takes its time.
public struct DeskWork: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable { case making, checking, sealing, sending }

    public let kind: Kind
    public let begunAt: Date
    /// Octets that are done.
    public let done: Int
    /// Of so many; 0 when nobody knows how many there will be.
    public let total: Int

    public init(kind: Kind, begunAt: Date, done: Int, total: Int) {
        self.kind = kind
        self.begunAt = begunAt
        self.done = done
        self.total = total
    }

    /// Whether it is known how much there is to do.
    public var isMeasured: Bool { total > 0 }
    /// From 0 to 100.
    public var percent: Int { total > 0 ? min(100, done * 100 / total) : 0 }
}

/// A report that is sealed: what the two parties will get.
public struct SealedReport: Sendable, Equatable {
    public let submission: SubmissionID
    public let unit: ReportingUnit
    public let year: Int
    public let kind: SubmissionKind
    public let sequence: Int
    public let persons: Int
    public let parts: Int
    public let octets: Int
    /// Values that were left out since they could be identity numbers in the wrong place.
    public let withheld: Int
    public let at: Date
    public let by: String

    public init(
        submission: SubmissionID, unit: ReportingUnit, year: Int, kind: SubmissionKind, sequence: Int, persons: Int,
        parts: Int, octets: Int, withheld: Int, at: Date, by: String
    ) {
        self.submission = submission
        self.unit = unit
        self.year = year
        self.kind = kind
        self.sequence = sequence
        self.persons = persons
        self.parts = parts
        self.octets = octets
        self.withheld = withheld
        self.at = at
        self.by = by
    }
}

/// A report that has arrived at the trusted third party.
public struct SentReport: Sendable, Equatable {
    public let receivedAt: Date
    /// When the register's own receipt should have come by mail; nil when the receipt cannot be read at the moment.
    public let nextReceiptBy: Date?
    /// The proof: CMS SignedData.
    public let receipt: [UInt8]

    public init(receivedAt: Date, nextReceiptBy: Date?, receipt: [UInt8]) {
        self.receivedAt = receivedAt
        self.nextReceiptBy = nextReceiptBy
        self.receipt = receipt
    }
}

/// How far a report has come, and when that was asked.
public struct ReportWay: Sendable, Equatable {
    public let timeline: SubmissionTimeline
    /// nil when nobody has been asked: it is what is known here.
    public let askedAt: Date?

    public init(timeline: SubmissionTimeline, askedAt: Date?) {
        self.timeline = timeline
        self.askedAt = askedAt
    }
}

/// A report in the list of a municipality's reports.
public struct ReportEntry: Sendable, Equatable {
    /// nil for one that was not made here in the browser.
    public let report: ReportID?
    public let begunAt: Date
    public let begunBy: String
    /// What it is of; nil until it is sealed.
    public let sealed: SealedEntry?

    public struct SealedEntry: Sendable, Equatable {
        public let unit: ReportingUnit
        public let year: Int
        public let kind: String
        public let sequence: Int
        /// nil when the sealing was interrupted.
        public let at: Date?

        public init(unit: ReportingUnit, year: Int, kind: String, sequence: Int, at: Date?) {
            self.unit = unit
            self.year = year
            self.kind = kind
            self.sequence = sequence
            self.at = at
        }
    }

    public init(report: ReportID?, begunAt: Date, begunBy: String, sealed: SealedEntry?) {
        self.report = report
        self.begunAt = begunAt
        self.begunBy = begunBy
        self.sealed = sealed
    }
}
