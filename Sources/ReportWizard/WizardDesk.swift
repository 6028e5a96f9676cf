public import Reporting
public import SealedSubmission
public import Store

/// Where a municipality's report is worked on: what the pages ask for, and the node does.
///
/// Everything is asked for a guest: a report of another tenant's is not found. A trouble that is given back is for the
/// reader; what is thrown is a fault of ours. At most one report of a tenant is open before it is sealed, and at most one
/// work goes on.
public protocol WizardDesk: FeedbackDesk {
    /// Whether the municipality's node is one for tests, so that a trial is what is meant most often.
    func isForTests(_ guest: ReportGuest) async throws -> Bool
    /// The rights that the guest still has: those of whom the link was made by, who may have lost some since.
    func rights(of guest: ReportGuest) async throws -> Set<ReportRight>

    /// The municipality's reports, newest first.
    func reports(for guest: ReportGuest) async throws -> [ReportEntry]
    /// The report that is open; a new one when none is.
    func begin(isTrial: Bool, for guest: ReportGuest) async throws -> ReportID
    func report(_ id: ReportID, for guest: ReportGuest) async throws -> DeskReport?
    /// Forgets a report that is not sealed, with all that was brought in for it.
    func discard(_ id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble?

    /// Where what is uploaded goes while it arrives.
    var spool: Spool { get }
    /// Takes an extract that was uploaded, and begins to check it.
    func take(_ file: SpoolFile, extractNamed name: String, of id: ReportID, for guest: ReportGuest) async throws
        -> DeskTrouble?
    /// Takes the file of identity numbers beside it, and checks anew.
    func take(_ file: SpoolFile, identitiesNamed name: String, of id: ReportID, for guest: ReportGuest) async throws
        -> DeskTrouble?
    /// Extracts that lie ready for the municipality: those that were made here.
    func readyExtracts(for guest: ReportGuest) async throws -> [ReadyExtract]
    /// Takes one of them, where it lies, and begins to check it.
    func take(ready name: String, of id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble?

    /// What an extract can be made by, and of whom.
    func extractMaking(for guest: ReportGuest) async throws -> ExtractMaking
    /// Makes the extract by an installed mapping, and checks it.
    func make(_ wish: ExtractWish, of id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble?

    /// What was found, to be paged through; nil before there is a check.
    func findings(of id: ReportID, for guest: ReportGuest) async throws -> KeptFindings?

    /// The published keys of the report's year.
    func keys(of id: ReportID, for guest: ReportGuest) async throws -> [KeyHolder: KeyState]
    /// Takes a party's published key, if it is that.
    func take(_ key: [UInt8], of holder: KeyHolder, for id: ReportID, by guest: ReportGuest) async throws
        -> DeskTrouble?
    /// Takes both keys from the send module, which has them from their holders.
    func fetchKeys(of id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble?
    /// The contacts of the last report, to begin with.
    func lastContacts(for guest: ReportGuest) async throws -> (contact: Contact, deputy: Contact?)?
    /// Begins to seal.
    func seal(_ id: ReportID, _ request: SealRequest, for guest: ReportGuest) async throws -> DeskTrouble?

    /// Begins to send what is sealed; what has arrived before is not sent again.
    func send(_ id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble?
    /// Asks the send module how far it has come.
    func askTheWay(of id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble?
}
