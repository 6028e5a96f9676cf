public import Foundation
public import Identifiers

/// A register's feedback on one of the tenant's yearly reports, as it came through the exchange. One for a submission: a
/// later one, which the register has made anew, takes its place and keeps it in ``earlier``.
///
/// The archive itself is a file of the installation, encrypted as it came.
public struct ReceivedFeedback: TenantRecord, Equatable {
    public static let kind = "received-feedback"
    public var id: String { submission.description }
    public let submission: SubmissionID
    public let unit: ReportingUnit
    /// The year that was reported.
    public let year: Int
    /// The archive's name, as the register gave it.
    public let fileName: String
    /// Of the archive.
    public let sha256: [UInt8]
    public let octets: Int
    /// RSAES-OAEP to the submission's return key.
    public let sealedPassword: [UInt8]
    /// MsgId of the message that brought it, and who sent it.
    public let msgID: String
    public let sender: HERId?
    public let receivedAt: Date
    /// When it was taken out of the inbox, and who did it, as the audit chain names them.
    public let fetchedAt: Date
    public let fetchedBy: String
    /// Those that came before it, oldest first; nil when it is the first.
    public private(set) var earlier: [ReceivedFeedback]?

    /// From 1, among those of its submission.
    public var number: Int { (earlier?.count ?? 0) + 1 }

    /// With all before it, oldest first.
    public var all: [ReceivedFeedback] { (earlier ?? []) + [self] }

    /// The same, in the place of another that came before it.
    public func replacing(_ other: ReceivedFeedback) -> ReceivedFeedback {
        var (new, old) = (self, other)
        old.earlier = nil
        new.earlier = (other.earlier ?? []) + [old]
        return new
    }

    public init(
        submission: SubmissionID, unit: ReportingUnit, year: Int, fileName: String, sha256: [UInt8], octets: Int,
        sealedPassword: [UInt8], msgID: String, sender: HERId?, receivedAt: Date, fetchedAt: Date, fetchedBy: String
    ) {
        self.submission = submission
        self.unit = unit
        self.year = year
        self.fileName = fileName
        self.sha256 = sha256
        self.octets = octets
        self.sealedPassword = sealedPassword
        self.msgID = msgID
        self.sender = sender
        self.receivedAt = receivedAt
        self.fetchedAt = fetchedAt
        self.fetchedBy = fetchedBy
    }
}
