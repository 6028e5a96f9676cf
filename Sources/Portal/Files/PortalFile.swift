public import Foundation
public import Identifiers
import OsloCalendar

/// A municipality's file at the portal: ciphertext, with what is known about it without opening it.
public struct PortalFile: Equatable, Sendable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Error lists and control tables of a submission that counts.
        case feedback
        /// The same for a test submission.
        case test
    }

    /// The submission that the file is the answer to.
    public let id: SubmissionID
    public let unit: ReportingUnit
    /// The year that was reported.
    public let year: Int
    public let kind: Kind
    /// Octets.
    public let size: Int
    /// SHA-256 of the file.
    public let sha256: [UInt8]
    public let arrived: Date
    /// From 1; the register gives a submission's file again with a higher one.
    public let number: Int
    public internal(set) var fetched: Date?
    /// Who fetched it, when somebody did under a name of their own.
    public internal(set) var fetchedBy: String?
    public internal(set) var forwarded: Date?
    /// When somebody deleted it; it can be taken back for 7 days.
    public internal(set) var deleted: Date?
    /// When its content was destroyed.
    public internal(set) var purged: Date?

    /// How long a deletion can be undone (I-064).
    public static let undo: TimeInterval = 7 * 86_400
    /// How long a file lies here when nobody deletes it.
    public static let kept: TimeInterval = 180 * 86_400

    public init(
        id: SubmissionID, unit: ReportingUnit, year: Int, kind: Kind, size: Int, sha256: [UInt8], arrived: Date,
        number: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.year = year
        self.kind = kind
        self.size = size
        self.sha256 = sha256
        self.arrived = arrived
        self.number = number
    }

    /// When its content is destroyed.
    public var ends: Date {
        let byItself = arrived.addingTimeInterval(Self.kept)
        return min(byItself, deleted?.addingTimeInterval(Self.undo) ?? byItself)
    }

    /// What a browser saves it as: unit, year, kind, day and the beginning of the submission's name, so that two files
    /// never share one (I-062).
    public var name: String {
        let word = kind == .test ? "test-tilbakemelding" : "tilbakemelding"
        return "\(unit)_\(year)_\(word)_\(OsloTime.day(at: arrived))_\(id.text.prefix(8)).zip"
    }
}
