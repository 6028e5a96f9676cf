public import Identifiers
public import Reporting
public import Texts

/// Where a municipality's feedback is fetched, opened and compared: what the pages ask for, and the node does.
///
/// Everything is asked for a guest, whose right to fetch the route has seen to; another tenant's feedback is not found. What
/// is open is in the process's spool only. A trouble that is thrown or given back is for the reader, all else a fault of ours.
public protocol FeedbackDesk: Sendable {
    /// All feedback of the municipality, newest first.
    func feedback(for guest: ReportGuest) async throws -> [FeedbackEntry]
    /// Takes what has come to the municipality's inbox.
    /// - Throws: `DeskTrouble`; nothing has been taken then.
    func fetchFeedback(for guest: ReportGuest) async throws -> FetchOutcome
    /// Opens what has been fetched; again changes nothing.
    func openFeedback(_ id: FeedbackID, for guest: ReportGuest) async throws -> DeskTrouble?
    /// Opens an archive that was uploaded.
    /// - Throws: `DeskTrouble`.
    func openFeedback(_ archive: UploadedArchive, for guest: ReportGuest) async throws -> FeedbackID
    /// One that is open; nil for all others.
    func openedFeedback(_ id: FeedbackID, for guest: ReportGuest) async throws -> OpenedEntry?
    /// Forgets what is open of it.
    func closeFeedback(_ id: FeedbackID, for guest: ReportGuest) async throws
    /// What changed from one to another, both of which are open; nil when one is not.
    /// - Throws: `DeskTrouble` for two that cannot be compared.
    func difference(
        from old: FeedbackID, to new: FeedbackID, for guest: ReportGuest
    ) async throws -> ReportDifference?
    /// The extract that is brought in and checked now, when it is of this municipality or district; nil when there is none.
    func extractToCompare(with unit: ReportingUnit, for guest: ReportGuest) async throws -> HeldFile?
    /// What changed from a feedback, which is open, to that extract, with titles in a language; nil when one is not there.
    /// - Throws: `DeskTrouble`.
    func differenceToExtract(
        from old: FeedbackID, in language: Language, for guest: ReportGuest
    ) async throws -> (extract: HeldFile, difference: ReportDifference)?
    /// Where a browser finds the send module, which shows the password of an archive after log-in; nil when it is not set.
    func sendModuleAddress() async -> String?
    /// Puts on record that a file is taken out of it, in clear.
    func noteDownload(of file: String, from id: FeedbackID, for guest: ReportGuest) async throws
}
