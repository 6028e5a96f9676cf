import Foundation
import Identifiers
import ReportWizard
import SealedSubmission
import Store

/// A report that is worked on in the browser, as far as it outlives a restart: never the extract, nor what was found.
struct ReportDraft: TenantRecord, Equatable {
    static let kind = "report-draft"

    /// What was sealed.
    struct Sealed: Codable, Sendable, Equatable {
        let submission: SubmissionID
        let unit: ReportingUnit
        let year: Int
        let kind: SubmissionKind
        let sequence: Int
        let persons: Int
        let parts: Int
        let octets: Int
        let withheld: Int
        let at: Date
        let by: String
        /// The folder's name among the tenant's sealed reports.
        let folder: String
    }

    let id: String
    let isTrial: Bool
    let begunAt: Date
    let begunBy: String
    /// Whether an extract was brought in, which is lost with the process.
    var hasExtract = false
    /// When the last sealing began.
    var sealingBegunAt: Date?
    var contact: Contact?
    var deputy: Contact?
    var sealed: Sealed?
    /// When the last sending began.
    var sendingBegunAt: Date?

    init(id: ReportID, isTrial: Bool, begunAt: Date, begunBy: String) {
        self.id = id.text
        self.isTrial = isTrial
        self.begunAt = begunAt
        self.begunBy = begunBy
    }

    var report: ReportID? { ReportID(id) }
}

/// A party's published key that was brought in: public, and signed by its holder.
struct HeldPublishedKey: TenantRecord, Equatable {
    static let kind = "published-key"
    var id: String { Self.id(holder, year) }
    let holder: KeyHolder
    let year: Int
    /// CMS SignedData.
    let signed: Data
    let at: Date
    let by: String

    static func id(_ holder: KeyHolder, _ year: Int) -> String { "\(holder.rawValue)-\(year)" }
}
