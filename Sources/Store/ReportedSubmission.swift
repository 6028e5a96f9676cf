public import Foundation
public import Identifiers

/// A yearly report that the tenant has begun: its place in the order of submissions and the key that its feedback comes
/// back to.
///
/// It is committed before anything is sealed, so that no two submissions of a unit, year and kind are ever equal in rank.
public struct ReportedSubmission: TenantRecord, Equatable {
    public static let kind = "reported-submission"
    public var id: String { submission.description }
    public let submission: SubmissionID
    public let unit: ReportingUnit
    /// The year that is reported on.
    public let year: Int
    /// `ordinary`, `correction` or `test`, as in the manifest.
    public let submissionKind: String
    /// From 1, of this unit, year and kind.
    public let sequence: Int
    /// The return key's private half: PKCS#8, AES-256-GCM under the master key, bound to tenant and submission.
    public let wrappedReturnKey: [UInt8]
    public let begunAt: Date
    /// Who began it, as the audit chain names them.
    public let begunBy: String
    /// SHA-256 of the signed manifest, hexadecimal; nil until it is signed.
    public var manifest: String?
    public var signedAt: Date?
    /// The trustee's signed receipt, verified before it was kept; nil until it has arrived there.
    public var receipt: Data?
    /// When the trustee had all of it, as the receipt says.
    public var arrivedAt: Date?

    public init(
        submission: SubmissionID, unit: ReportingUnit, year: Int, submissionKind: String, sequence: Int,
        wrappedReturnKey: [UInt8], begunAt: Date, begunBy: String
    ) {
        self.submission = submission
        self.unit = unit
        self.year = year
        self.submissionKind = submissionKind
        self.sequence = sequence
        self.wrappedReturnKey = wrappedReturnKey
        self.begunAt = begunAt
        self.begunBy = begunBy
    }
}
